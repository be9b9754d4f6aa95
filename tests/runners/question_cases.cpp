// tests/cases/questions: what is found about a policy. `policy` is a policy, or the name of a file
// in fixtures/data/policies; `expect` maps the ids of access checks and of questions about
// statements to violated or unknown, and all others must hold. Every witness is decided again here,
// every fix is applied and proved to let in the same requests, and every policy with the repair of
// a finding put in is checked. `must_allow` and `must_not_allow` are what is expected of the
// policy, as in a configuration. `repaired` maps the ids of findings to the repaired policy
// (`policy`) and says whether the repair costs nothing else (`free`); to null where there is none.
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>

#include "policy/document/parse.h"
#include "properties/access/check.h"
#include "properties/access/expectations/expectation.h"
#include "properties/access/statements/statement_check.h"
#include "properties/lint/fixing.h"
#include "properties/repair/repair.h"
#include "properties/report/edits.h"
#include "semantics/vocabulary.h"
#include "tests/runners/json_case.h"
#include "tests/runners/runners.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::ordered_json;
using policy::Verdict;

policy::Source policy_of(const Json& test) {
  const Json& policy = test.at("policy");
  if (policy.is_string()) {
    return source_of(std::filesystem::path(SQSPROOF_SOURCE_DIR) / "fixtures/data/policies" /
                     policy.get<std::string>());
  }
  return std::make_shared<const policy::SourceText>(policy::SourceText{"case", policy.dump()});
}

std::set<std::string> words(const Json& test, const char* name) {
  return test.value(name, std::set<std::string>{});
}

void expect_allowed(const policy::Document& document, const properties::Finding& finding) {
  ASSERT_TRUE(finding.witness) << finding.rule;
  const auto decision = policy::authorize(document, *finding.witness, semantics::sqs_vocabulary());
  if (finding.rule == "access/required") {
    EXPECT_NE(policy::name_of(decision.outcome), policy::name_of(policy::Outcome::allow));
    return;
  }
  const bool refused = finding.rule == "access/lock-out";
  const auto expected = refused                                ? policy::Outcome::explicit_deny
                        : finding.verdict == Verdict::violated ? policy::Outcome::allow
                                                               : policy::Outcome::undecided;
  EXPECT_EQ(policy::name_of(decision.outcome), policy::name_of(expected))
      << policy::to_json(*finding.witness);
  EXPECT_FALSE(finding.statements.empty()) << finding.rule << " blames no statement";
}

/// Put in, parsed and checked: the finding is gone. Returns the repaired text.
std::string expect_settled(const properties::Subject& subject, const properties::Finding& finding) {
  const auto edited =
      properties::apply_fixes(subject.policy->source->text, {&*finding.fix, 1}).text;
  const auto parsed = policy::parse_policy(
      std::make_shared<const policy::SourceText>(policy::SourceText{"repaired", edited}));
  EXPECT_TRUE(parsed.document) << edited;
  if (!parsed.document) return edited;
  properties::Subject after = subject;
  after.policy = &*parsed.document;
  after.mentions = properties::mentions_of(*parsed.document);
  for (const properties::Finding& left : properties::check_access(after, {}).findings) {
    EXPECT_NE(left.rule, finding.rule) << edited;
  }
  return edited;
}

void expect_repaired(const properties::Subject& subject, properties::CheckResult result,
                     const Json& test) {
  properties::offer_repairs(subject, {}, result);
  for (const properties::Finding& finding : result.findings) {
    const bool told = test.contains("repaired") && test.at("repaired").contains(finding.rule);
    const Json expected = told ? test.at("repaired").at(finding.rule) : Json();
    EXPECT_TRUE(!told || finding.fix.has_value() != expected.is_null()) << finding.rule;
    if (!finding.fix) continue;
    EXPECT_FALSE(finding.fix->keeps_meaning);
    const std::string text = expect_settled(subject, finding);
    if (!told || expected.is_null()) continue;
    EXPECT_EQ(Json::parse(text).dump(1), expected.at("policy").dump(1)) << finding.fix->title;
    const bool free = finding.fix->title.find("changes nothing") != std::string::npos;
    EXPECT_EQ(free, expected.at("free").get<bool>()) << finding.fix->title;
  }
}

std::map<std::string, std::string> verdicts_of(const properties::CheckResult& result) {
  std::map<std::string, std::string> verdicts;
  for (const properties::Finding& finding : result.findings) {
    verdicts[finding.rule] = policy::name_of(finding.verdict);
  }
  return verdicts;
}

