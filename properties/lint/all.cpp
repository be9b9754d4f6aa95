// Table of contents of the lint rules, and the loop over them.
#include <algorithm>

#include "properties/lint/lint.h"

namespace sqsproof::properties {

Finding& LintReport::add(const policy::Statement* statement, policy::Place place,
                         std::string message, std::string help) {
  Finding finding;
  finding.rule = rule_;
  finding.severity = severity_;
  finding.message = std::move(message);
  finding.queue = subject_.queue_arn;
  finding.source = subject_.policy->source;
  finding.place = place;
  if (statement != nullptr) finding.statements.push_back(statement->index);
  finding.help = std::move(help);
  return findings_.emplace_back(std::move(finding));
}

std::span<const LintRule> all_lint_rules() {
  static const std::vector<LintRule> kAll = [] {
    std::vector<LintRule> all;
    for (const auto family :
         {document_rules(), quota_rules(), action_rules(), principal_rules(), grant_rules(),
          resource_rules(), condition_rules(), value_rules(), spelling_rules()}) {
      all.insert(all.end(), family.begin(), family.end());
    }
    return all;
  }();
  return kAll;
}

std::vector<Finding> lint(const LintSubject& subject) {
  std::vector<Finding> findings;
  LintReport report(subject, findings);
  for (const LintRule& rule : all_lint_rules()) {
    report.set_rule(rule.words.id, rule.severity);
    rule.run(subject, report);
  }
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return a.place.begin < b.place.begin;
  });
  return findings;
}

}  // namespace sqsproof::properties
