// What was found about one queue, for another one whose policy is the same but for its own ARN.
//
// Equal shapes (shape.h) get equal answers; what is left is to say them of the other queue: its ARN
// for the old one in every text, and places that are further on by what its name is longer. Every
// witness is decided again, and where one comes out otherwise nothing is moved.
#pragma once

#include <optional>

#include "properties/access/check.h"
#include "properties/access/subject.h"

namespace sqsproof::cli {

/// `found` is about `from`; nullopt when it has to be asked anew.
[[nodiscard]] std::optional<properties::CheckResult> moved(const properties::CheckResult& found,
                                                           const properties::Subject& from,
                                                           const properties::Subject& to);

}  // namespace sqsproof::cli
