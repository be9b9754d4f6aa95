// Chance for programs. RapidCheck draws; only chance.cpp knows it.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace sqsproof::properties {

/// Uniform from `least` to `most`, both included. Only inside of `draw`.
[[nodiscard]] int pick(int least, int most);
[[nodiscard]] int pick_from(const std::vector<int>& values);
[[nodiscard]] bool percent(int chance);

/// Runs `make`, in which the functions above draw from the seed alone. One thread at a time.
void draw(std::uint64_t seed, const std::function<void()>& make);

/// A seed of its own for each name and index, so that programs are not correlated.
[[nodiscard]] std::uint64_t mix_seed(std::uint64_t seed, std::string_view name,
                                     std::uint64_t index);

}  // namespace sqsproof::properties
