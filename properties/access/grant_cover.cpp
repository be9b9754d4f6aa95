// Grants are added until the prover finds no request that is left over; each is one of the Allow
// statements that let in the request that was found. Then those are taken away again that the rest
// covers.
#include "properties/access/grant_cover.h"

#include <algorithm>
#include <set>

#include "policy/decide/match.h"

namespace sqsproof::properties {
namespace {

using policy::Request;
using policy::Statement;
using policy::Verdict;

class Builder {
 public:
  Builder(const CallerClass& who, const std::vector<std::string>& actions, GrantProver& prover)
      : who_(who), actions_(actions), prover_(prover) {}

  Cover run() {
    while (add_next()) {
    }
    merge();
    for (std::size_t i = cover_.grants.size(); i-- > 0;) take_away_what_others_cover(i);
    std::erase_if(cover_.grants, [](const Grant& grant) { return grant.actions.empty(); });
    return std::move(cover_);
  }

 private:
  using Documents = std::vector<const policy::Document*>;

  /// Looks for a request that is left over; false when there is none, or none can be found.
  bool add_next() {
    policy::Answer answer = prover_.ask({who_, actions_, regions()});
    std::optional<std::size_t> next = next_statement(answer);
    if (!next && answer.verdict == Verdict::unknown && answer.witness) {
      answer = prover_.ask_part(statements_left(), {who_, actions_, regions()});
      next = next_statement(answer);
    }
    if (next) {
      add_statement(*next, answer);
      return true;
    }
    if (answer.verdict != Verdict::holds) cover_.gap = why_open(answer);
    return false;
  }

  static std::string why_open(const policy::Answer& answer) {
    return answer.approximations.empty() ? "the prover did not decide it"
                                         : answer.approximations.front();
  }

  /// Of the statements that let the request in, the one with the fewest conditions.
  [[nodiscard]] std::optional<std::size_t> next_statement(const policy::Answer& answer) const {
    std::optional<std::size_t> best;
    for (const std::size_t index : answer.statements) {
      if (added_.contains(index)) continue;
      const auto conditions = [&](std::size_t i) { return statement(i).conditions.size(); };
      if (!best || conditions(index) < conditions(*best)) best = index;
    }
    return best;
  }

