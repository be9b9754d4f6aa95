#include "properties/repair/repair.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>

#include "policy/support/json.h"
#include "properties/repair/search.h"

namespace sqsproof::properties {
namespace {

using policy::Verdict;

/// What SQS would never take is not repaired; indented text may be some times as long.
constexpr std::size_t kTimesTheQuota = 4;
constexpr std::chrono::milliseconds kMostOfAQuestion{200};

/// The checks whose requests nobody may miss: violated, and not only listed for information.
std::vector<const AccessCheck*> violated_checks(const CheckResult& result) {
  std::vector<const AccessCheck*> violated;
  for (const AccessCheck& check : all_access_checks()) {
    if (!is_repairable(check)) continue;
    for (const Finding& finding : result.findings) {
      if (finding.rule == check.words.id && finding.verdict == Verdict::violated) {
        violated.push_back(&check);
      }
    }
  }
  return violated;
}

void attach(const Repair& repair, Finding& finding) {
  finding.fix = repair.fix;
  if (repair.free == Verdict::holds) {
    finding.fix->title += " (proved: closes this, changes nothing for trusted callers)";
    if (repair.shortcut) {
      finding.notes.push_back(fmt::format("shorter, but takes more away: {}; for example {}",
                                          repair.shortcut->title,
                                          policy::to_json(repair.shortcut->cost)));
    }
    return;
  }
  const bool perhaps = repair.free == Verdict::unknown;
  finding.fix->title += perhaps ? " (proved: closes this, but perhaps others lose access too)"
                                : " (proved: closes this, but others lose access too)";
  finding.notes.push_back(
      (perhaps ? "the fix perhaps takes this away, too: " : "the fix takes this away, too: ") +
      policy::to_json(*repair.cost));
}

}  // namespace

bool is_repairable(const AccessCheck& check) {
  return check.severity == policy::Severity::error && check.find == nullptr &&
         check.part == nullptr && check.actions.empty();
}

std::optional<Repair> find_repair(const Subject& subject, const AccessCheck& check,
                                  const CheckResult& result, RepairOptions options) {
  const policy::Document& policy = *subject.policy;
  const policy::PolicyQuotas& quotas = subject.vocabulary->quotas;
  if (policy.source->text.size() > kTimesTheQuota * quotas.bytes ||
      policy.statements.size() > kTimesTheQuota * quotas.statements) {
    return std::nullopt;
  }
  options.limits.timeout = std::min(options.limits.timeout, kMostOfAQuestion);
  const auto root = policy::read_json(subject.policy->source);
  if (!root || root->place.begin != subject.policy->place.begin) return std::nullopt;
  const policy::JsonValue* statements = policy::member_of(*root, "Statement");
  if (statements == nullptr) return std::nullopt;
  // Members of a trusted organization are no strangers, though the policy does not name it yet.
  Subject trusting = subject;
  const auto& trusted = subject.trust.organizations;
  trusting.mentions.organizations.insert(trusted.begin(), trusted.end());
  return search_repair({trusting, check, result, violated_checks(result), options}, *statements);
}

void offer_repairs(const Subject& subject, const RepairOptions& options, CheckResult& result) {
  const bool violated =
      std::any_of(result.findings.begin(), result.findings.end(),
                  [](const Finding& finding) { return finding.verdict == Verdict::violated; });
  if (!violated) return;
  const CheckResult before = result;
  for (Finding& finding : result.findings) {
    if (finding.verdict != Verdict::violated) continue;
    for (const AccessCheck& check : all_access_checks()) {
      if (check.words.id != finding.rule || !is_repairable(check)) continue;
      if (const auto repair = find_repair(subject, check, before, options)) {
        attach(*repair, finding);
      }
    }
  }
}

}  // namespace sqsproof::properties
