// What an endpoint with a flaw makes of calls before its model sees them, and of answers before its
// clients do: most of what emulators do wrong with limits, lists and attributes. The model itself
// stays as it is.
//
// Adding one: a value of Flaw and a row in the file of its family.
#pragma once

#include <span>

#include "semantics/actions/all.h"
#include "semantics/model/flaw.h"

namespace sqsproof::semantics {

struct Distortion {
  Flaw flaw;
  void (*call)(Call&) = nullptr;
  /// Sees the call as the client made it.
  void (*answer)(const Call&, Answer&) = nullptr;
};

/// nullptr for a flaw that is none of these.
[[nodiscard]] const Distortion* distortion_of(Flaw flaw);

// Their families.
[[nodiscard]] std::span<const Distortion> distortions_of_messages();
[[nodiscard]] std::span<const Distortion> distortions_of_receives();
[[nodiscard]] std::span<const Distortion> distortions_of_batches();
[[nodiscard]] std::span<const Distortion> distortions_of_receipt_batches();
[[nodiscard]] std::span<const Distortion> distortions_of_queues();
[[nodiscard]] std::span<const Distortion> distortions_of_lists();

/// The request, if the call is one of its kind.
template <class Request>
[[nodiscard]] Request* as(Call& call) {
  return std::get_if<Request>(&call);
}
/// The response, if there is one of its kind.
template <class Response>
[[nodiscard]] Response* response_in(Answer& answer) {
  auto* reply = std::get_if<Reply>(&answer);
  return reply == nullptr ? nullptr : std::get_if<Response>(reply);
}
[[nodiscard]] inline bool is_refused_with(const Answer& answer, std::string_view code) {
  const auto* error = std::get_if<ServiceError>(&answer);
  return error != nullptr && error->code == code;
}

}  // namespace sqsproof::semantics
