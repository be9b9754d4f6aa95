#include "properties/access/grant_merge.h"

#include <algorithm>
#include <set>

#include "policy/decide/condition.h"

namespace sqsproof::properties {
namespace {

using Kind = CallerClass::Kind;

/// Classes that have one name together.
struct Family {
  std::string words;
  std::vector<const CallerClass*> members;  ///< the widest first
};

bool is_iam(const CallerClass& who) {
  return who.kind != Kind::anonymous && who.kind != Kind::service;
}

/// The widest families first. `all`: not only callers outside were asked about.
std::vector<Family> families_of(const std::vector<CallerClass>& asked, bool all) {
  const auto family = [&](std::string words, const auto& is_member) {
    Family result{std::move(words), {}};
    for (const CallerClass& who : asked) {
      if (is_member(who)) result.members.push_back(&who);
    }
    return result;
  };
  const std::string outside = all ? "" : " outside";
  std::vector<Family> families = {
      family("anyone" + outside, [](const CallerClass&) { return true; }),
      family("any AWS account" + outside, is_iam),
      family(all ? "any AWS service" : "any AWS service on behalf of anyone outside",
             [](const CallerClass& who) { return who.kind == Kind::service; })};
  std::set<std::string> seen;
  for (const CallerClass& who : asked) {
    if (who.family.empty() || !seen.insert(who.family).second) continue;
    const bool service = who.kind == Kind::service;
    families.push_back(
        family(who.family + (service && !all ? " on behalf of anyone outside" : ""),
               [&](const CallerClass& other) { return other.family == who.family; }));
  }
  std::erase_if(families, [](const Family& one) { return one.members.size() < 2; });
  return families;
}

class Merger {
 public:
  Merger(std::vector<Grant> grants, const GrantProver* prover)
      : grants_(std::move(grants)), prover_(prover) {}

  /// One grant for all members, as long as there is an access that all of them have.
  void merge(const Family& family) {
    for (std::size_t i = 0; i < grants_.size(); ++i) {
      if (grants_[i].who.words != family.members.front()->words) continue;
      std::vector<std::size_t> parts = {i};
      for (const CallerClass* member : family.members) {
        const auto part = same_access(*member, grants_[i]);
        if (part && *part != i) parts.push_back(*part);
      }
      if (parts.size() == family.members.size()) join(family, parts);
    }
    std::erase_if(grants_, [](const Grant& grant) { return grant.actions.empty(); });
  }

  [[nodiscard]] std::vector<Grant> take() { return std::move(grants_); }

 private:
  [[nodiscard]] bool has_actions(const Grant& grant, const Grant& wanted) const {
    if (prover_ == nullptr) return grant.actions == wanted.actions;
    return std::includes(grant.actions.begin(), grant.actions.end(), wanted.actions.begin(),
                         wanted.actions.end());
  }

  /// The grant of these callers that gives as much under the same conditions.
  [[nodiscard]] std::optional<std::size_t> same_access(const CallerClass& who,
                                                       const Grant& wanted) const {
    for (std::size_t i = 0; i < grants_.size(); ++i) {
      const Grant& grant = grants_[i];
      if (grant.who.words != who.words || grant.actions.empty()) continue;
      const bool same = grant.verdict == wanted.verdict && grant.statements == wanted.statements &&
                        grant.conditions() == wanted.conditions() &&
                        grant.resources == wanted.resources && has_actions(grant, wanted);
      if (same && rest_of(i, wanted.actions)) return i;
    }
    return std::nullopt;
  }

  /// The grant without the actions; nothing when no witness is at hand for what is left.
  [[nodiscard]] std::optional<Grant> rest_of(std::size_t index,
                                             const std::vector<std::string>& actions) const {
    Grant grant = grants_[index];
    std::erase_if(grant.actions, [&](const std::string& one) {
      return std::find(actions.begin(), actions.end(), one) != actions.end();
    });
    const auto& left = grant.actions;
    if (left.empty() || !grant.witness) return grant;
    if (std::find(left.begin(), left.end(), grant.witness->action) != left.end()) return grant;
    grant.witness->action = left.front();
    const bool shows = prover_->is_let_in(*grant.witness, {grant.who, {left.front()}}) &&
                       !is_in_another(index, *grant.witness);
    return shows ? std::optional(std::move(grant)) : std::nullopt;
  }

  [[nodiscard]] bool is_in_another(std::size_t index, const policy::Request& request) const {
    for (std::size_t i = 0; i < grants_.size(); ++i) {
      const Grant& other = grants_[i];
      if (i == index || !prover_->is_let_in(request, {other.who, other.actions})) continue;
      if (std::all_of(other.only_if.begin(), other.only_if.end(), [&](const auto& one) {
            return policy::holds(one, request, policy::Effect::allow) != policy::Truth::no;
          })) {
        return true;
      }
    }
    return false;
  }

  void join(const Family& family, const std::vector<std::size_t>& parts) {
    Grant& wide = grants_[parts.front()];
    for (const std::size_t part : parts) {
      if (part == parts.front()) continue;
      Grant& narrow = grants_[part];
      wide.who.requests.insert(wide.who.requests.end(), narrow.who.requests.begin(),
                               narrow.who.requests.end());
      wide.who.inside = wide.who.inside && narrow.who.inside;
      narrow = *rest_of(part, wide.actions);
    }
    wide.who.words = family.words;
  }

  std::vector<Grant> grants_;
  const GrantProver* prover_;  ///< may be null
};

}  // namespace

std::vector<Grant> with_wider_callers(std::vector<Grant> grants,
                                      const std::vector<CallerClass>& asked,
                                      const GrantProver* prover) {
  Merger merger(std::move(grants), prover);
  // Of policies that are no queue's the owner need not be known; then nobody is inside.
  const bool all = prover == nullptr || std::any_of(asked.begin(), asked.end(),
                                                    [](const auto& one) { return one.inside; });
  for (const Family& family : families_of(asked, all)) merger.merge(family);
  return merger.take();
}

}  // namespace sqsproof::properties
