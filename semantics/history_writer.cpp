#include <algorithm>
#include <charconv>
#include <fmt/core.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "semantics/actions/parts.h"
#include "semantics/digest.h"
#include "semantics/history_fields.h"
#include "semantics/trace_writer.h"

namespace sqsproof::semantics {

using Json = nlohmann::ordered_json;

/// Numbers things in the order in which they appear. Handles are long and there may be millions:
/// what is kept of each is its digest.
class Numbers {
 public:
  explicit Numbers(std::string prefix) : prefix_(std::move(prefix)) {}
  std::string name(const std::string& thing) {
    return prefix_ +
           std::to_string(numbers_.emplace(md5(thing), numbers_.size() + 1).first->second);
  }

 private:
  struct Hash {
    std::size_t operator()(const Md5& digest) const {
      std::size_t hash = 0;
      for (std::size_t i = 0; i < sizeof hash; ++i) hash = hash << 8 | digest[i];
      return hash;
    }
  };
  std::string prefix_;
  std::unordered_map<Md5, std::size_t, Hash> numbers_;
};

struct TraceWriter::Names {
  Numbers queues{"q"};
  Numbers receipts{"r#"};
  Numbers tasks{"t#"};
};

namespace {

/// A body that only names its message is kept; any other may be private and becomes a digest.
std::string payload(const std::string& body) {
  constexpr std::size_t kLongestPayloadId = 80;
  const bool plain = std::all_of(body.begin(), body.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view(".:_|-").find(c) != std::string_view::npos;
  });
  return plain && body.size() <= kLongestPayloadId ? body : "sha256:" + sha256_hex(body);
}

Json number_or_text(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size()) return number;
  return text;
}

/// A value as a digest of type and content; one that was read from a trace is one already.
std::string digest_of(const MessageAttributeValue& value) {
  if (value.data_type == "digest") return value.string_value.value_or("");
  const std::string content = value.binary_value.value_or(value.string_value.value_or(""));
  return "sha256:" + sha256_hex(value.data_type + '\n' + content);
}

/// The codec that writes: each method puts a value into the member of that name, if there is one.
template <class Names>
class Writing {
 public:
  Writing(Json& to, Names& names, const Operation& operation)
      : to_(to), names_(names), operation_(operation) {}

  template <class T>
  void member(const char* key, const std::optional<T>& value) {
    if (value) to_[key] = *value;
  }
  void member(const char* key, const std::string& value) {
    if (!value.empty()) to_[key] = value;
  }
  void member(const char* key, const std::vector<std::string>& value) {
    if (!value.empty()) to_[key] = value;
  }
  void member(const char* key, std::int64_t value) { to_[key] = value; }
  void usually_true(const char* key, bool value) {
    if (!value) to_[key] = false;
  }
  void needed(const char* key, const std::string& value) { to_[key] = value; }
  void payload(const char* key, const std::optional<std::string>& body) {
    if (body) to_[key] = semantics::payload(*body);
  }
  void handle(const char* key, const std::optional<std::string>& handle) {
    if (handle) to_[key] = names_.receipts.name(*handle);
  }
  void needed_handle(const char* key, const std::string& handle) {
    to_[key] = names_.receipts.name(handle);
  }
  void task(const char* key, const std::optional<std::string>& task) {
    if (task) to_[key] = names_.tasks.name(*task);
  }
  void queue(const char* key, const std::string& url) { to_[key] = names_.queues.name(url); }

  void kept(const char* key, const StringMap& attributes) {
    Json kept = Json::object();
    for (const std::string_view name : kKeptAttributes) {
      const auto found = attributes.find(std::string(name));
      if (found != attributes.end()) kept[found->first] = found->second;
    }
    if (!kept.empty()) to_[key] = std::move(kept);
  }
  void values(const char* key, const MessageAttributes& attributes) {
    for (const auto& [name, value] : attributes) to_[key][name] = digest_of(value);
  }
  void digests(const auto&, const auto&) {
    const SentDigests taken = digests_of(operation_, entry_);
    member("md5b", taken.body);
    member("md5a", taken.attributes);
  }
  void system(const StringMap& attributes) {
    for (const auto& [key, name, number] : kSystemAttributes) {
      const auto found = attributes.find(name);
      if (found == attributes.end()) continue;
      to_[key] = number ? number_or_text(found->second) : Json(found->second);
    }
  }
  template <class T>
  void list(const char* key, std::vector<T>& items, auto visit) {
    if (!items.empty()) needed_list(key, items, visit);
  }
  template <class T>
  void needed_list(const char* key, std::vector<T>& items, auto visit) {
    Json list = Json::array();
    for (std::size_t i = 0; i < items.size(); ++i) {
      Json one = Json::object();
      Writing inner(one, names_, operation_);
      inner.entry_ = i;
      visit(inner, items[i]);
      list.push_back(std::move(one));
    }
    to_[key] = std::move(list);
  }

 private:
  Json& to_;
  Names& names_;
  const Operation& operation_;
  std::size_t entry_ = 0;
};

