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
  Cost cost;  ///< together with the choices before it
};
using Choices = std::vector<Choice>;

constexpr std::size_t kFewStatements = 3;

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

  /// Every statement for itself if that is free, else a Deny if that is free, else what there is.
  /// Of many statements a Deny is less text, and is tried first.
  std::optional<Repair> run(const JsonValue& statements) {
    statements_ = &statements;
    if (!find_offenders()) return std::nullopt;
    Choices denied;
    if (offenders_.size() > kFewStatements) denied = best_deny();
    const Choices each = is_free(denied) ? Choices{} : one_by_one();
    if (denied.empty() && !is_free(each)) denied = best_deny();
    for (const Choices* choices : {is_free(each) ? &each : &denied, &each}) {
      if (choices->empty()) continue;
      if (auto repair = repair_of(*choices)) return repair;
    }
    return std::nullopt;
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

  /// Where there is a list from which some could be taken.
  std::vector<std::string> offending_actions(std::size_t statement) {
    const policy::Patterns& actions = subject_.policy->statements[statement].actions;
    if (actions.negated || actions.entries.size() < 2) return {};
    return proof_.offending(check_, statement);
  }

  static bool is_free(const Choices& choices) {
    return !choices.empty() && choices.back().cost.free == Verdict::holds;
  }

  /// A choice for every offending statement; empty when one has none.
  Choices one_by_one() {
    Choices chosen;
    for (const std::size_t statement : offenders_) {
      auto best = best_of({Reach::narrows, Reach::removes}, statement, chosen);
      if (!best) return {};
      chosen.push_back(std::move(*best));
    }
    return chosen;
  }

  Choices best_deny() {
    auto best = best_of({Reach::overrides}, offenders_.front(), {});
    return best ? Choices{std::move(*best)} : Choices{};
  }

  /// The first that is free beside what was chosen, else the first that works: so it is when what
  /// was chosen costs something already.
  std::optional<Choice> best_of(const std::vector<Reach>& reaches, std::size_t statement,
                                const Choices& chosen) {
    std::optional<Choice> costly;
    const bool free_so_far = chosen.empty() || is_free(chosen);
    const std::vector<std::string> offending = offending_actions(statement);
    for (const Reach reach : reaches) {
      const bool for_all = reach == Reach::overrides;
      const std::vector<std::size_t> closed =
          for_all ? offenders_ : std::vector<std::size_t>{statement};
      for (Candidate& candidate : candidates(reach, statement, offending)) {
        if (!within_bounds()) return costly;
        if (!trial_.works(candidate, reach, closed)) continue;
        Choices all = chosen;
        all.push_back({std::move(candidate), reach, statement, {}});
        const auto cost = trial_.cost_of(edits_of(all));
        if (!cost) continue;
        all.back().cost = *cost;
        if (cost->free == Verdict::holds || !free_so_far) return std::move(all.back());
        if (!costly) costly = std::move(all.back());
      }
    }
    return costly;
  }

  /// Removed statements go in one piece: they share commas.
  std::vector<Fix::Edit> edits_of(const Choices& choices) const {
    std::vector<Fix::Edit> edits;
    std::vector<std::size_t> removed;
    for (const Choice& choice : choices) {
      if (choice.reach == Reach::removes && statements_->items.size() > 1) {
        removed.push_back(choice.statement);
        continue;
      }
      const auto& own = choice.candidate.edits;
      edits.insert(edits.end(), own.begin(), own.end());
    }
    const JsonEdit edit(subject_.policy->source->text);
    for (Fix::Edit& one : edit.remove_items(*statements_, removed)) edits.push_back(std::move(one));
    return edits;
  }

  std::optional<Repair> repair_of(const Choices& choices) const {
    Repair repair{
        {"", edits_of(choices), false}, choices.back().cost.free, choices.back().cost.witness};
    for (const Choice& choice : choices) {
      repair.fix.title += (repair.fix.title.empty() ? "" : "; ") + choice.candidate.title;
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
  if (repair.free == Verdict::holds) {
    finding.fix->title += " (proved: closes this, changes nothing for trusted callers)";
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

std::optional<Repair> find_repair(const Subject& subject, const AccessCheck& check,
                                  const CheckResult& result, const RepairOptions& options) {
  const auto root = policy::read_json(subject.policy->source);
  if (!root || root->place.begin != subject.policy->place.begin) return std::nullopt;
  const JsonValue* statements = policy::member_of(*root, "Statement");
  if (statements == nullptr) return std::nullopt;
  // Members of a trusted organization are no strangers, though the policy does not name it yet.
  Subject trusting = subject;
  const auto& trusted = subject.trust.organizations;
  trusting.mentions.organizations.insert(trusted.begin(), trusted.end());
  return Search(trusting, check, result, violated_checks(result), options).run(*statements);
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
