#include "properties/repair/trial.h"

#include <algorithm>
#include <memory>

#include "policy/document/parse.h"
#include "properties/lint/lint.h"
#include "properties/report/edits.h"

namespace sqsproof::properties {
namespace {

policy::Verdict verdict_of(const CheckResult& result, std::string_view rule) {
  policy::Verdict verdict = policy::Verdict::holds;
  for (const Finding& finding : result.findings) {
    if (finding.rule == rule) verdict = policy::worst(verdict, finding.verdict);
  }
  return verdict;
}

}  // namespace

Trial::Trial(const Subject& subject, const AccessCheck& check, RepairProof& proof)
    : subject_(subject), check_(check), proof_(proof), complaints_(complaints(*subject.policy)) {}

/// Errors only: what SQS refuses, or what does nothing.
Trial::Complaints Trial::complaints(const policy::Document& policy) const {
  const auto& trusted = subject_.trust.accounts;
  Complaints found;
  for (const Finding& finding :
       lint({&policy, subject_.queue_arn, subject_.vocabulary, {trusted.begin(), trusted.end()}})) {
    if (finding.severity == policy::Severity::error) found[finding.rule].insert(finding.message);
  }
  return found;
}

/// What was said before may be said again: of an account that stands in one more place, say.
bool Trial::complains_anew(const policy::Document& policy) const {
  const Complaints now = complaints(policy);
  return std::any_of(now.begin(), now.end(), [&](const auto& rule) {
    const auto before = complaints_.find(rule.first);
    if (before == complaints_.end()) return true;
    return rule.second.size() > before->second.size() &&
           std::any_of(rule.second.begin(), rule.second.end(), [&](const std::string& message) {
             return !before->second.contains(message);
           });
  });
}

std::optional<policy::Document> Trial::changed(const std::vector<Fix::Edit>& edits) const {
  const policy::Source& source = subject_.policy->source;
  const Fix fix{"", edits, false};
  const Edited edited = apply_fixes(source->text, {&fix, 1});
  if (edited.taken.empty()) return std::nullopt;
  auto parsed = policy::parse_policy(
      std::make_shared<const policy::SourceText>(policy::SourceText{source->name, edited.text}));
  if (!parsed.document) return std::nullopt;
  if (complains_anew(*parsed.document)) return std::nullopt;
  return std::move(parsed.document);
}

std::size_t Trial::size_of(const Candidate& candidate) {
  std::size_t size = 0;
  for (const Fix::Edit& edit : candidate.edits) {
    size += std::max(edit.text.size(), edit.place.end - edit.place.begin);
  }
  return size;
}

/// A statement that is narrowed until it lets in nobody is better removed.
bool Trial::works(const Candidate& candidate, Reach reach,
                  const std::vector<std::size_t>& statements) {
  if (reach == Reach::removes) return true;
  const auto policy = changed(candidate.edits);
  return policy && std::all_of(statements.begin(), statements.end(), [&](std::size_t statement) {
           return proof_.closes(check_, *policy, statement) &&
                  (reach != Reach::narrows || proof_.lets_in(*policy, statement));
         });
}

std::optional<Cost> Trial::cost_of(const std::vector<Fix::Edit>& edits) {
  const auto policy = changed(edits);
  return policy ? proof_.cost(*policy) : std::nullopt;
}

bool Trial::settles(const std::vector<Fix::Edit>& edits, const CheckResult& before,
                    const policy::ProverLimits& limits) const {
  const auto policy = changed(edits);
  if (!policy) return false;
  Subject after = subject_;
  after.policy = &*policy;
  after.mentions = mentions_of(*policy);
  const CheckResult result = check_access(after, Asking{limits});
  if (verdict_of(result, check_.words.id) != policy::Verdict::holds) return false;
  return std::all_of(result.findings.begin(), result.findings.end(), [&](const Finding& finding) {
    return finding.severity != policy::Severity::error ||
           finding.verdict <= verdict_of(before, finding.rule);
  });
}

}  // namespace sqsproof::properties
