// The verdict of a requirement, from what its programs came to. Internal to the search.
#pragma once

#include "properties/explore/explore.h"

namespace sqsproof::properties {

/// How the search ended.
struct SearchEnd {
  std::string ended;  ///< why it was over before its time; empty when it was not
  std::string dead;   ///< what the endpoint did when it stopped answering; empty when it did not
  const std::map<std::string, double, std::less<>>& limits;
  const semantics::Freedoms& granted;
  std::size_t least_instances = 1;  ///< with fewer, nothing was shown
};

/// Instances that make a requirement pass: what was met once or twice may have been spared by
/// chance. With timers as in real time programs are few, and each of them counts.
[[nodiscard]] std::size_t least_instances(Timing timing);

/// Whether more programs may make it pass: it was met, or could be, but not often enough.
[[nodiscard]] bool is_hardly_tested(const Requirement& requirement, const Outcome& outcome,
                                    const semantics::Freedoms& granted, Timing timing);

/// Sets the verdict, and why it is not what one would like.
void conclude(const Requirement& requirement, Outcome& outcome, const SearchEnd& end);

}  // namespace sqsproof::properties
