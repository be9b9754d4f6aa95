// Reads what a trace says beside its calls: of its queues, and of what was not seen.
#include <fmt/core.h>

#include "semantics/history_line.h"

namespace sqsproof::semantics {
namespace {

using policy::JsonValue;
using policy::member_of;
using Kind = JsonValue::Kind;

void read_settings(Line& line, const JsonValue& from, QueueSettings& to) {
  if (from.kind != Kind::object) return line.expected(from, "an object");
  std::string scope;
  line.read(from, "name", to.name);
  line.read(from, "fifo", to.fifo);
  line.read(from, "V", to.visibility_timeout_s);
  line.read(from, "D", to.delay_s);
  line.read(from, "R", to.retention_s);
  line.read(from, "W", to.wait_time_s);
  line.read(from, "redrive", to.has_redrive_policy);
  line.read(from, "N", to.max_receives);
  line.read(from, "dlq", to.dead_letter_queue);
  if (!to.dead_letter_queue.empty()) to.has_redrive_policy = true;
  line.read(from, "cbd", to.content_based_deduplication);
  line.read(from, "scope", scope);
  to.deduplicates_per_group = scope == "messageGroup" || scope == "group";
  for (const int value :
       {to.visibility_timeout_s, to.delay_s, to.retention_s, to.wait_time_s, to.max_receives}) {
    if (value < 0) line.expected(from, "settings of at least 0");
  }
}

}  // namespace

bool read_head(Line& line, History& history) {
  int version = 0;
  line.read(line.value(), "v", version);
  if (version != 1) {
    line.fail("trace/version", fmt::format("version {} of the trace format", version),
              "this program reads version 1");
    return false;
  }
  line.read(line.value(), "endpoint", history.endpoint);
  line.read(line.value(), "virtual", history.virtual_time);
  read_closed(line, history);
  const JsonValue* queues = member_of(line.value(), "queues");
  if (!queues) return true;
  for (const auto& [name, place, value] : queues->members) {
    read_settings(line, value, history.queues[name]);
  }
  return true;
}

/// What was not seen from some time on was not seen of all clients.
void read_closed(Line& line, History& history) {
  const JsonValue* closed = member_of(line.value(), "closed");
  if (!closed) return;
  const auto narrow = [&](const char* name, bool& flag) {
    bool all = true;
    line.read(*closed, name, all);
    flag = flag && all;
  };
  narrow("send", history.recorded.all_sends);
  narrow("recv", history.recorded.all_receives);
  narrow("del", history.recorded.all_deletes);
}

void read_queue(Line& line, History& history) {
  std::string name;
  bool assumed = false;
  if (line.require(line.value(), "q", Kind::string)) line.read(line.value(), "q", name);
  line.read(line.value(), "assumed", assumed);
  const JsonValue* settings = line.require(line.value(), "settings", Kind::object);
  if (line.wrong()) return;
  history.queues[name] = {};
  read_settings(line, *settings, history.queues[name]);
  assumed ? (void)history.assumed.insert(name) : (void)history.assumed.erase(name);
}

}  // namespace sqsproof::semantics
