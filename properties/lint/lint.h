// Rules that need no proof: what SQS would refuse, and what does not mean what it says.
//
// A rule looks at the document alone, says where it fires, and offers a fix where one is safe: one
// that changes nothing about who gets in, or does what the author surely meant. Adding one: a row
// in <family>.cpp, and a case under tests/cases/lint that fires and one that does not.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "policy/document/document.h"
#include "policy/document/vocabulary.h"
#include "properties/property.h"
#include "properties/report/finding.h"

namespace sqsproof::properties {

struct LintSubject {
  const policy::Document* policy = nullptr;
  std::string queue_arn;  ///< empty when nothing says which queue
  const policy::Vocabulary* vocabulary = nullptr;
  std::vector<std::string> trusted_accounts = {};  ///< 12 digits each; named by the user
};

/// Where a rule reports; it fills in what all findings of a rule share.
class LintReport {
 public:
  LintReport(const LintSubject& subject, std::vector<Finding>& findings)
      : subject_(subject), findings_(findings) {}
  void set_rule(std::string_view id, policy::Severity severity) {
    rule_ = id;
    severity_ = severity;
  }
  /// The finding can be completed through the reference (note, fix, another severity).
  Finding& add(const policy::Statement* statement, policy::Place place, std::string message,
               std::string help);

 private:
  const LintSubject& subject_;
  std::vector<Finding>& findings_;
  std::string rule_;
  policy::Severity severity_ = policy::Severity::warning;
};

struct LintRule {
  Description words;
  policy::Severity severity;
  void (*run)(const LintSubject&, LintReport&);
  std::string_view fix = {};  ///< what the fixes of its findings do; empty when it has none
};

/// Table of contents, in the order of the documentation.
[[nodiscard]] std::span<const LintRule> all_lint_rules();

/// Everything that the rules find, in the order of the text.
[[nodiscard]] std::vector<Finding> lint(const LintSubject& subject);

// The families, one file each.
[[nodiscard]] std::span<const LintRule> document_rules();
[[nodiscard]] std::span<const LintRule> quota_rules();
[[nodiscard]] std::span<const LintRule> action_rules();
[[nodiscard]] std::span<const LintRule> principal_rules();
[[nodiscard]] std::span<const LintRule> grant_rules();
[[nodiscard]] std::span<const LintRule> resource_rules();
[[nodiscard]] std::span<const LintRule> condition_rules();
[[nodiscard]] std::span<const LintRule> value_rules();
[[nodiscard]] std::span<const LintRule> spelling_rules();

}  // namespace sqsproof::properties
