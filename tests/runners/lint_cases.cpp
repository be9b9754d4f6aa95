// tests/cases/lint: what the rules say about a text. `lines` is the policy, a line each; `expect`
// lists every finding in the order of the text with rule, line, column and a piece of its help; an
// empty list says that no rule fires, and `near_miss` names those that nearly do. A fix is applied:
// the result must be a policy at which the rule is quiet. `fixed` spells the result. By proof, the
// fix lets in the same requests, unless the finding says `"keeps_meaning": false`. In a case with
// `changes_meaning` the fix may leave other findings than those before.
#include <algorithm>
#include <gtest/gtest.h>

#include "policy/document/parse.h"
#include "properties/lint/fixing.h"
#include "properties/lint/lint.h"
#include "semantics/vocabulary.h"
#include "tests/runners/json_case.h"
#include "tests/runners/runners.h"

namespace sqsproof::tests {
namespace {

using policy::JsonValue;
using properties::Finding;
using Kind = JsonValue::Kind;

std::string joined(const JsonValue& lines) {
  EXPECT_TRUE(lines.kind == Kind::array && !lines.items.empty()) << "lines are a list of text";
  std::string text;
  for (const JsonValue& line : lines.items) {
    EXPECT_EQ(policy::name_of(line.kind), policy::name_of(Kind::string));
    text += line.text + "\n";
  }
  return text;
}

policy::Parsed parsed(std::string text) {
  return policy::parse_policy(
      std::make_shared<const policy::SourceText>(policy::SourceText{"case", std::move(text)}));
}

std::vector<Finding> lint_of(const policy::Document& document, const std::string& queue_arn) {
  return properties::lint({&document, queue_arn, &semantics::sqs_vocabulary()});
}

std::string listed(const std::vector<Finding>& findings) {
  std::string list;
  for (const Finding& finding : findings) {
    const auto at = policy::line_column(*finding.source, finding.place.begin);
    list += finding.rule + " at " + std::to_string(at.line) + ":" + std::to_string(at.column) +
            ": " + finding.message + " (" + finding.help + ")\n";
  }
  return list;
}

/// From the back, so that the places of earlier edits stay true.
std::string applied(std::string text, std::vector<properties::Fix::Edit> edits) {
  std::sort(edits.begin(), edits.end(),
            [](const auto& a, const auto& b) { return a.place.begin > b.place.begin; });
  std::size_t limit = text.size();
  for (const auto& edit : edits) {
    const bool apart = edit.place.begin <= edit.place.end && edit.place.end <= limit;
    EXPECT_TRUE(apart) << "edits overlap, or leave the text";
    if (!apart) break;
    text.replace(edit.place.begin, edit.place.end - edit.place.begin, edit.text);
    limit = edit.place.begin;
  }
  return text;
}

/// The findings left when one fix is applied are those before, without the fixed one.
void expect_cured(const std::vector<Finding>& before, std::size_t fixed, const std::string& arn,
                  bool changes_meaning) {
  const Finding& finding = before[fixed];
  EXPECT_FALSE(finding.fix->title.empty());
  const std::string text = applied(finding.source->text, finding.fix->edits);
  const policy::Parsed after = parsed(text);
  ASSERT_TRUE(after.document && !policy::has_errors(after.diagnostics)) << text;
  std::vector<std::string> wanted;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (i != fixed) wanted.push_back(before[i].rule);
  }
  if (finding.fix->keeps_meaning && !arn.empty()) {
    EXPECT_TRUE(properties::same_access(*parsed(finding.source->text).document, *after.document,
                                        arn, semantics::sqs_vocabulary(), {}))
        << text;
  }
  const std::vector<Finding> left = lint_of(*after.document, arn);
  std::vector<std::string> rules;
  for (const Finding& other : left) rules.push_back(other.rule);
  const auto count = [&](const std::vector<std::string>& all) {
    return std::count(all.begin(), all.end(), finding.rule);
  };
  EXPECT_LE(count(rules), count(wanted)) << text << listed(left);
  if (!changes_meaning) {
    EXPECT_EQ(rules, wanted) << text << listed(left);
  }
}

void expect_finding(const std::vector<Finding>& findings, std::size_t index,
                    const JsonValue& expected) {
  const Finding& found = findings[index];
  for (const policy::JsonMember& member : expected.members) {
    const auto& n = member.name;
    EXPECT_TRUE(n == "rule" || n == "at" || n == "help" || n == "fixed" || n == "severity" ||
                n == "keeps_meaning")
        << "unknown field `" << n << "`";
  }
  const auto at = policy::line_column(*found.source, found.place.begin);
  EXPECT_EQ(found.rule, text_of(expected, "rule")) << found.message;
  EXPECT_EQ(std::to_string(at.line) + ":" + std::to_string(at.column), text_of(expected, "at"))
      << found.message;
  const std::string help = text_of(expected, "help");
  EXPECT_FALSE(help.empty()) << "expect a piece of the help";
  EXPECT_NE(found.help.find(help), std::string::npos) << found.help;
  EXPECT_FALSE(found.message.empty());
  if (policy::member_of(expected, "severity") != nullptr) {
    EXPECT_EQ(policy::name_of(found.severity), text_of(expected, "severity")) << found.message;
  }
  const auto rules = properties::all_lint_rules();
  const auto rule = std::find_if(rules.begin(), rules.end(),
                                 [&](const auto& row) { return row.words.id == found.rule; });
  EXPECT_TRUE(!found.fix || !rule->fix.empty()) << "the row does not say what its fix does";
  const JsonValue* fixed = policy::member_of(expected, "fixed");
  ASSERT_EQ(fixed != nullptr, found.fix.has_value()) << "a fix is spelled, and nothing else is";
  if (fixed != nullptr) {
    EXPECT_EQ(applied(found.source->text, found.fix->edits), joined(*fixed));
    const JsonValue* keeps = policy::member_of(expected, "keeps_meaning");
    EXPECT_EQ(found.fix->keeps_meaning, keeps == nullptr || keeps->text == "true");
  }
}

/// The rules that the case is a near miss of are rules, and are quiet.
void expect_quiet(const JsonValue& near_miss, const std::vector<Finding>& findings) {
  EXPECT_FALSE(near_miss.items.empty()) << "near_miss lists rules";
  const auto rules = properties::all_lint_rules();
  for (const JsonValue& id : near_miss.items) {
    EXPECT_TRUE(std::any_of(rules.begin(), rules.end(),
                            [&](const auto& rule) { return rule.words.id == id.text; }))
        << "no rule `" << id.text << "`";
    EXPECT_TRUE(std::none_of(findings.begin(), findings.end(),
                             [&](const Finding& finding) { return finding.rule == id.text; }))
        << id.text << " fires";
  }
}

}  // namespace

