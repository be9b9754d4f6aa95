// The records of a trace, one line each.
#include <algorithm>

#include "semantics/actions/parts.h"
#include "semantics/history_fields.h"
#include "semantics/history_json_library.h"
#include "semantics/trace_names.h"
#include "semantics/trace_writer.h"

namespace sqsproof::semantics {

namespace {

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

void add_origin(Json& head, const TraceOrigin& origin) {
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) head[name] = value;
  };
  add("tool", origin.tool);
  add("seed", origin.seed);
  add("profile", origin.profile);
  add("wall0", origin.wall0);
}

}  // namespace

TraceWriter::TraceWriter() : names_(std::make_unique<TraceNames>()) {}
TraceWriter::~TraceWriter() = default;

std::string TraceWriter::head(const History& history, const TraceOrigin& origin) {
  Json head = {{"t", "head"},
               {"v", 1},
               {"clock", "monotonic"},
               {"virtual", history.virtual_time},
               {"endpoint", history.endpoint},
               {"closed", closed_json(history.recorded)}};
  add_origin(head, origin);
  Json queues = Json::object();
  for (const auto& [url, settings] : history.queues) {
    queues[names_->queues.name(url)] = settings_json(settings);
  }
  for (const Operation& operation : history.operations) {  // queues created in the history
    const auto* request = std::get_if<CreateQueueRequest>(&operation.call);
    const auto* created = response_in<CreateQueueResponse>(operation.answer);
    if (!request || !created) continue;
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
  inv["a"] = arguments_json(operation, *names_);
  std::string text = line(inv);
  return text.size() <= kTraceLineLimit_bytes ? text : "";
}

std::string TraceWriter::outcome(const Operation& operation) {
  Json ret = {{"t", "ret"}, {"id", operation.id}, {"ts", operation.returned}};
  Json unknown = ret;
  if (const auto* reply = std::get_if<Reply>(&operation.answer)) {
    ret["r"] = result_json(*reply, operation, *names_);
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

std::string to_json_lines(const History& history) { return to_json_lines(history, {}); }

std::string to_json_lines(const History& history, const TraceOrigin& origin) {
  TraceWriter writer;
  std::string text = writer.head(history, origin);
  for (std::size_t i = 0; i < history.operations.size(); ++i) {
    const Operation& operation = history.operations[i];
    if (history.drained && i == history.drained_from) text += writer.drain(operation.invoked);
    const std::string invocation = writer.invocation(operation);
    if (!invocation.empty()) text += invocation + writer.outcome(operation);
  }
  return text;
}

}  // namespace sqsproof::semantics
