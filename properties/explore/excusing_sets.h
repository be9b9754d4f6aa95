// Which sets of AWS's freedoms excuse a promise that a history broke. Internal to the search for
// those that are needed (freedoms_needed.h).
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <vector>

#include "semantics/judge/judge.h"

namespace sqsproof::properties {

using FreedomSet = std::uint32_t;  ///< bits, by place in semantics::all_freedoms()

[[nodiscard]] FreedomSet freedom_bit(std::size_t row);

/// Calls `visit` with every set of `size` freedoms of `from`, in order, until it says true.
bool each_choice(const std::vector<FreedomSet>& from, std::size_t size,
                 const std::function<bool(FreedomSet)>& visit);

/// All smallest sets of freedoms that excuse the promise, and one without those, as long as there
/// is one: other histories say which it was. None when not even all of them do.
[[nodiscard]] std::set<FreedomSet> excusing_sets(const semantics::Promise& promise,
                                                 const semantics::History& history,
                                                 const semantics::Tolerance& tolerance);

}  // namespace sqsproof::properties
