#include "properties/access/against.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace sqsproof::properties {
namespace {

Finding* finding_of(std::vector<Finding>& findings, const std::string& rule) {
  const auto found = std::find_if(findings.begin(), findings.end(),
                                  [&](const Finding& one) { return one.rule == rule; });
  return found == findings.end() ? nullptr : &*found;
}

void set_aside_existing(Finding& finding) {
  set_aside(finding, Finding::State::existing, "existing: it is so with the older policy, too");
}

std::string why_new(const Finding& newer, const Finding& whole) {
  if (newer.verdict == policy::Verdict::violated) return "new: it is not so with the older policy";
  return whole.verdict == policy::Verdict::violated
             ? "whether it is so with the older policy, too, is not decided"
             : "new: the older policy has no such finding";
}

void add_counts(CheckResult from, CheckResult& to) {
  to.questions += from.questions;
  to.internal_errors.insert(to.internal_errors.end(),
                            std::make_move_iterator(from.internal_errors.begin()),
                            std::make_move_iterator(from.internal_errors.end()));
}

/// A finding that hangs on the same undocumented rule with both policies comes out undecided beside
/// the older one: each reading is taken for itself. It is compared as a finding.
void set_aside_undecided(const Subject& subject, const Asking& asking,
                         const policy::Document& older, const CheckResult& whole,
                         CheckResult& fresh) {
  const auto open = [](const Finding& one) { return one.verdict == policy::Verdict::unknown; };
  if (std::none_of(fresh.findings.begin(), fresh.findings.end(), open) ||
      std::none_of(whole.findings.begin(), whole.findings.end(), open)) {
    return;
  }
  Subject before = subject;
  before.policy = &older;
  before.mentions = mentions_of(older);
  CheckResult old = check_access(before, asking);
  for (const Finding& finding : whole.findings) {
    Finding* newer = open(finding) ? finding_of(fresh.findings, finding.rule) : nullptr;
    const Finding* same = finding_of(old.findings, finding.rule);
    if (newer == nullptr || same == nullptr) continue;
    if (fingerprint_of(*same) == fingerprint_of(finding)) set_aside_existing(*newer);
  }
  add_counts(std::move(old), fresh);
}

}  // namespace

void keep_new_access(const Subject& subject, const Asking& asking, const policy::Document& older,
                     CheckResult& result) {
  if (result.findings.empty()) return;
  if (older.source->text == subject.policy->source->text) {
    for (Finding& finding : result.findings) set_aside_existing(finding);
    result.verdict = policy::Verdict::holds;
    return;
  }
  Asking about_new = asking;
  about_new.older = &older;
  CheckResult fresh = check_access(subject, about_new);
  set_aside_undecided(subject, asking, older, result, fresh);
  for (Finding& finding : result.findings) {
    if (Finding* newer = finding_of(fresh.findings, finding.rule)) {
      if (newer->state == Finding::State::fresh) newer->notes.push_back(why_new(*newer, finding));
      continue;
    }
    set_aside_existing(finding);
    fresh.findings.push_back(std::move(finding));
  }
  result.verdict = verdict_of(fresh.findings, asking.selection);
  result.findings = std::move(fresh.findings);
  add_counts(std::move(fresh), result);
}

void take_fixes(const std::vector<Finding>& of_whole, std::vector<Finding>& findings) {
  for (Finding& finding : findings) {
    if (finding.state != Finding::State::fresh) continue;
    for (const Finding& whole : of_whole) {
      if (whole.rule == finding.rule) finding.fix = whole.fix;
    }
  }
}

void keep_new_findings(std::vector<Finding>& findings, const std::vector<Finding>& older) {
  std::map<std::string, std::size_t> known;
  for (const Finding& finding : older) ++known[fingerprint_of(finding)];
  for (Finding& finding : findings) {
    const auto found = known.find(fingerprint_of(finding));
    if (found == known.end() || found->second == 0) continue;
    --found->second;
    set_aside_existing(finding);
  }
}

}  // namespace sqsproof::properties
