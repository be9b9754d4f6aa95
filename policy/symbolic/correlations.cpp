#include "policy/symbolic/correlations.h"

#include <algorithm>
#include <fmt/format.h>

#include "policy/symbolic/lines.h"
#include "policy/values/arn.h"
#include "policy/values/instant.h"

namespace sqsproof::policy {
namespace {

std::string account_of_queue(const Space& space) {
  const auto queue = split_arn(space.queue_arn());
  return queue ? std::string(queue->account()) : std::string();
}

/// The keys of an organisation: of the caller, of the resource for which a service calls, of the
/// queue.
struct Organization {
  std::string_view id;
  std::string_view paths;
};
constexpr Organization kCallers{"aws:principalorgid", "aws:principalorgpaths"};
constexpr Organization kSources{"aws:sourceorgid", "aws:sourceorgpaths"};
constexpr Organization kQueues{"aws:resourceorgid", "aws:resourceorgpaths"};

/// The id or the paths, whichever is mentioned: they share a variable.
const KeyView* find(const Organization& organization, const Space& space) {
  const KeyView* view = space.find_key(organization.id);
  return view != nullptr ? view : space.find_key(organization.paths);
}
bool are_mentioned(const Organization& one, const Organization& other, const Space& space) {
  return find(one, space) != nullptr && find(other, space) != nullptr;
}

/// Every test of the one variable comes out like that of the other, unless one of `unless` is so.
void add_same_value(const KeyView& one, const KeyView& other, const std::vector<Literal>& unless,
                    Space& space, Clauses& clauses) {
  const std::vector<Space::Atom> atoms = space.atoms();
  for (const Space::Atom& atom : atoms) {
    if (atom.variable != one.variable && atom.variable != other.variable) continue;
    const LanguageHandle language = space.theory(atom.variable).language(atom.language);
    const Literal here = space.literal(one.variable, language);
    const Literal there = space.literal(other.variable, language);
    clauses.push_back(unless);
    clauses.back().insert(clauses.back().end(), {negate(here), there});
    clauses.push_back(unless);
    clauses.back().insert(clauses.back().end(), {here, negate(there)});
  }
}

/// A condition that holds one of the two keys against the other, `"${aws:ResourceOrgID}"`.
bool compares(const Relation& relation, std::string_view one, std::string_view other) {
  const auto names = [&](std::string_view key, std::string_view variable) {
    const std::string text = fmt::format("${{{}}}", variable);
    return relation.key == key &&
           std::any_of(relation.texts.begin(), relation.texts.end(), [&](std::string_view given) {
             return exactly_ignoring_case(text) == exactly_ignoring_case(given);
           });
  };
  return names(one, other) || names(other, one);
}

/// Conditions that compare the two ids come out as of equal ones, which is the same for all ids.
void add_comparisons(std::string_view one, std::string_view other,
                     const std::vector<Literal>& unless, Space& space, Clauses& clauses) {
  for (const Relation& relation : space.relations()) {
    if (relation.keys.size() != 1 || !compares(relation, one, other)) continue;
    Request request = space.constants();
    for (const std::string_view key : {one, other}) {
      request.context[std::string(key)] = {std::string(key), {"o-one"}};
    }
    const Truth truth = relation.truth(request);
    for (std::size_t reading = 0; reading < 2; ++reading) {
      const bool yes = truth == Truth::yes || (reading == 1 && truth == Truth::unknown);
      clauses.push_back(unless);
      clauses.back().push_back(
          space.literal(relation.variables[reading], exactly(kRelationHolds), yes));
    }
  }
}

Clauses same_organization(const Organization& whose, std::vector<Literal> unless,
                          bool may_be_untold, Space& space) {
  Clauses clauses;
  const KeyView* own = find(kQueues, space);
  const KeyView* theirs = find(whose, space);
  const Literal untold = space.absent(*theirs);
  if (may_be_untold) unless.push_back(untold);
  add_same_value(*theirs, *own, unless, space, clauses);
  if (!may_be_untold) unless.push_back(untold);
  add_comparisons(whose.id, kQueues.id, unless, space, clauses);
  return clauses;
}

/// Values of the source variable (space.cpp) that name this account.
Language sources_of(const std::string& account, const std::string& partition) {
  const Language anything = many_of(ByteSet().set());
  const Language field = many_of(without(any_byte(), ":")) + exactly(":");
  return ((exactly("R") | exactly("r")) + exactly("arn:" + partition + ":") + field + field +
          exactly(account + ":") + anything) |
         (exactly("B") + many_of(any_byte()) + exactly(std::string(1, kAccountMark) + account)) |
         exactly("a" + account);
}

}  // namespace

Clauses organization_of_own_caller(Space& space) {
  if (!are_mentioned(kCallers, kQueues, space)) return {};
  const std::string account = account_of_queue(space);
  const Literal own = space.named(Space::kCaller, "account " + account,
                                  [&] { return space.callers().of_account(account); });
  return same_organization(kCallers, {negate(own)}, false, space);
}

Clauses organization_of_own_source(Space& space) {
  if (!are_mentioned(kSources, kQueues, space)) return {};
  const KeyView* source = space.find_key("aws:sourceaccount");
  if (source == nullptr) source = space.find_key("aws:sourcearn");
  if (source == nullptr) return {};
  const std::string account = account_of_queue(space);
  const Literal own = space.named(source->variable, "sources of " + account,
                                  [&] { return sources_of(account, space.callers().partition()); });
  return same_organization(kSources, {negate(own)}, true, space);
}

/// Both keys get the same points, and at each of them: not issued by then, or it is then by now.
Clauses issued_before_now(Space& space) {
  const KeyView* issued = space.find_key("aws:tokenissuetime");
  const KeyView* now = space.find_key("aws:currenttime");
  if (now == nullptr) now = space.find_key("aws:epochtime");
  if (issued == nullptr || now == nullptr) return {};
  std::vector<std::string> points;
  for (const VariableId variable : {issued->variable, now->variable}) {
    for (const NumberedWord& point : space.theory(variable).samples())
      points.push_back(point.text());
  }
  Clauses clauses;
  for (const std::string& cut : points) {
    if (!is_instant_point(cut)) continue;  // the mark of an absent key
    space.theory(issued->variable).add_sample(cut);
    space.theory(now->variable).add_sample(cut);
    const auto from_then_on = [at = parse_instant(cut)](const std::string& point) {
      const auto instant = parse_instant(point);
      return instant && !(*instant < *at);
    };
    const std::string name = "since " + cut;
    clauses.push_back({negate(space.literal(issued->variable, name, from_then_on)),
                       space.literal(now->variable, name, from_then_on)});
  }
  return clauses;
}

namespace {

constexpr std::string_view kTag = "aws:requesttag/";

/// Names of keys are compared without case; beyond ASCII it is not said how.
bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > 0 && c < 0x7f; });
}

