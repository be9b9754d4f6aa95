#include "properties/repair/repair.h"

#include <algorithm>
#include <fmt/format.h>

#include "policy/support/json.h"
#include "properties/repair/trial.h"

namespace sqsproof::properties {
namespace {

using policy::JsonValue;
using policy::Verdict;

/// A candidate that does what it should.
struct Choice {
  Candidate candidate;
  Reach reach = Reach::narrows;
  std::size_t statement = 0;
  Cost cost;
};

/// What was found for one statement, or by one Deny for all.
struct Found {
  std::optional<Choice> free;
  std::optional<Choice> costly;
};

class Search {
 public:
  Search(const Subject& subject, const AccessCheck& check, const CheckResult& result,
         const std::vector<const AccessCheck*>& violated, const RepairOptions& options)
      : subject_(subject),
        check_(check),
        result_(result),
        options_(options),
        proof_(subject, violated, options.limits),
        trial_(subject, check, proof_) {}

  std::optional<Repair> run(const JsonValue& statements) {
    statements_ = &statements;
    if (!find_offenders()) return std::nullopt;
    std::vector<Found> each;
    bool all_free = true;
    for (const std::size_t statement : offenders_) {
      each.push_back(best_of({Reach::narrows, Reach::removes}, statement));
      all_free = all_free && each.back().free;
      if (!each.back().free && !each.back().costly) break;
    }
    if (all_free) {
      if (auto repair = together(each)) return repair;
    }
    const Found override_all = best_of({Reach::overrides}, offenders_.front());
    if (override_all.free) {
      if (auto repair = together({override_all})) return repair;
    }
    if (each.size() == offenders_.size()) {
      if (auto repair = together(each)) return repair;
    }
    return together({override_all});
  }

 private:
  bool within_bounds() const { return proof_.questions() < options_.questions; }

  bool find_offenders() {
    for (const policy::Statement& statement : subject_.policy->statements) {
      if (statement.effect == policy::Effect::deny) continue;
      if (!within_bounds()) return false;
      if (!proof_.closes(check_, *subject_.policy, statement.index)) {
        offenders_.push_back(statement.index);
      }
    }
    return !offenders_.empty() && offenders_.size() <= options_.statements;
  }

  const JsonValue& json_of(std::size_t statement) const {
    return statements_->kind == JsonValue::Kind::array ? statements_->items[statement]
                                                       : *statements_;
  }

  /// Candidates of one reach, in the order in which they are tried.
  std::vector<Candidate> candidates(Reach reach, std::size_t statement,
                                    const std::vector<std::string>& offending) const {
    const Scene scene{subject_,
                      check_,
                      subject_.policy->source->text,
                      *statements_,
                      subject_.policy->statements[statement],
                      json_of(statement),
                      offending};
    std::vector<Candidate> all;
    for (const RepairKind& kind : all_repair_kinds()) {
      if (kind.reach != reach) continue;
      for (Candidate& one : kind.candidates(scene)) all.push_back(std::move(one));
    }
    std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
      return Trial::size_of(a) < Trial::size_of(b);
    });
    if (all.size() > options_.candidates) all.resize(options_.candidates);
    return all;
  }

  Found best_of(const std::vector<Reach>& reaches, std::size_t statement) {
    Found found;
    const std::vector<std::string> offending = proof_.offending(check_, statement);
    for (const Reach reach : reaches) {
      const bool for_all = reach == Reach::overrides;
      const std::vector<std::size_t> closed =
          for_all ? offenders_ : std::vector<std::size_t>{statement};
      for (Candidate& candidate : candidates(reach, statement, offending)) {
        if (!within_bounds()) return found;
        const auto cost = trial_.cost_of(candidate, reach, closed);
        if (!cost) continue;
        Choice choice{std::move(candidate), reach, statement, *cost};
        if (cost->free) {
          found.free = std::move(choice);
          return found;
        }
        if (!found.costly) found.costly = std::move(choice);
      }
    }
    return found;
  }

  /// The choices as one repair. Removed statements go in one piece: their edits share commas.
  std::optional<Repair> together(const std::vector<Found>& each) const {
    Repair repair;
    repair.free = true;
    repair.fix.keeps_meaning = false;
    std::vector<std::size_t> removed;
    for (const Found& found : each) {
      if (!found.free && !found.costly) return std::nullopt;
      const Choice& choice = found.free ? *found.free : *found.costly;
      repair.fix.title += (repair.fix.title.empty() ? "" : "; ") + choice.candidate.title;
      repair.free = repair.free && choice.cost.free;
      if (!repair.cost) repair.cost = choice.cost.witness;
      if (choice.reach == Reach::removes && statements_->items.size() > 1) {
        removed.push_back(choice.statement);
        continue;
      }
      const auto& edits = choice.candidate.edits;
      repair.fix.edits.insert(repair.fix.edits.end(), edits.begin(), edits.end());
    }
    const JsonEdit edit(subject_.policy->source->text);
    for (Fix::Edit& one : edit.remove_items(*statements_, removed)) {
      repair.fix.edits.push_back(std::move(one));
    }
    if (!trial_.settles(repair.fix.edits, result_, options_.limits)) return std::nullopt;
    return repair;
  }

  const Subject& subject_;
  const AccessCheck& check_;
  const CheckResult& result_;
  const RepairOptions& options_;
  RepairProof proof_;
  Trial trial_;
  const JsonValue* statements_ = nullptr;
  std::vector<std::size_t> offenders_;
};

/// The checks whose requests nobody may miss: violated, and not only listed for information.
std::vector<const AccessCheck*> violated_checks(const CheckResult& result) {
  std::vector<const AccessCheck*> violated;
  for (const AccessCheck& check : all_access_checks()) {
    if (check.severity != policy::Severity::error) continue;
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
  if (repair.free) {
    finding.fix->title += " (proved: closes this, changes nothing for trusted callers)";
    return;
  }
  finding.fix->title += " (proved: closes this, but others lose access too)";
  finding.notes.push_back("the fix also takes this away: " + policy::to_json(*repair.cost));
}

}  // namespace

std::optional<Repair> find_repair(const Subject& subject, const AccessCheck& check,
                                  const CheckResult& result, const RepairOptions& options) {
  const auto root = policy::read_json(subject.policy->source);
  if (!root || root->place.begin != subject.policy->place.begin) return std::nullopt;
  const JsonValue* statements = policy::member_of(*root, "Statement");
  if (statements == nullptr) return std::nullopt;
  return Search(subject, check, result, violated_checks(result), options).run(*statements);
}

void offer_repairs(const Subject& subject, const RepairOptions& options, CheckResult& result) {
  const CheckResult before = result;
  for (Finding& finding : result.findings) {
    if (finding.verdict != Verdict::violated) continue;
    for (const AccessCheck& check : all_access_checks()) {
      if (check.words.id != finding.rule || check.severity != policy::Severity::error) continue;
      if (const auto repair = find_repair(subject, check, before, options)) {
        attach(*repair, finding);
      }
    }
  }
}

}  // namespace sqsproof::properties