/// The text without the statement is a policy that lets in the same requests.
void expect_same_after(const policy::Document& before, const properties::Finding& finding,
                       const std::string& queue_arn) {
  const auto edited = properties::apply_fixes(before.source->text, std::span(&*finding.fix, 1));
  ASSERT_EQ(edited.taken.size(), 1U) << finding.message;
  const policy::Parsed after = policy::parse_policy(
      std::make_shared<const policy::SourceText>(policy::SourceText{"fixed", edited.text}));
  ASSERT_TRUE(after.document) << edited.text;
  EXPECT_EQ(after.document->statements.size() + 1, before.statements.size());
  EXPECT_TRUE(
      properties::same_access(before, *after.document, queue_arn, semantics::sqs_vocabulary(), {}))
      << edited.text;
}

void add_expectations(const Json& test, properties::Expectation::Kind kind,
                      std::vector<properties::Expectation>& expectations) {
  for (const Json& one : test.value(std::string(properties::name_of(kind)), Json::array())) {
    const auto source =
        std::make_shared<const policy::SourceText>(policy::SourceText{"expected", one.dump()});
    const auto value = policy::read_json(source);
    ASSERT_TRUE(value);
    auto read = properties::read_expectation(source, *value, kind, semantics::sqs_vocabulary());
    ASSERT_TRUE(read) << read.error().front().message;
    expectations.push_back(std::move(*read));
  }
}

/// The checks, and what the case expects besides.
properties::CheckResult check_all(const properties::Subject& subject, const Json& test,
                                  const properties::Asking& asking) {
  using Kind = properties::Expectation::Kind;
  std::vector<properties::Expectation> expectations;
  add_expectations(test, Kind::must_allow, expectations);
  add_expectations(test, Kind::must_not_allow, expectations);
  auto result = properties::check_access(subject, asking);
  properties::append(properties::check_expectations(subject, expectations, asking), result);
  return result;
}

}  // namespace

void run_question_case(const std::filesystem::path& file) {
  ASSERT_TRUE(read_case(file, {"policy", "queue_arn", "account", "trusted_accounts", "trusted_orgs",
                               "select", "must_allow", "must_not_allow", "expect", "repaired"}));
  const Json test = Json::parse(source_of(file)->text);
  const policy::Parsed parsed = policy::parse_policy(policy_of(test));
  ASSERT_TRUE(parsed.document) << parsed.diagnostics.front().message;
  const auto queue =
      properties::choose_queue(*parsed.document, test.value("queue_arn", std::string()),
                               test.value("account", std::string()));
  ASSERT_TRUE(queue) << queue.error().front().message;
  const properties::Subject subject{&*parsed.document,
                                    queue->queue_arn,
                                    queue->owner,
                                    {words(test, "trusted_accounts"), words(test, "trusted_orgs")},
                                    properties::mentions_of(*parsed.document),
                                    &semantics::sqs_vocabulary()};
  properties::Asking asking;
  asking.selection.select = test.value("select", std::vector<std::string>{});
  const auto result = check_all(subject, test, asking);
  EXPECT_EQ(result.internal_errors, std::vector<std::string>{});
  EXPECT_GT(result.questions, 0U);
  std::map<std::string, std::string> found;
  for (const properties::Finding& finding : result.findings) {
    found[finding.rule] = policy::name_of(finding.verdict);
    const bool open = finding.verdict == Verdict::unknown;
    const bool no_example = open && (queue->owner.empty() || !finding.witness);
    if (no_example) {
      EXPECT_FALSE(finding.notes.empty()) << finding.rule << " does not say what it hangs on";
    } else {
      expect_allowed(*parsed.document, finding);
    }
  }
  const auto review = properties::review_statements(subject, {});
  EXPECT_EQ(review.internal_errors, std::vector<std::string>{});
  EXPECT_EQ(review.not_looked_at, std::vector<std::string>{});
  for (const properties::Finding& finding : review.findings) {
    found[finding.rule] = policy::name_of(finding.verdict);
    if (finding.fix) expect_same_after(*parsed.document, finding, queue->queue_arn);
  }
  EXPECT_EQ(found, test.at("expect").get<decltype(found)>());
  expect_repaired(subject, result, test);
  asking.limits.engine = policy::EngineName::fast;
  const auto fast = check_all(subject, test, asking);
  EXPECT_EQ(verdicts_of(fast), verdicts_of(result)) << "of the fast engine";
  EXPECT_EQ(fast.internal_errors, std::vector<std::string>{});
}

}  // namespace sqsproof::tests
