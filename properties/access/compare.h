// What one policy does that another one does not, and the other way round: the whole of `diff`.
#pragma once

#include "properties/access/denies.h"
#include "properties/access/grants.h"

namespace sqsproof::properties {

struct DiffReport {
  Grants added;
  Grants removed;
  DenyChanges lifted;   ///< denied before, and not any more
  DenyChanges imposed;  ///< denied now, and not before
  /// What the comparison takes for granted, in sentences.
  std::vector<std::string> assumptions{};
};

/// How a policy differs from an older one.
enum class Relation { equivalent, wider, narrower, incomparable, unknown };
[[nodiscard]] std::string_view name_of(Relation relation);
[[nodiscard]] Relation relation_of(const DiffReport& diff);

/// What is new, and what is gone: access in grants, and Denies.
[[nodiscard]] policy::Verdict verdict_of_new(const DiffReport& diff);
[[nodiscard]] policy::Verdict verdict_of_lost(const DiffReport& diff);

/// Two versions of a policy and who is told of the questions to each.
struct Versions {
  Subject before;
  Subject after;
  Observer of_before{};
  Observer of_after{};
};
[[nodiscard]] DiffReport compare(const Versions& versions, const policy::ProverLimits& limits);

}  // namespace sqsproof::properties