/// For each tag of a request that is mentioned: that it is there, and that its key is listed.
template <class Say>
Clauses about_tags(Space& space, const Say& say) {
  Clauses clauses;
  const KeyView* list = space.find_key("aws:tagkeys");
  if (list == nullptr) return clauses;
  for (const auto& [key, view] : space.keys()) {
    if (!key.starts_with(kTag) || !is_ascii(key)) continue;
    const std::string name = key.substr(kTag.size());
    const Literal listed = space.named(list->variable, "lists " + name, [&] {
      const ByteSet all = any_byte() | bytes_of({&kElementMark, 1});
      const Language mark = exactly({&kElementMark, 1});
      const Language before = exactly("") | (many_of(all) + mark);
      return before + exactly_ignoring_case(name) + mark + many_of(ByteSet().set());
    });
    clauses.push_back(say(space.absent(view), listed));
  }
  return clauses;
}

}  // namespace

Clauses tag_has_its_key(Space& space) {
  return about_tags(space, [](Literal absent, Literal listed) {
    return std::vector<Literal>{absent, listed};
  });
}

/// UntagQueue has keys alone.
Clauses key_has_its_tag(Space& space) {
  if (space.find_key("aws:tagkeys") == nullptr) return {};
  const Literal with_values = space.action_with(RequestTags::keys_and_values);
  return about_tags(space, [&](Literal absent, Literal listed) {
    return std::vector<Literal>{negate(absent), negate(listed), negate(with_values)};
  });
}

}  // namespace sqsproof::policy