  /// What a statement with a grant lets in fulfils the conditions of the grant, in whichever way
  /// they are read; so only the others need to be asked.
  [[nodiscard]] std::set<std::size_t> statements_left() const {
    std::set<std::size_t> left;
    const auto& all = prover_.subject().policy->statements;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].effect == policy::Effect::allow && !added_.contains(i)) left.insert(i);
    }
    return left;
  }

  /// With each action with which the statement lets in somebody: surely in one grant, perhaps in
  /// another.
  void add_statement(std::size_t index, const policy::Answer& found) {
    added_.insert(index);
    Grant sure{who_, {}, Verdict::violated, {}, {index}, statement(index).conditions, {}};
    Grant perhaps = sure;
    perhaps.verdict = Verdict::unknown;
    for (const std::string& action : actions_) {
      if (action_matches(statement(index).actions, action) == policy::Truth::no) continue;
      policy::Answer answer = with_action(index, action, found);
      if (answer.verdict == Verdict::holds) continue;
      Grant& grant = answer.verdict == Verdict::violated ? sure : perhaps;
      if (!grant.witness) {
        grant.witness = std::move(answer.witness);
        grant.notes = std::move(answer.approximations);
      }
      grant.actions.push_back(action);
    }
    for (Grant* grant : {&sure, &perhaps}) {
      if (!grant->actions.empty()) cover_.grants.push_back(std::move(*grant));
    }
  }

  /// Whether the statement lets in somebody with this action. Mostly the request that was found
  /// shows it, with another action.
  policy::Answer with_action(std::size_t index, const std::string& action,
                             const policy::Answer& found) {
    const GrantProver::Requests requests{who_, {action}};
    if (found.verdict == Verdict::violated && found.witness) {
      Request same = *found.witness;
      same.action = action;
      if (prover_.is_let_in(same, requests)) return {Verdict::violated, same, {index}, {}, {}};
    }
    if (found.witness && found.witness->action == action) return found;
    return prover_.ask_part({index}, requests);
  }

  /// Grants under the same conditions are one.
  void merge() {
    std::vector<Grant> merged;
    for (Grant& grant : cover_.grants) {
      const auto same = std::find_if(merged.begin(), merged.end(), [&](const Grant& other) {
        return other.verdict == grant.verdict && other.conditions() == grant.conditions();
      });
      if (same == merged.end()) {
        merged.push_back(std::move(grant));
        continue;
      }
      for (const std::string& action : actions_) {
        const auto has = [&](const Grant& one) {
          return std::find(one.actions.begin(), one.actions.end(), action) != one.actions.end();
        };
        if (has(grant) && !has(*same)) same->actions.push_back(action);
      }
      same->statements.push_back(grant.statements.front());
    }
    std::stable_sort(merged.begin(), merged.end(), [](const Grant& a, const Grant& b) {
      return a.only_if.size() < b.only_if.size();
    });
    for (Grant& grant : merged) {
      std::sort(grant.actions.begin(), grant.actions.end());
      std::sort(grant.statements.begin(), grant.statements.end());
    }
    cover_.grants = std::move(merged);
  }

  /// The requests of the grants; without one of them if `but` names it.
  [[nodiscard]] Documents regions(std::optional<std::size_t> but = std::nullopt) {
    Documents regions;
    for (std::size_t i = 0; i < cover_.grants.size(); ++i) {
      const Grant& grant = cover_.grants[i];
      if (but == i || grant.actions.empty()) continue;
      regions.push_back(&prover_.region(grant.actions, grant.only_if));
    }
    return regions;
  }

  /// Actions with which every request is in another grant go; of the others there is a witness.
  void take_away_what_others_cover(std::size_t i) {
    Grant& grant = cover_.grants[i];
    const Documents others = regions(i);
    std::vector<std::string> shared;
    for (const std::string& action : grant.actions) {
      if (in_another(i, action)) shared.push_back(action);
    }
    if (shared.empty()) return;
    std::optional<Request> own;
    std::vector<std::string> kept;
    for (const std::string& action : grant.actions) {
      if (is_needed(action, {who_, {action}, others}, shared, own)) kept.push_back(action);
    }
    const bool only_shared = kept.size() <= shared.size() && !kept.empty();
    grant.actions = std::move(kept);
    if (own) {
      grant.witness = std::move(own);
    } else if (only_shared) {
      grant.notes.emplace_back("not decided: perhaps every request of this is in another grant");
    }
  }

  bool is_needed(const std::string& action, const GrantProver::Requests& requests,
                 const std::vector<std::string>& shared, std::optional<Request>& own) {
    if (std::find(shared.begin(), shared.end(), action) == shared.end()) return true;
    if (own) {
      Request same = *own;
      same.action = action;
      if (prover_.is_let_in(same, requests)) return true;
    }
    const policy::Answer answer = prover_.ask(requests);
    if (answer.verdict == Verdict::violated && !own) own = answer.witness;
    return answer.verdict != Verdict::holds;
  }

  [[nodiscard]] bool in_another(std::size_t i, const std::string& action) const {
    for (std::size_t j = 0; j < cover_.grants.size(); ++j) {
      const auto& actions = cover_.grants[j].actions;
      if (j != i && std::find(actions.begin(), actions.end(), action) != actions.end()) return true;
    }
    return false;
  }

  [[nodiscard]] const Statement& statement(std::size_t index) const {
    return prover_.subject().policy->statements[index];
  }

  const CallerClass& who_;
  const std::vector<std::string>& actions_;
  GrantProver& prover_;
  Cover cover_;
  std::set<std::size_t> added_;
};

}  // namespace

Cover cover_of(const CallerClass& who, const std::vector<std::string>& actions,
               GrantProver& prover) {
  return Builder(who, actions, prover).run();
}

}  // namespace sqsproof::properties
