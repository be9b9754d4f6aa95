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

using Words = std::vector<std::string>;

/// Samples that were made on this thread before are found by `name`.
template <class Make>
void seed_words(std::string name, const Make& make, VariableId variable, Space& space) {
  name += space.prefix();
  Theory& theory = space.theory(variable);
  for (const NumberedWord& word : space.store().words(name, make)) theory.add_sample(word);
}

/// So that no two lists of texts have one name.
void append(std::string& name, const std::string& text) {
  const std::size_t size = text.size();
  name.append(reinterpret_cast<const char*>(&size), sizeof size);
  name += text;
}

std::string name_like(std::string_view begin) {
  constexpr std::size_t kUsualLength = 192;
  std::string name;
  name.reserve(kUsualLength);
  name += begin;
  return name;
}

void add_account(std::string_view account, std::string_view name, const Space& space,
                 Words& words) {
  const std::string who(name);
  words.push_back(joint_user(caller_arn(space, account, "user/" + who)));
  words.push_back(joint_session(caller_arn(space, account, "role/" + who), "session"));
  words.push_back("A:" + caller_arn(space, account, "root"));
  words.push_back("A:arn:" + space.callers().partition() + ":sts::" + std::string(account) +
                  ":federated-user/" + who);
}

/// A principal ARN of any kind as callers that have it.
void add_arn(const std::string& arn, Words& words) {
  words.push_back("A:" + arn);
  words.push_back(joint_user(arn));
  words.push_back(joint_session(arn, "session"));
}

Words words_of(const PrincipalEntry& entry, const Space& space) {
  using Kind = PrincipalEntry::Kind;
  Words words;
  if (entry.kind == Kind::service) words.push_back("S:" + entry.text);
  if (entry.kind == Kind::account) add_account(entry.account, "alice", space, words);
  if (entry.kind == Kind::unique_id) {
    const std::string arn =
        caller_arn(space, "111122223333", entry.text[2] == 'D' ? "user/alice" : "role/alice");
    words.push_back("A:" + arn + kUserIdMark + entry.text +
                    (entry.text[2] == 'D' ? "" : ":session"));
  }
  if (entry.kind == Kind::session) {
    if (const auto caller = parse_caller(entry.text)) {
      words.push_back(joint_session(principal_arn(*caller), caller->session_name));
    }
  }
  add_arn(entry.text, words);
  return words;
}

void seed_entry(const PrincipalEntry& entry, Space& space) {
  std::string name = name_like("principal ");
  name += static_cast<char>('a' + static_cast<int>(entry.kind));
  append(name, entry.account);
  append(name, entry.text);
  seed_words(
      name, [&] { return words_of(entry, space); }, Space::kCaller, space);
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

void add_source(const std::string& arn, const std::string& account, Words& words) {
  words.push_back("R" + arn);
  words.push_back("B" + arn + kAccountMark + account);
  words.push_back("r" + arn);
}

/// What one value of a key, with its wildcards filled in, is in the variable of the key.
void add_value(const KeyView& view, const std::string& value, const std::string& account,
               const Space& space, Words& words) {
  const std::string& key = view.key;
  if (key == "aws:principalarn") {
    add_arn(value, words);
  } else if (key == "aws:principalaccount") {
    add_account(value, "alice", space, words);
  } else if (key == "aws:principalservicename" || key == "aws:principalservicenameslist") {
    words.push_back("S:" + value);
  } else if (key == "aws:sourcearn") {
    add_source(value, account, words);
  } else if (key == "aws:sourceaccount") {
    words.push_back("a" + value);
    words.push_back("Rarn:" + space.callers().partition() + ":sns:us-east-1:" + value + ":topic");
  } else if (view.variable != Space::kCaller) {
    const bool in_chain = view.list || key.starts_with("aws:calledvia");
    words.push_back(in_chain ? value + kElementMark : value);
    words.push_back(value + "/r-root/");  // an organisation's id as a path in it
  }
}

/// Callers whom a question is about, before all others.
void seed_strangers(const Words& accounts, Space& space) {
  std::string name = name_like("strangers");
  for (const std::string& account : accounts) append(name, account);
  const auto make = [&] {
    Words words = {"N"};
    for (const std::string& account : accounts) add_account(account, "mallory", space, words);
    return words;
  };
  seed_words(std::move(name), make, Space::kCaller, space);
}

void seed_strange_sources(const Words& accounts, VariableId sources, Space& space) {
  std::string name = name_like("strange sources");
  for (const std::string& account : accounts) append(name, account);
  const auto make = [&] {
    Words words;
    const std::string arn = "arn:" + space.callers().partition();
    for (const std::string& account : accounts) {
      add_source(arn + ":sns:us-east-1:" + account + ":mallory", account, words);
      add_source(arn + ":s3:::mallory", account, words);
    }
    return words;
  };
  seed_words(std::move(name), make, sources, space);
}

/// The strangers', and those that the policy compares sources with.
Words accounts_of(const Document& policy, const Words& strangers) {
  constexpr std::size_t kMostAccounts = 8;
  Words accounts = strangers;
  for (const Statement& statement : policy.statements) {
    for (const Condition& condition : statement.conditions) {
      if (condition.key != "aws:sourceaccount") continue;
      for (const Text& value : condition.values) {
        if (is_account_id(value.text)) accounts.push_back(value.text);
      }
    }
  }
  if (accounts.size() > kMostAccounts) accounts.resize(kMostAccounts);
  return accounts;
}

}  // namespace

void add_seeds(const Condition& condition, const std::vector<std::string>& stranger_accounts,
               Space& space) {
  const KeyView& view = space.key(condition.key, condition.key_text.text);
  if (view.points != nullptr) return;  // encoding a condition adds its points
  std::string name = name_like("values ");
  append(name, space.queue_arn());
  append(name, condition.key);
  for (const std::string& account : stranger_accounts) append(name, account);
  for (const Text& value : condition.values) append(name += '=', value.text);
  const auto make = [&] {
    Words words;
    for (const Text& value : condition.values) {
      for (const std::string& account : stranger_accounts) {
        add_value(view, instance_of(value.text, account, space), account, space, words);
      }
    }
    return words;
  };
  seed_words(std::move(name), make, view.variable, space);
}

void add_seeds(const Document& policy, const std::vector<std::string>& stranger_accounts,
               Space& space) {
  if (space.realm().is_open()) add_open_seeds(policy, stranger_accounts, space);
  seed_strangers(stranger_accounts, space);
  for (const Statement& statement : policy.statements) {
    for (const PrincipalEntry& entry : statement.principals.entries) seed_entry(entry, space);
  }
  const auto services = []() -> Words {
    return {"S:sns.amazonaws.com", "S:s3.amazonaws.com", "S:events.amazonaws.com"};
  };
  seed_words("services", services, Space::kCaller, space);
  const Words accounts = accounts_of(policy, stranger_accounts);
  for (const Statement& statement : policy.statements) {
    for (const Condition& condition : statement.conditions) add_seeds(condition, accounts, space);
  }
  if (const auto queue = split_arn(space.queue_arn())) {
    const std::string account(queue->account());
    const auto make = [&] {
      Words words;
      add_account(account, "alice", space, words);
      return words;
    };
    seed_words("alice of " + account, make, Space::kCaller, space);
  }
  if (const KeyView* source = space.find_key("aws:sourcearn")) {
    seed_strange_sources(stranger_accounts, source->variable, space);
  }
}

}  // namespace sqsproof::policy
