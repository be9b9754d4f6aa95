// What the `a` of a call and the `r` of its answer hold, for each operation of the trace format.
#include <algorithm>
#include <fmt/core.h>

#include "semantics/history_line.h"

namespace sqsproof::semantics {
namespace {

using policy::JsonValue;
using policy::member_of;
using Kind = JsonValue::Kind;

/// Reads the `a` of an `inv` line into the request.
struct ReadArguments {
  Line& line;
  const JsonValue& a;
  void operator()(CreateQueueRequest& r) const {
    line.read(a, "name", r.queue_name);
    const JsonValue* attributes = member_of(a, "attrs");
    if (!attributes) return;
    for (const auto& member : attributes->members) r.attributes[member.name] = member.value.text;
  }
  void operator()(SendMessageRequest& r) const {
    line.read(a, "u", r.message_body);
    line.read(a, "g", r.message_group_id);
    line.read(a, "k", r.message_deduplication_id);
    line.read(a, "delay", r.delay_seconds);
  }
  void operator()(ReceiveMessageRequest& r) const {
    line.read(a, "max", r.max_number_of_messages);
    line.read(a, "vis", r.visibility_timeout);
    line.read(a, "wait", r.wait_time_seconds);
    line.read(a, "att", r.receive_request_attempt_id);
  }
  void operator()(DeleteMessageRequest& r) const { line.read(a, "h", r.receipt_handle); }
  void operator()(ChangeMessageVisibilityRequest& r) const {
    line.read(a, "h", r.receipt_handle);
    line.read(a, "v", r.visibility_timeout);
  }
  void operator()(auto&) const {}
};

struct OperationName {
  std::string_view name;
  Call call;
};
const OperationName kOperations[] = {
    {"CreateQueue", CreateQueueRequest{}}, {"DeleteQueue", DeleteQueueRequest{}},
    {"Send", SendMessageRequest{}},        {"Receive", ReceiveMessageRequest{}},
    {"Delete", DeleteMessageRequest{}},    {"ChangeVis", ChangeMessageVisibilityRequest{}},
};

void read_message(Line& line, const JsonValue& from, ReceivedMessage& to) {
  constexpr std::pair<const char*, const char*> kTexts[] = {{"n", "SequenceNumber"},
                                                            {"g", "MessageGroupId"},
                                                            {"k", "MessageDeduplicationId"},
                                                            {"src", "DeadLetterQueueSourceArn"}};
  constexpr std::pair<const char*, const char*> kNumbers[] = {
      {"rc", "ApproximateReceiveCount"},
      {"sent", "SentTimestamp"},
      {"first", "ApproximateFirstReceiveTimestamp"}};
  if (line.require(from, "m", Kind::string)) line.read(from, "m", to.message_id);
  if (line.require(from, "h", Kind::string)) line.read(from, "h", to.receipt_handle);
  line.read(from, "u", to.body);
  line.read(from, "md5b", to.md5_of_body);
  line.read(from, "md5a", to.md5_of_message_attributes);
  for (const auto& [key, name] : kTexts) {
    std::optional<std::string> text;
    line.read(from, key, text);
    if (text) to.attributes[name] = *text;
  }
  for (const auto& [key, name] : kNumbers) {
    const JsonValue* found = member_of(from, key);
    if (found && (found->kind == Kind::number || found->kind == Kind::string)) {
      to.attributes[name] = found->text;
    }
  }
}

/// Reads the `r` of a `ret` line into the reply that belongs to the call.
struct ReadResult {
  Line& line;
  const JsonValue& r;
  Reply operator()(const CreateQueueRequest&) const {
    CreateQueueResponse reply;
    if (line.require(r, "q", Kind::string)) line.read(r, "q", reply.queue_url);
    return reply;
  }
  /// Of calls that no trace holds.
  Reply operator()(const auto&) const { return GetQueueUrlResponse{}; }
  Reply operator()(const DeleteQueueRequest&) const { return DeleteQueueResponse{}; }
  Reply operator()(const SendMessageRequest&) const {
    SendMessageResponse reply;
    if (line.require(r, "m", Kind::string)) line.read(r, "m", reply.message_id);
    line.read(r, "n", reply.sequence_number);
    line.read(r, "md5b", reply.md5_of_message_body);
    line.read(r, "md5a", reply.md5_of_message_attributes);
    return reply;
  }
  Reply operator()(const ReceiveMessageRequest&) const {
    ReceiveMessageResponse reply;
    const JsonValue* messages = line.require(r, "ms", Kind::array);
    if (!messages) return reply;
    for (const JsonValue& item : messages->items) {
      if (item.kind != Kind::object) line.expected(item, "an object");
      if (line.wrong()) break;
      read_message(line, item, reply.messages.emplace_back());
    }
    return reply;
  }
  Reply operator()(const DeleteMessageRequest&) const { return DeleteMessageResponse{}; }
  Reply operator()(const ChangeMessageVisibilityRequest&) const {
    return ChangeMessageVisibilityResponse{};
  }
};

bool choose_operation(Line& line, const std::string& name, Call& call) {
  const auto* found = std::find_if(std::begin(kOperations), std::end(kOperations),
                                   [&](const OperationName& o) { return o.name == name; });
  if (found != std::end(kOperations)) {
    call = found->call;
    return true;
  }
  std::string known;
  for (const OperationName& o : kOperations)
    known += (known.empty() ? "" : ", ") + std::string(o.name);
  line.fail("trace/unknown-operation", fmt::format("there is no operation `{}` here", name),
            "record one of " + known);
  return false;
}

/// Seconds of SQS are small and not negative; sums of times rely on it.
void check_sizes(Line& line, const Call& call) {
  static constexpr int kLargest_s = 1'209'600;  // 14 days, SQSAPI/SetQueueAttributes
  const auto check = [&line](const std::optional<int>& value) {
    if (value && (*value < 0 || *value > kLargest_s)) {
      line.fail("trace/number", fmt::format("`{}` seconds or messages", *value),
                fmt::format("record what the service accepted: 0 to {}", kLargest_s));
    }
  };
  std::visit(
      [&check](const auto& request) {
        if constexpr (requires { request.visibility_timeout; }) check(request.visibility_timeout);
        if constexpr (requires { request.delay_seconds; }) check(request.delay_seconds);
        if constexpr (requires { request.wait_time_seconds; }) check(request.wait_time_seconds);
      },
      call);
}

void set_queue(Line& line, Call& call, const std::string& queue) {
  std::visit(
      [&](auto& request) {
        if constexpr (requires { request.queue_url; }) {
          request.queue_url = queue;
          if (queue.empty()) line.require(line.value(), "q", Kind::string);
        }
      },
      call);
}

}  // namespace

void read_call(Line& line, Call& call) {
  std::string name, queue;
  const JsonValue& value = line.value();
  if (line.require(value, "op", Kind::string)) line.read(value, "op", name);
  line.read(value, "q", queue);
  if (line.wrong() || !choose_operation(line, name, call)) return;
  const JsonValue none;
  const JsonValue* arguments = member_of(value, "a");
  std::visit(ReadArguments{line, arguments ? *arguments : none}, call);
  check_sizes(line, call);
  set_queue(line, call, queue);
}

Answer read_answer(Line& line, const Call& call) {
  const JsonValue& value = line.value();
  if (const JsonValue* result = member_of(value, "r"); result && result->kind == Kind::object) {
    return std::visit(ReadResult{line, *result}, call);
  }
  if (const JsonValue* error = member_of(value, "e"); error && error->kind == Kind::object) {
    ServiceError refused;
    line.read(*error, "code", refused.code);
    line.read(*error, "message", refused.message);
    line.read(*error, "http", refused.http_status);
    return refused;
  }
  NoAnswer unknown;
  if (line.require(value, "unknown", Kind::string)) line.read(value, "unknown", unknown.reason);
  return unknown;
}

}  // namespace sqsproof::semantics
