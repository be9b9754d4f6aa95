// Simpler programs than a given one, the boldest first. Whoever shrinks takes the first that still
// fails and asks again; that ends, because every candidate has fewer commands or smaller numbers.
#pragma once

#include <functional>

#include "properties/explore/program.h"

namespace sqsproof::properties {

[[nodiscard]] std::vector<Program> simpler_programs(const Program& program);

struct Shrunk {
  Program program;
  std::size_t runs = 0;  ///< programs that were tried
};
/// `still_fails` runs a program; `may_go_on` is asked before each.
[[nodiscard]] Shrunk shrink(Program program, const std::function<bool(const Program&)>& still_fails,
                            const std::function<bool()>& may_go_on);

}  // namespace sqsproof::properties
