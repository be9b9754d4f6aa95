#include "semantics/model/refusal.h"

#include <fmt/format.h>

namespace sqsproof::semantics {

Refusal refuse(std::string_view shape, std::string message) {
  const ErrorRow* row = find_error(shape);
  return Refusal(ServiceError{std::string(shape), std::move(message),
                              row != nullptr ? row->http_status : 400});
}

Refusal invalid_value(std::string_view value, std::string_view name, std::string_view reason) {
  return refuse(
      "InvalidParameterValueException",
      fmt::format("Value {} for parameter {} is invalid. Reason: {}", value, name, reason));
}

Refusal missing(std::string_view name) {
  return refuse("MissingRequiredParameterException",
                fmt::format("The request must contain the parameter {}.", name));
}

Refusal no_such_queue() {
  return refuse("QueueDoesNotExist", "The specified queue does not exist.");
}

}  // namespace sqsproof::semantics