Json settings_json(const QueueSettings& s) {
  Json settings = {{"name", s.name},
                   {"fifo", s.fifo},
                   {"V", s.visibility_timeout_s},
                   {"D", s.delay_s},
                   {"R", s.retention_s},
                   {"W", s.wait_time_s},
                   {"redrive", s.has_redrive_policy},
                   {"cbd", s.content_based_deduplication},
                   {"scope", s.deduplicates_per_group ? "messageGroup" : "queue"}};
  if (s.max_receives > 0) settings["N"] = s.max_receives;
  if (!s.dead_letter_queue.empty()) settings["dlq"] = s.dead_letter_queue;
  return settings;
}

/// Empty for text that is not UTF-8.
std::string line(const Json& json) {
  try {
    return json.dump() + "\n";
  } catch (const Json::type_error&) {
    return "";
  }
}

/// The same text as UTF-8, with a mark where it is none.
Json readable(const std::string& text) {
  return Json::parse(Json(text).dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::string_view short_name(const Call& call) {
  const auto* found =
      std::find_if(kTraceOperations.begin(), kTraceOperations.end(),
                   [&](const TraceOperation& o) { return o.call.index() == call.index(); });
  return found == kTraceOperations.end() ? "" : found->name;
}

Json closed_json(const Recorded& recorded) {
  return {
      {"send", recorded.all_sends}, {"recv", recorded.all_receives}, {"del", recorded.all_deletes}};
}

}  // namespace

TraceWriter::TraceWriter() : names_(std::make_unique<Names>()) {}
TraceWriter::~TraceWriter() = default;

std::string TraceWriter::head(const History& history) {
  Json head = {{"t", "head"},
               {"v", 1},
               {"clock", "monotonic"},
               {"virtual", history.virtual_time},
               {"endpoint", history.endpoint},
               {"closed", closed_json(history.recorded)}};
  Json queues = Json::object();
  for (const auto& [url, settings] : history.queues) {
    queues[names_->queues.name(url)] = settings_json(settings);
  }
  for (const Operation& operation : history.operations) {  // queues created in the history
    const auto* request = std::get_if<CreateQueueRequest>(&operation.call);
    const auto* reply = std::get_if<Reply>(&operation.answer);
    const auto* created = request && reply ? std::get_if<CreateQueueResponse>(reply) : nullptr;
    if (!created) continue;
    queues[names_->queues.name(created->queue_url)] = settings_json(settings_of(*request));
  }
  head["queues"] = std::move(queues);
  return head.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string TraceWriter::queue(const std::string& url, const QueueSettings& settings, bool assumed,
                               Instant_us now) {
  Json queue = {{"t", "queue"}, {"ts", now}, {"q", names_->queues.name(url)}};
  if (assumed) queue["assumed"] = true;
  queue["settings"] = settings_json(settings);
  return line(queue);
}

std::string TraceWriter::seen(const Recorded& recorded, const std::string& why, Instant_us now) {
  return line({{"t", "closed"}, {"ts", now}, {"closed", closed_json(recorded)}, {"why", why}});
}

std::string TraceWriter::invocation(const Operation& operation) {
  if (!is_kept(operation.call) || !has_usual_numbers(operation.call)) return "";
  Json inv = {{"t", "inv"},
              {"id", operation.id},
              {"c", "c" + std::to_string(operation.client)},
              {"op", short_name(operation.call)}};
  if (const auto* queue = queue_url_of(operation.call)) inv["q"] = names_->queues.name(*queue);
  inv["ts"] = operation.invoked;
  Json arguments = Json::object();
  Writing writing(arguments, *names_, operation);
  Call call = operation.call;
  std::visit(Arguments<decltype(writing)>{writing}, call);
  inv["a"] = std::move(arguments);
  std::string text = line(inv);
  return text.size() <= kTraceLineLimit_bytes ? text : "";
}

std::string TraceWriter::outcome(const Operation& operation) {
  Json ret = {{"t", "ret"}, {"id", operation.id}, {"ts", operation.returned}};
  Json unknown = ret;
  if (const auto* reply = std::get_if<Reply>(&operation.answer)) {
    Json result = Json::object();
    Writing writing(result, *names_, operation);
    Reply copy = *reply;
    std::visit(Results<decltype(writing)>{writing}, copy);
    ret["r"] = std::move(result);
  } else if (const auto* error = std::get_if<ServiceError>(&operation.answer)) {
    ret["e"] = {{"code", readable(error->code)},
                {"http", error->http_status},
                {"message", readable(error->message)}};
  } else {
    ret["unknown"] = readable(std::get<NoAnswer>(operation.answer).reason);
  }
  std::string text = line(ret);
  if (!text.empty() && text.size() <= kTraceLineLimit_bytes) return text;
  unknown["unknown"] = "an answer that no trace can hold";
  return line(unknown);
}

std::string TraceWriter::drain(Instant_us from) {
  return line({{"t", "mark"}, {"ts", from}, {"name", "drain"}});
}

bool is_kept(const Call& call) { return !short_name(call).empty(); }

std::string to_json_lines(const History& history) {
  TraceWriter writer;
  std::string text = writer.head(history);
  for (std::size_t i = 0; i < history.operations.size(); ++i) {
    const Operation& operation = history.operations[i];
    if (history.drained && i == history.drained_from) text += writer.drain(operation.invoked);
    const std::string invocation = writer.invocation(operation);
    if (!invocation.empty()) text += invocation + writer.outcome(operation);
  }
  return text;
}

}  // namespace sqsproof::semantics
