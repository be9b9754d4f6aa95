#include <algorithm>
#include <charconv>
#include <fmt/core.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <openssl/evp.h>

#include "semantics/history.h"

namespace sqsproof::semantics {
namespace {

using Json = nlohmann::ordered_json;

/// Numbers things in the order in which they appear.
class Numbers {
 public:
  explicit Numbers(std::string prefix) : prefix_(std::move(prefix)) {}
  std::string name(const std::string& thing) {
    return prefix_ + std::to_string(numbers_.emplace(thing, numbers_.size() + 1).first->second);
  }

 private:
  std::string prefix_;
  std::map<std::string, std::size_t> numbers_;
};

struct Names {
  Numbers queues{"q"};
  Numbers receipts{"r#"};
};

std::string sha256(const std::string& text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha256(), nullptr);
  std::string hex = "sha256:";
  for (unsigned int i = 0; i < size; ++i) hex += fmt::format("{:02x}", digest[i]);
  return hex;
}

/// A body that only names its message is kept; any other may be private and becomes a digest.
std::string payload(const std::string& body) {
  constexpr std::size_t kLongestPayloadId = 80;
  const bool plain = std::all_of(body.begin(), body.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view(".:_|-").find(c) != std::string_view::npos;
  });
  return plain && body.size() <= kLongestPayloadId ? body : sha256(body);
}

template <class T>
void put(Json& to, const char* key, const std::optional<T>& value) {
  if (value) to[key] = *value;
}

void put_handle(Json& to, const std::optional<std::string>& handle, Names& names) {
  if (handle) to["h"] = names.receipts.name(*handle);
}

struct ArgumentsOf {
  Names& names;
  Json operator()(const CreateQueueRequest& r) const {
    Json a = {{"name", r.queue_name.value_or("")}};
    if (!r.attributes.empty()) a["attrs"] = r.attributes;
    return a;
  }
  Json operator()(const auto&) const { return Json::object(); }
  Json operator()(const SendMessageRequest& r) const {
    Json a = Json::object();
    if (r.message_body) a["u"] = payload(*r.message_body);
    put(a, "g", r.message_group_id);
    put(a, "k", r.message_deduplication_id);
    put(a, "delay", r.delay_seconds);
    return a;
  }
  Json operator()(const ReceiveMessageRequest& r) const {
    Json a = Json::object();
    put(a, "max", r.max_number_of_messages);
    put(a, "vis", r.visibility_timeout);
    put(a, "wait", r.wait_time_seconds);
    put(a, "att", r.receive_request_attempt_id);
    return a;
  }
  Json operator()(const DeleteMessageRequest& r) const {
    Json a = Json::object();
    put_handle(a, r.receipt_handle, names);
    return a;
  }
  Json operator()(const ChangeMessageVisibilityRequest& r) const {
    Json a = Json::object();
    put_handle(a, r.receipt_handle, names);
    put(a, "v", r.visibility_timeout);
    return a;
  }
};

/// System attributes that a trace keeps, with their short names; numbers are kept as numbers.
struct SystemAttribute {
  const char* key;
  const char* name;
  bool number;
};
constexpr SystemAttribute kSystemAttributes[] = {
    {"rc", "ApproximateReceiveCount", true},
    {"n", "SequenceNumber", false},
    {"g", "MessageGroupId", false},
    {"k", "MessageDeduplicationId", false},
    {"sent", "SentTimestamp", true},
    {"first", "ApproximateFirstReceiveTimestamp", true},
    {"src", "DeadLetterQueueSourceArn", false},
};

Json number_or_text(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size()) return number;
  return text;
}

struct ResultOf {
  Names& names;
  Json operator()(const CreateQueueResponse& r) const {
    return {{"q", names.queues.name(r.queue_url)}};
  }
  Json operator()(const SendMessageResponse& r) const {
    Json result = {{"m", r.message_id}};
    put(result, "n", r.sequence_number);
    if (!r.md5_of_message_body.empty()) result["md5b"] = r.md5_of_message_body;
    put(result, "md5a", r.md5_of_message_attributes);
    return result;
  }
  Json operator()(const ReceiveMessageResponse& r) const {
    Json messages = Json::array();
    for (const ReceivedMessage& m : r.messages) {
      Json one = {{"m", m.message_id}, {"u", payload(m.body)}};
      one["h"] = names.receipts.name(m.receipt_handle);
      for (const auto& [key, name, number] : kSystemAttributes) {
        const auto found = m.attributes.find(name);
        if (found == m.attributes.end()) continue;
        one[key] = number ? number_or_text(found->second) : Json(found->second);
      }
      if (!m.md5_of_body.empty()) one["md5b"] = m.md5_of_body;
      put(one, "md5a", m.md5_of_message_attributes);
      messages.push_back(std::move(one));
    }
    return {{"ms", std::move(messages)}};
  }
  Json operator()(const auto&) const { return Json::object(); }
};

