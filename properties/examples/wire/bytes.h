// Reading answers as bytes, for examples of the wire. What cannot be read fails the example.
#pragma once

#include <string>
#include <string_view>

#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {

void expect_status(Conversation& say, int status, const fixtures::RawAnswer& answer);

/// The text of the first element of that name, with its entities resolved.
[[nodiscard]] std::string element(const Conversation& say, const fixtures::RawAnswer& answer,
                                  std::string_view name);
[[nodiscard]] bool has_element(const fixtures::RawAnswer& answer, std::string_view name);

/// A form of the Query protocol: names and values, which are encoded.
using Parameters = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] std::string form_of(const Parameters& parameters);
/// The path of a queue's URL.
[[nodiscard]] std::string path_of(const Queue& queue);

}  // namespace sqsproof::properties::examples
