#include "tests/fuzz/http_target.h"

#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "fixtures/wire/protocol.h"
#include "semantics/model/service.h"

namespace sqsproof::tests {
namespace {

using semantics::Answer;
using semantics::Service;

constexpr semantics::Instant_us kNow = semantics::seconds(1'700'000'000);

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

/// A standard and a FIFO queue, each with a message.
Service service_with_queues() {
  Service service{semantics::ServiceConfig{}};
  const auto apply = [&](const semantics::Call& call) {
    static_cast<void>(service.apply(call, kNow));
  };
  apply(semantics::CreateQueueRequest{"q", {}, {}});
  apply(semantics::CreateQueueRequest{"q.fifo", {{"FifoQueue", "true"}}, {}});
  semantics::SendMessageRequest send;
  send.queue_url = "q";
  send.message_body = "hello";
  apply(send);
  send.queue_url = "q.fifo";
  send.message_group_id = "g";
  send.message_deduplication_id = "d";
  apply(send);
  return service;
}

bool is_readable(fixtures::Protocol protocol, const std::string& body) {
  if (protocol == fixtures::Protocol::json) {
    return body.empty() || nlohmann::json::accept(body);
  }
  return static_cast<bool>(pugi::xml_document().load_buffer(body.data(), body.size()));
}

}  // namespace

bool survives_as_request(std::string_view text) {
  const std::string_view first = take_line(text);
  const std::size_t space = std::min(first.find(' '), first.size());
  fixtures::HttpRequest request;
  request.method = first.substr(0, space);
  request.target = first.substr(std::min(space + 1, first.size()));
  request.content_type = take_line(text);
  request.amz_target = take_line(text);
  request.body = text;
  const fixtures::Exchange exchange = fixtures::read_exchange(request);
  Service service = service_with_queues();
  const Answer answer =
      exchange.call ? service.apply(*exchange.call, kNow) : Answer(exchange.call.error());
  const fixtures::WireAnswer wire = fixtures::write_answer(exchange, answer, "r");
  if (wire.http_status < 200 || wire.http_status > 599) return false;
  if (!is_readable(exchange.protocol, wire.body)) return false;
  if (!exchange.call) return true;
  const Answer back = fixtures::read_answer(exchange.protocol, *exchange.call, wire.http_status,
                                            wire.body, wire.query_error);
  return back.index() == answer.index();
}

}  // namespace sqsproof::tests