std::string line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// The name of the queue that a call is about; none for CreateQueue, whose answer names it.
std::optional<std::string> queue_of(const Call& call, Names& names) {
  return std::visit(
      [&names](const auto& request) -> std::optional<std::string> {
        if constexpr (requires { request.queue_url; }) return names.queues.name(request.queue_url);
        return std::nullopt;
      },
      call);
}

std::string_view short_name(const Call& call) {
  constexpr std::pair<std::string_view, std::string_view> kShort[] = {
      {"SendMessage", "Send"},
      {"ReceiveMessage", "Receive"},
      {"DeleteMessage", "Delete"},
      {"ChangeMessageVisibility", "ChangeVis"}};
  const std::string_view action = action_of(call);
  const auto* found = std::find_if(std::begin(kShort), std::end(kShort),
                                   [&](const auto& row) { return row.first == action; });
  return found == std::end(kShort) ? action : found->second;
}

std::string lines_of(const Operation& operation, Names& names) {
  Json inv = {{"t", "inv"},
              {"id", operation.id},
              {"c", "c" + std::to_string(operation.client)},
              {"op", short_name(operation.call)}};
  if (const auto queue = queue_of(operation.call, names)) inv["q"] = *queue;
  inv["ts"] = operation.invoked;
  inv["a"] = std::visit(ArgumentsOf{names}, operation.call);
  Json ret = {{"t", "ret"}, {"id", operation.id}, {"ts", operation.returned}};
  if (const auto* reply = std::get_if<Reply>(&operation.answer)) {
    ret["r"] = std::visit(ResultOf{names}, *reply);
  } else if (const auto* error = std::get_if<ServiceError>(&operation.answer)) {
    ret["e"] = {{"code", error->code}, {"http", error->http_status}, {"message", error->message}};
  } else {
    ret["unknown"] = std::get<NoAnswer>(operation.answer).reason;
  }
  return line(inv) + line(ret);
}

Json settings_json(const QueueSettings& s) {
  return {{"name", s.name},
          {"fifo", s.fifo},
          {"V", s.visibility_timeout_s},
          {"D", s.delay_s},
          {"R", s.retention_s},
          {"W", s.wait_time_s},
          {"redrive", s.has_redrive_policy},
          {"cbd", s.content_based_deduplication},
          {"scope", s.deduplicates_per_group ? "messageGroup" : "queue"}};
}

/// Every queue of the history, created in it or there before.
Json queues_json(const History& history, Names& names) {
  Json queues = Json::object();
  for (const auto& [url, settings] : history.queues) {
    queues[names.queues.name(url)] = settings_json(settings);
  }
  for (const Operation& operation : history.operations) {
    const auto* request = std::get_if<CreateQueueRequest>(&operation.call);
    const auto* reply = std::get_if<Reply>(&operation.answer);
    if (!request || !reply) continue;
    const auto* created = std::get_if<CreateQueueResponse>(reply);
    if (created)
      queues[names.queues.name(created->queue_url)] = settings_json(settings_of(*request));
  }
  return queues;
}

/// Calls that change nothing about messages and show none: a trace does without them. All others
/// stand in it; those that the reader does not know are refused there, not passed over.
bool only_looks(const Call& call) {
  constexpr std::string_view kLooks[] = {
      "AddPermission", "GetQueueAttributes",         "GetQueueUrl",
      "ListQueueTags", "ListDeadLetterSourceQueues", "ListMessageMoveTasks",
      "ListQueues",    "RemovePermission",           "TagQueue",
      "UntagQueue"};
  return std::find(std::begin(kLooks), std::end(kLooks), action_of(call)) != std::end(kLooks);
}

}  // namespace

std::string to_json_lines(const History& history) {
  Names names;
  const Recorded& recorded = history.recorded;
  Json head = {{"t", "head"},
               {"v", 1},
               {"clock", "monotonic"},
               {"virtual", history.virtual_time},
               {"endpoint", history.endpoint}};
  head["closed"] = {
      {"send", recorded.all_sends}, {"recv", recorded.all_receives}, {"del", recorded.all_deletes}};
  head["queues"] = queues_json(history, names);
  std::string text = line(head);
  for (std::size_t i = 0; i < history.operations.size(); ++i) {
    const Operation& operation = history.operations[i];
    if (history.drained && i == history.drained_from) {
      text += line({{"t", "mark"}, {"ts", operation.invoked}, {"name", "drain"}});
    }
    if (!only_looks(operation.call)) text += lines_of(operation, names);
  }
  return text;
}

}  // namespace sqsproof::semantics
