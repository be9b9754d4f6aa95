#include "properties/repair/search.h"

#include <algorithm>

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
  explicit Search(const RepairTask& task)
      : subject_(task.subject),
        check_(task.check),
        result_(task.result),
        options_(task.options),
        proof_(task.subject, task.violated, task.options.limits),
        trial_(task.subject, task.check, proof_) {}

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
      auto repair = repair_of(*choices);
      if (!repair) continue;
      if (choices == &denied) add_shortcut(each, *repair);
      return repair;
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

  static std::size_t size_of(const Choices& choices) {
    std::size_t size = 0;
    for (const Choice& choice : choices) size += Trial::size_of(choice.candidate);
    return size;
  }

  /// People may prefer a short change to a Deny when what it costs is nothing to them.
  void add_shortcut(const Choices& each, Repair& repair) const {
    if (each.empty() || !each.back().cost.witness || repair.free != Verdict::holds) return;
    if (Trial::size_of({"", repair.fix.edits}) <= size_of(each)) return;
    const auto shorter = repair_of(each);
    if (shorter) repair.shortcut = Shortcut{shorter->fix.title, *shorter->cost};
  }

  std::optional<Repair> repair_of(const Choices& choices) const {
    Repair repair{
        {"", edits_of(choices), false}, choices.back().cost.free, choices.back().cost.witness, {}};
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

}  // namespace

std::optional<Repair> search_repair(const RepairTask& task, const policy::JsonValue& statements) {
  return Search(task).run(statements);
}

}  // namespace sqsproof::properties
