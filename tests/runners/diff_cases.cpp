// tests/cases/diff: how two policies that are no queue's relate. `before` and `after` are policies,
// `kind` the one they are read as (recognised if none), `account` the owner's; `expect` has the
// relation, and the grants in words under `added` and `removed`. Every witness is decided again by
// both policies. Laws: a policy adds nothing to itself, and what is new one way is lost the other.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "policy/decide/authorize.h"
#include "properties/access/grants.h"
#include "properties/access/policy_pair.h"
#include "properties/report/grants_report.h"
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

Grants grants_of(const policy::Document& policy, const policy::Document& baseline,
                 const PolicyPair& pair) {
  return properties::find_grants(properties::subject_of(policy, pair, semantics::sqs_vocabulary()),
                                 {false, "", &baseline, {}}, {});
}

DiffReport compare(const PolicyPair& pair) {
  return {grants_of(pair.after, pair.before, pair), grants_of(pair.before, pair.after, pair)};
}

std::vector<std::string> words_of(const Grants& grants) {
  std::vector<std::string> words;
  for (const auto& grant : grants.grants) words.push_back(properties::words_of(grant));
  return words;
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

/// A policy beside itself. Where something is not documented, perhaps.
void expect_nothing_new(const policy::Document& policy, const PolicyPair& pair, bool undocumented) {
  for (const auto& grant : grants_of(policy, policy, pair).grants) {
    EXPECT_TRUE(undocumented && grant.verdict == policy::Verdict::unknown)
        << properties::words_of(grant);
  }
}

}  // namespace

void run_diff_case(const std::filesystem::path& file) {
  ASSERT_TRUE(read_case(file, {"kind", "account", "before", "after", "expect"}));
  const Json test = Json::parse(source_of(file)->text);
  const auto before = source_from(test.at("before"));
  const auto after = source_from(test.at("after"));
  const auto said = policy::policy_kind_named(test.value("kind", std::string()));
  const auto kind = said ? *said : properties::common_kind(before, after);
  ASSERT_TRUE(kind);
  policy::Diagnostics warnings;
  auto pair =
      properties::read_pair(before, after, *kind, test.value("account", std::string()), warnings);
  ASSERT_TRUE(pair) << pair.error().front().message;
  const DiffReport diff = compare(*pair);
  const Json& expect = test.at("expect");
  EXPECT_EQ(properties::name_of(properties::relation_of(diff)),
            expect.at("relation").get<std::string>());
  EXPECT_EQ(words_of(diff.added), expect.value("added", std::vector<std::string>{}));
  EXPECT_EQ(words_of(diff.removed), expect.value("removed", std::vector<std::string>{}));
  expect_witnessed(diff.added, pair->after, pair->before);
  expect_witnessed(diff.removed, pair->before, pair->after);
  expect_nothing_new(pair->after, *pair, expect.at("relation") == "unknown");
  std::swap(pair->before, pair->after);
  const DiffReport backwards = compare(*pair);
  EXPECT_EQ(words_of(backwards.added), words_of(diff.removed));
  EXPECT_EQ(words_of(backwards.removed), words_of(diff.added));
}

}  // namespace sqsproof::tests
