// Table of contents of everything that can be found, over all families.
#include <vector>

#include "properties/access/check.h"
#include "properties/access/expectations/expectation.h"
#include "properties/access/statements/statement_check.h"
#include "properties/examples/example.h"
#include "properties/language/rule.h"
#include "properties/lint/lint.h"
#include "properties/property.h"
#include "properties/queue/requirement.h"
#include "properties/repair/repair.h"

namespace sqsproof::properties {

std::span<const CatalogueRow> catalogue() {
  static const std::vector<CatalogueRow> kAll = [] {
    std::vector<CatalogueRow> all;
    for (const AccessCheck& check : all_access_checks()) {
      all.push_back({check.words, "access", policy::name_of(check.severity),
                     is_repairable(check) ? kRepairFix : std::string_view{}, check.by_default});
    }
    for (const ExpectationCheck& check : all_expectation_checks()) {
      all.push_back({check.words, "access", policy::name_of(check.severity)});
    }
    for (const StatementCheck& check : all_statement_checks()) {
      all.push_back({check.words, "access", policy::name_of(check.severity), check.fix});
    }
    for (const LintRule& rule : all_lint_rules()) {
      all.push_back({rule.words, "lint", policy::name_of(rule.severity), rule.fix});
    }
    for (const Requirement& requirement : all_requirements()) {
      all.push_back({requirement.words, "conformance", name_of(requirement.level)});
    }
    for (const Example& example : all_examples()) {
      all.push_back({example.words, "conformance", name_of(example.level)});
    }
    for (const LanguageRule& rule : all_language_rules()) {
      all.push_back({rule.words, "language", name_of(rule.standing)});
    }
    return all;
  }();
  return kAll;
}

}  // namespace sqsproof::properties
