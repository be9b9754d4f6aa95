// The filter policy of a subscription: which messages of its topic it takes.
//
// Every name of the policy must have a value that one of its rules matches; of the alternatives
// under `$or` one is enough. SNS/sns-subscription-filter-policies, SNS/and-or-logic
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "semantics/senders/message_properties.h"

namespace sqsproof::semantics {

enum class FilterScope { message_attributes, message_body };
/// `MessageAttributes`, `MessageBody`.
[[nodiscard]] std::string_view name_of(FilterScope scope);

class FilterPolicy {
 public:
  /// An error is what SNS says behind `Invalid parameter: ` (recorded), without the place in the
  /// text that SNS adds on a second line.
  [[nodiscard]] static tl::expected<FilterPolicy, std::string> parse(const std::string& text,
                                                                     FilterScope scope);

  [[nodiscard]] bool accepts(const MessageAttributes& attributes, const std::string& body) const;

  /// What must hold together.
  struct Part {
    std::vector<std::pair<std::string, std::vector<FilterRule>>> names;
    std::vector<std::vector<Part>> choices;  ///< each has one part that holds
  };

 private:
  FilterScope scope_ = FilterScope::message_attributes;
  Part all_;
};

}  // namespace sqsproof::semantics
