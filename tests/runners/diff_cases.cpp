// tests/cases/diff: how two policies relate. `before` and `after` are policies, of `queue` if there
// is one; else `kind` is the one they are read as (recognised if none), `account` the owner's.
// `expect` has the relation, the grants in words under `added` and `removed`, and Denies that are
// gone
// (`lifted`) or new (`imposed`), and the number of `assumptions`. Every witness is decided again by
// both policies. Laws: a policy adds nothing to itself, and what is new one way is lost the other.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "policy/decide/authorize.h"
#include "policy/values/arn.h"
#include "properties/access/compare.h"
#include "properties/access/policy_pair.h"
#include "semantics/vocabulary.h"
#include "tests/runners/json_case.h"
#include "tests/runners/runners.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::ordered_json;
using properties::DiffReport;
using properties::Grants;
using properties::PolicyPair;

policy::Source source_from(const Json& policy) {
  return std::make_shared<const policy::SourceText>(policy::SourceText{"case", policy.dump()});
}

/// The two policies, and the queue's ARN if they are a queue's.
struct Compared {
  PolicyPair pair;
  std::string queue;
};

DiffReport compare(const policy::Document& before, const policy::Document& after,
                   const Compared& both) {
  const auto subject = [&](const policy::Document& policy) {
    auto made = properties::subject_of(policy, both.pair, semantics::sqs_vocabulary());
    made.queue_arn = both.queue;
    return made;
  };
  return properties::compare({subject(before), subject(after)}, {});
}

DiffReport compare(const Compared& both) {
  return compare(both.pair.before, both.pair.after, both);
}

std::vector<std::string> words_of(const Grants& grants) {
  std::vector<std::string> words;
  for (const auto& grant : grants.grants) words.push_back(properties::words_of(grant));
  return words;
}
std::vector<std::string> words_of(const properties::DenyChanges& changes) {
  std::vector<std::string> words;
  for (const auto& deny : changes.denies) words.push_back(properties::words_of(deny));
  return words;
}

/// Denied by the one policy, and left alone by the other.
void expect_denied(const properties::DenyChanges& changes, const policy::Document& policy,
                   const policy::Document& other) {
  EXPECT_EQ(changes.internal_errors, std::vector<std::string>{});
  for (const auto& deny : changes.denies) {
    ASSERT_TRUE(deny.witness) << deny.words;
    if (deny.verdict == policy::Verdict::unknown) continue;
    const auto& words = semantics::sqs_vocabulary();
    EXPECT_EQ(policy::decide(policy, *deny.witness, words), policy::Outcome::explicit_deny);
    EXPECT_EQ(policy::decide(other, *deny.witness, words), policy::Outcome::no_match);
  }
}

/// Let in by the one policy, and not by the other.
void expect_witnessed(const Grants& grants, const policy::Document& policy,
                      const policy::Document& baseline) {
  EXPECT_EQ(grants.internal_errors, std::vector<std::string>{});
  for (const auto& grant : grants.grants) {
    ASSERT_TRUE(grant.witness) << properties::words_of(grant);
    if (grant.verdict == policy::Verdict::unknown) {
      EXPECT_FALSE(grant.notes.empty());
      continue;
    }
    const std::string json = policy::to_json(*grant.witness);
    const auto again = policy::read_request(
        std::make_shared<const policy::SourceText>(policy::SourceText{"witness", json}),
        policy.kind);
    ASSERT_TRUE(again) << json;
    const auto& words = semantics::sqs_vocabulary();
    EXPECT_EQ(policy::decide(policy, *again, words), policy::Outcome::allow) << json;
    const auto before = policy::decide(baseline, *again, words);
    EXPECT_TRUE(before == policy::Outcome::no_match || before == policy::Outcome::explicit_deny)
        << json;
  }
}

/// A policy beside itself, and beside one with its statements the other way round: what is not
/// documented comes out alike.
void expect_nothing_new(const policy::Document& policy, const Compared& both) {
  policy::Document turned = policy;
  std::reverse(turned.statements.begin(), turned.statements.end());
  for (std::size_t i = 0; i < turned.statements.size(); ++i) turned.statements[i].index = i;
  for (const policy::Document* baseline :
       std::initializer_list<const policy::Document*>{&policy, &turned}) {
    const DiffReport diff = compare(*baseline, policy, both);
    EXPECT_EQ(properties::name_of(properties::relation_of(diff)), "equivalent");
    EXPECT_EQ(words_of(diff.added), std::vector<std::string>{});
    EXPECT_EQ(words_of(diff.lifted), std::vector<std::string>{});
  }
}

}  // namespace

void run_diff_case(const std::filesystem::path& file) {
  ASSERT_TRUE(read_case(file, {"kind", "account", "queue", "before", "after", "expect"}));
  const Json test = Json::parse(source_of(file)->text);
  const auto before = source_from(test.at("before"));
  const auto after = source_from(test.at("after"));
  const std::string queue = test.value("queue", std::string());
  const auto said =
      policy::policy_kind_named(queue.empty() ? test.value("kind", std::string()) : "queue");
  const auto kind = said ? *said : properties::common_kind(before, after);
  ASSERT_TRUE(kind);
  policy::Diagnostics warnings;
  const std::string account = queue.empty() ? test.value("account", std::string())
                                            : std::string(policy::split_arn(queue)->account());
  auto read = properties::read_pair(before, after, *kind, account, warnings);
  ASSERT_TRUE(read) << read.error().front().message;
  Compared both{std::move(*read), queue};
  const DiffReport diff = compare(both);
  const Json& expect = test.at("expect");
  EXPECT_EQ(properties::name_of(properties::relation_of(diff)),
            expect.at("relation").get<std::string>());
  EXPECT_EQ(words_of(diff.added), expect.value("added", std::vector<std::string>{}));
  EXPECT_EQ(words_of(diff.removed), expect.value("removed", std::vector<std::string>{}));
  EXPECT_EQ(words_of(diff.lifted), expect.value("lifted", std::vector<std::string>{}));
  EXPECT_EQ(words_of(diff.imposed), expect.value("imposed", std::vector<std::string>{}));
  EXPECT_EQ(diff.assumptions.size(), expect.value("assumptions", 0U));
  expect_denied(diff.lifted, both.pair.before, both.pair.after);
  expect_denied(diff.imposed, both.pair.after, both.pair.before);
  expect_witnessed(diff.added, both.pair.after, both.pair.before);
  expect_witnessed(diff.removed, both.pair.before, both.pair.after);
  expect_nothing_new(both.pair.after, both);
  std::swap(both.pair.before, both.pair.after);
  const DiffReport backwards = compare(both);
  EXPECT_EQ(words_of(backwards.added), words_of(diff.removed));
  EXPECT_EQ(words_of(backwards.removed), words_of(diff.added));
}

}  // namespace sqsproof::tests