void run_lint_case(const std::filesystem::path& file) {
  const auto root =
      read_case(file, {"queue_arn", "lines", "expect", "changes_meaning", "near_miss"});
  ASSERT_TRUE(root);
  const JsonValue* lines = policy::member_of(*root, "lines");
  const JsonValue* expect = policy::member_of(*root, "expect");
  ASSERT_TRUE(lines != nullptr && expect != nullptr && expect->kind == Kind::array);
  const bool has_queue = policy::member_of(*root, "queue_arn") != nullptr;
  const std::string queue_arn = has_queue ? text_of(*root, "queue_arn") : std::string();
  const JsonValue* changes = policy::member_of(*root, "changes_meaning");
  ASSERT_TRUE(changes == nullptr || changes->kind == Kind::boolean);

  const policy::Parsed policy = parsed(joined(*lines));
  ASSERT_TRUE(policy.document) << policy.diagnostics.front().message;
  const std::vector<Finding> findings = lint_of(*policy.document, queue_arn);
  ASSERT_EQ(findings.size(), expect->items.size()) << listed(findings);
  const JsonValue* near_miss = policy::member_of(*root, "near_miss");
  ASSERT_TRUE(near_miss != nullptr || !expect->items.empty()) << "the case says nothing";
  if (near_miss != nullptr) expect_quiet(*near_miss, findings);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    SCOPED_TRACE(findings[i].rule);
    expect_finding(findings, i, expect->items[i]);
    if (!findings[i].fix) continue;
    expect_cured(findings, i, queue_arn, changes != nullptr && changes->text == "true");
  }
}

}  // namespace sqsproof::tests
