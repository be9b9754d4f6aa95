// Reads the `a` of a call and the `r` of its answer.
#include <algorithm>
#include <fmt/core.h>
#include <type_traits>

#include "semantics/history_fields.h"
#include "semantics/history_line.h"
#include "semantics/trace_writer.h"

namespace sqsproof::semantics {
namespace {

using policy::JsonValue;
using policy::member_of;
using Kind = JsonValue::Kind;

/// The codec that reads: each method fills a value from the member of that name.
class Reading {
 public:
  Reading(Line& line, const JsonValue& from, std::vector<SentDigests>* digests = nullptr)
      : line_(line), from_(from), digests_(digests) {}

  template <class T>
  void member(const char* key, T& to) {
    line_.read(from_, key, to);
  }
  void member(const char* key, std::vector<std::string>& to) {
    const JsonValue* found = line_.optional(from_, key, Kind::array);
    if (!found) return;
    for (const JsonValue& item : found->items) {
      if (item.kind != Kind::string) return line_.expected(item, "a string");
      to.push_back(item.text);
    }
  }
  void needed(const char* key, std::string& to) {
    if (line_.require(from_, key, Kind::string)) line_.read(from_, key, to);
  }
  void usually_true(const char* key, bool& to) { line_.read(from_, key, to); }
  void payload(const char* key, auto& to) { member(key, to); }
  void handle(const char* key, auto& to) { member(key, to); }
  void needed_handle(const char* key, std::string& to) { needed(key, to); }
  void task(const char* key, auto& to) { member(key, to); }
  void queue(const char* key, std::string& to) { needed(key, to); }

  void kept(const char* key, StringMap& to) {
    each_text(key, [&](const std::string& name, const std::string& text) { to[name] = text; });
  }
  void values(const char* key, MessageAttributes& to) {
    each_text(key, [&](const std::string& name, const std::string& text) {
      to[name] = {"digest", text, {}, {}, {}};
    });
  }
  void digests(const auto&, const auto&) {
    SentDigests taken;
    member("md5b", taken.body);
    member("md5a", taken.attributes);
    if (digests_ && !taken.body.empty()) digests_->push_back(std::move(taken));
  }
  void system(StringMap& to) {
    for (const auto& [key, name, number] : kSystemAttributes) {
      const JsonValue* found = member_of(from_, key);
      if (!found || found->kind == Kind::null) continue;
      const bool fits = found->kind == Kind::string || (number && found->kind == Kind::number);
      if (!fits) return line_.expected(*found, "a string");
      to[name] = found->text;
    }
  }

  template <class T>
  void list(const char* key, std::vector<T>& to, auto visit) {
    const JsonValue* found = line_.optional(from_, key, Kind::array);
    if (!found) return;
    for (const JsonValue& item : found->items) {
      if (item.kind != Kind::object) line_.expected(item, "an object");
      if (line_.wrong()) return;
      Reading inner(line_, item, digests_);
      visit(inner, to.emplace_back());
    }
  }
  template <class T>
  void needed_list(const char* key, std::vector<T>& to, auto visit) {
    if (line_.require(from_, key, Kind::array)) list(key, to, visit);
  }

 private:
  /// The members of an object, which are texts.
  void each_text(const char* key, const auto& visit) {
    const JsonValue* found = line_.optional(from_, key, Kind::object);
    if (!found) return;
    for (const auto& attribute : found->members) {
      if (attribute.value.kind != Kind::string) return line_.expected(attribute.value, "a string");
      visit(attribute.name, attribute.value.text);
    }
  }

  Line& line_;
  const JsonValue& from_;
  std::vector<SentDigests>* digests_;
};

bool choose_operation(Line& line, const std::string& name, Call& call) {
  const auto* found = std::find_if(kTraceOperations.begin(), kTraceOperations.end(),
                                   [&](const TraceOperation& o) { return o.name == name; });
  if (found != kTraceOperations.end()) {
    call = found->call;
    return true;
  }
  std::string known;
  for (const TraceOperation& o : kTraceOperations)
    known += (known.empty() ? "" : ", ") + std::string(o.name);
  line.fail("trace/unknown-operation", fmt::format("there is no operation `{}` here", name),
            "record one of " + known);
  return false;
}

constexpr int kLargest_s = 1'209'600;  // 14 days, SQSAPI/SetQueueAttributes

/// The first number of a call that is not near those of SQS.
std::optional<int> unusual_number(const Call& call) {
  std::optional<int> odd;
  const auto check = [&odd](const std::optional<int>& value) {
    if (value && (*value < 0 || *value > kLargest_s)) odd = value;
  };
  const auto check_all = [&check](const auto& request) {
    if constexpr (requires { request.visibility_timeout; }) check(request.visibility_timeout);
    if constexpr (requires { request.delay_seconds; }) check(request.delay_seconds);
    if constexpr (requires { request.wait_time_seconds; }) check(request.wait_time_seconds);
  };
  std::visit(
      [&check_all](const auto& request) {
        check_all(request);
        if constexpr (requires { request.entries; }) {
          for (const auto& entry : request.entries) check_all(entry);
        }
      },
      call);
  return odd;
}

void check_sizes(Line& line, const Call& call) {
  if (const auto odd = unusual_number(call)) {
    line.fail("trace/number", fmt::format("`{}` seconds or messages", *odd),
              fmt::format("record what the service accepted: 0 to {}", kLargest_s));
  }
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

/// Whether a `ret` line has no second outcome.
bool check_outcome(Line& line) {
  std::string first;
  for (const char* name : {"r", "e", "unknown"}) {
    const JsonValue* found = Line::present(line.value(), name);
    if (!found) continue;
    if (!first.empty()) {
      line.refuse(*found, "trace/two-outcomes",
                  fmt::format("this record has both `{}` and `{}`", first, name),
                  "keep the one that came back");
      return false;
    }
    first = name;
  }
  return true;
}

template <std::size_t... I>
Reply empty_reply(std::size_t index, std::index_sequence<I...>) {
  Reply reply;
  ((index == I ? (void)(reply = std::variant_alternative_t<I, AnyReply>{}) : void()), ...);
  return reply;
}

}  // namespace

bool has_usual_numbers(const Call& call) { return !unusual_number(call); }

void read_call(Line& line, Operation& operation) {
  std::string name, queue;
  const JsonValue& value = line.value();
  if (line.require(value, "op", Kind::string)) line.read(value, "op", name);
  line.read(value, "q", queue);
  if (line.wrong() || !choose_operation(line, name, operation.call)) return;
  const JsonValue none;
  const JsonValue* arguments = line.optional(value, "a", Kind::object);
  if (line.wrong()) return;
  Reading reading(line, arguments ? *arguments : none, &operation.digests);
  std::visit(Arguments<Reading>{reading}, operation.call);
  const auto* batch = std::get_if<SendMessageBatchRequest>(&operation.call);
  // Digests of some messages only could not be told apart.
  if (batch && operation.digests.size() != batch->entries.size()) operation.digests.clear();
  check_sizes(line, operation.call);
  set_queue(line, operation.call, queue);
}

Answer read_answer(Line& line, const Call& call) {
  const JsonValue& value = line.value();
  if (!check_outcome(line)) return NoAnswer{};
  if (const JsonValue* result = line.optional(value, "r", Kind::object)) {
    Reply reply =
        empty_reply(call.index(), std::make_index_sequence<std::variant_size_v<AnyReply>>{});
    Reading reading(line, *result);
    std::visit(Results<Reading>{reading}, reply);
    return reply;
  }
  if (const JsonValue* error = line.optional(value, "e", Kind::object)) {
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
