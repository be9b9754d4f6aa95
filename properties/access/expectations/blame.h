// What a finding about an expectation says: which requests, and which statement is to blame.
#pragma once

#include <string>
#include <vector>

#include "properties/access/expectations/expectation.h"

namespace sqsproof::properties {

/// An action of the expectation, and the answer that is not what was expected.
struct Offence {
  std::string action;
  policy::Answer answer;
};

/// There is at least one. Blamed are the Allow statements that let a request in, the Deny
/// statements that refuse it, or the Allow that comes nearest to letting it in.
[[nodiscard]] Finding finding_of(const Subject& subject, const Expectation& expectation,
                                 const std::vector<Offence>& offences);

}  // namespace sqsproof::properties
