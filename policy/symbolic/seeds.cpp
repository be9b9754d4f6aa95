#include "policy/symbolic/seeds.h"

#include "policy/symbolic/seeds_open.h"
#include "policy/values/arn.h"
#include "policy/values/glob.h"

namespace sqsproof::policy {
namespace {

std::string caller_arn(const Space& space, std::string_view account, std::string_view rest) {
  return "arn:" + space.callers().partition() + ":iam::" + std::string(account) + ":" +
         std::string(rest);
}

/// Samples that were made on this thread before are found by `name`.
template <class Make>
void seed_words(const std::string& name, const Make& make, VariableId variable, Space& space) {
  for (const NumberedWord& word : space.store().words(space.prefix() + name, make)) {
    space.theory(variable).add_sample(word);
  }
}

void seed_account(std::string_view account, std::string_view name, Space& space) {
  const std::string who(name);
  const auto make = [&]() -> std::vector<std::string> {
    return {joint_user(caller_arn(space, account, "user/" + who)),
            joint_session(caller_arn(space, account, "role/" + who), "session"),
            "A:" + caller_arn(space, account, "root"),
            "A:arn:" + space.callers().partition() + ":sts::" + std::string(account) +
                ":federated-user/" + who};
  };
  seed_words(who + " of " + std::string(account), make, Space::kCaller, space);
}

/// A principal ARN of any kind as callers that have it.
void seed_arn(const std::string& arn, Space& space) {
  const auto make = [&]() -> std::vector<std::string> {
    return {"A:" + arn, joint_user(arn), joint_session(arn, "session")};
  };
  seed_words("callers " + arn, make, Space::kCaller, space);
}

void seed_entry(const PrincipalEntry& entry, Space& space) {
  using Kind = PrincipalEntry::Kind;
  Theory& callers = space.theory(Space::kCaller);
  if (entry.kind == Kind::service) callers.add_sample("S:" + entry.text);
  if (entry.kind == Kind::account) seed_account(entry.account, "alice", space);
  if (entry.kind == Kind::unique_id) {
    const std::string arn =
        caller_arn(space, "111122223333", entry.text[2] == 'D' ? "user/alice" : "role/alice");
    callers.add_sample("A:" + arn + kUserIdMark + entry.text +
                       (entry.text[2] == 'D' ? "" : ":session"));
  }
  if (entry.kind == Kind::session) {
    if (const auto caller = parse_caller(entry.text)) {
      callers.add_sample(joint_session(principal_arn(*caller), caller->session_name));
    }
  }
  seed_arn(entry.text, space);
}

/// A pattern with its wildcards filled in: an account where an ARN has one.
std::string instance_of(const std::string& pattern, const std::string& account,
                        const Space& space) {
  const auto fill = [](std::string_view text, std::string_view star) {
    std::string filled;
    for (char c : text) {
      if (c == '*') {
        filled += star;
      } else {
        filled += c == '?' ? 'x' : c;
      }
    }
    return filled;
  };
  const auto parts = split_arn(pattern);
  if (!parts) return fill(pattern, "");
  const auto queue = split_arn(space.queue_arn());
  const std::string region = queue ? std::string(queue->region()) : "us-east-1";
  const bool regional = parts->service() != "s3" && parts->service() != "iam";
  return fill(parts->part[0], "arn") + ":" + fill(parts->partition(), space.callers().partition()) +
         ":" + fill(parts->service(), "sns") + ":" + fill(parts->region(), regional ? region : "") +
         ":" + fill(parts->account(), parts->service() == "s3" ? "" : account) + ":" +
         fill(parts->resource(), parts->resource() == "*" ? "mallory" : "");
}

void seed_source(const std::string& arn, const std::string& account, VariableId sources,
                 Space& space) {
  const auto make = [&]() -> std::vector<std::string> {
    return {"R" + arn, "B" + arn + kAccountMark + account, "r" + arn};
  };
  seed_words("sources " + account + " " + arn, make, sources, space);
}

void seed_value(const KeyView& view, const std::string& key, const std::string& value,
                const std::string& account, Space& space) {
  Theory& theory = space.theory(view.variable);
  if (key == "aws:principalarn") {
    seed_arn(value, space);
  } else if (key == "aws:principalaccount") {
    seed_account(value, "alice", space);
  } else if (key == "aws:principalservicename" || key == "aws:principalservicenameslist") {
    theory.add_sample("S:" + value);
  } else if (key == "aws:sourcearn") {
    seed_source(value, account, view.variable, space);
  } else if (key == "aws:sourceaccount") {
    const std::string region = "us-east-1";
    theory.add_sample("a" + value);
    theory.add_sample("Rarn:" + space.callers().partition() + ":sns:" + region + ":" + value +
                      ":topic");
  } else if (view.variable != Space::kCaller) {
    const bool in_chain = view.list || key.starts_with("aws:calledvia");
    theory.add_sample(in_chain ? value + kElementMark : value);
    theory.add_sample(value + "/r-root/");  // an organisation's id as a path in it
  }
}

}  // namespace

void add_seeds(const Condition& condition, const std::vector<std::string>& stranger_accounts,
               Space& space) {
  const KeyView& view = space.key(condition.key, condition.key_text.text);
  if (view.points != nullptr) return;  // encoding a condition adds its points
  for (const Text& value : condition.values) {
    for (const std::string& account : stranger_accounts) {
      seed_value(view, condition.key, instance_of(value.text, account, space), account, space);
    }
  }
}

void add_seeds(const Document& policy, const std::vector<std::string>& stranger_accounts,
               Space& space) {
  if (space.realm().is_open()) add_open_seeds(policy, stranger_accounts, space);
  Theory& callers = space.theory(Space::kCaller);
  callers.add_sample("N");
  for (const std::string& account : stranger_accounts) seed_account(account, "mallory", space);
  for (const Statement& statement : policy.statements) {
    for (const PrincipalEntry& entry : statement.principals.entries) seed_entry(entry, space);
  }
  const auto services = []() -> std::vector<std::string> {
    return {"S:sns.amazonaws.com", "S:s3.amazonaws.com", "S:events.amazonaws.com"};
  };
  seed_words("services", services, Space::kCaller, space);
  std::vector<std::string> accounts = stranger_accounts;
  for (const Statement& statement : policy.statements) {
    for (const Condition& condition : statement.conditions) {
      if (condition.key != "aws:sourceaccount") continue;
      for (const Text& value : condition.values) {
        if (is_account_id(value.text)) accounts.push_back(value.text);
      }
    }
  }
  if (accounts.size() > 8) accounts.resize(8);
  for (const Statement& statement : policy.statements) {
    for (const Condition& condition : statement.conditions) add_seeds(condition, accounts, space);
  }
  if (const auto queue = split_arn(space.queue_arn())) {
    seed_account(queue->account(), "alice", space);
  }
  if (const KeyView* source = space.find_key("aws:sourcearn")) {
    for (const std::string& account : stranger_accounts) {
      seed_source("arn:" + space.callers().partition() + ":sns:us-east-1:" + account + ":mallory",
                  account, source->variable, space);
      seed_source("arn:" + space.callers().partition() + ":s3:::mallory", account, source->variable,
                  space);
    }
  }
}

}  // namespace sqsproof::policy
