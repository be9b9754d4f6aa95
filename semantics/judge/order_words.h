// Orders of calls in words, one a line; what each call did is for those to say who know.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace sqsproof::semantics {

/// The first few of so many orders that do not fit, and how many more there are.
[[nodiscard]] std::string describe_orders(std::size_t count,
                                          const std::function<std::string(std::size_t)>& order);
/// `if 3 came first, then 4: ` by the ids of calls; empty when one comes alone.
[[nodiscard]] std::string describe_sequence(const std::vector<std::size_t>& calls,
                                            const std::function<std::size_t(std::size_t)>& id);

}  // namespace sqsproof::semantics
