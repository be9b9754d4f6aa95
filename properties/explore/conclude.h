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
};

/// Sets the verdict, and why it is not what one would like.
void conclude(const Requirement& requirement, Outcome& outcome, const SearchEnd& end);

}  // namespace sqsproof::properties
