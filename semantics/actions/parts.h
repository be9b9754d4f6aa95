// What calls and answers of any action have in common.
#pragma once

#include <string>

#include "semantics/actions/all.h"

namespace sqsproof::semantics {

/// The URL of the queue that a call is about; null for actions without one, such as CreateQueue.
template <class AnyCall>
[[nodiscard]] auto* queue_url_of(AnyCall& call) {
  using Url = std::conditional_t<std::is_const_v<AnyCall>, const std::string, std::string>;
  return std::visit(
      [](auto& request) -> Url* {
        if constexpr (requires { request.queue_url; }) return &request.queue_url;
        return nullptr;
      },
      call);
}

/// The response of that type; null when it is another, or none.
template <class Response, class AnyAnswer>
[[nodiscard]] auto* response_in(AnyAnswer& answer) {
  auto* reply = std::get_if<Reply>(&answer);
  return reply ? std::get_if<Response>(reply) : nullptr;
}

}  // namespace sqsproof::semantics
