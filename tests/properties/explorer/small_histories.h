// Small histories of one queue from the embedded endpoint: what tests of the judge are fed with.
#pragma once

#include <optional>
#include <random>
#include <string>

#include "properties/explore/explore.h"

namespace sqsproof::tests {

using Random = std::mt19937_64;

/// A number from `least` to `most`, the same with every standard library.
[[nodiscard]] std::int64_t pick_between(Random& random, std::int64_t least, std::int64_t most);

/// A program of up to eight sends, receives, deletes and changes, batches of them and purges, by up
/// to three clients. Of a promise that has scenarios, half of the programs begin as one of them.
[[nodiscard]] properties::Program small_program(std::string_view promise, std::uint64_t seed);

/// What it does before its drain, without receives that got nothing, and as if the others had asked
/// for no more than they got: nobody can miss anything in such a history. None when the endpoint
/// could not be tested, or when fewer than three calls are left.
[[nodiscard]] std::optional<semantics::History> run_small(const properties::Program& program,
                                                          const properties::VenueOpener& open);

/// Moves the ends of the calls apart, each by up to `most`, and sorts them anew.
void widen(semantics::History& history, semantics::Duration_us most, Random& random);
/// Takes away the answers of half of the deletes and changes.
void lose_answers(semantics::History& history, Random& random);
/// By their beginning, as histories are.
void sort_calls(semantics::History& history);

}  // namespace sqsproof::tests
