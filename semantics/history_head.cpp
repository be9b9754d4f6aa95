// Reads what a trace says beside its calls: of its queues, and of what was not seen.
#include <fmt/core.h>

#include "semantics/history_line.h"

namespace sqsproof::semantics {
namespace {

using policy::JsonValue;
using Kind = JsonValue::Kind;

/// A setting that is a number: of that least, or absent.
void read_number(Line& line, const JsonValue& from, const char* name, int least, int& to) {
  line.read(from, name, to);
  const JsonValue* found = Line::present(from, name);
  if (!found || line.wrong() || to >= least) return;
  line.refuse(*found, "trace/setting", fmt::format("`{}` is {}", name, to),
              fmt::format("write {} or more, or leave it out", least));
}

void read_scope(Line& line, const JsonValue& from, bool& per_group) {
  std::string scope = "queue";
  line.read(from, "scope", scope);
  per_group = scope == "messageGroup" || scope == "group";
  if (line.wrong() || per_group || scope == "queue") return;
  line.refuse(*Line::present(from, "scope"), "trace/setting",
              fmt::format("there is no scope `{}`", scope), "write `queue` or `messageGroup`");
}

void read_settings(Line& line, const JsonValue& from, QueueSettings& to) {
  if (from.kind != Kind::object) return line.expected(from, "an object");
  line.read(from, "name", to.name);
  line.read(from, "fifo", to.fifo);
  read_number(line, from, "V", 0, to.visibility_timeout_s);
  read_number(line, from, "D", 0, to.delay_s);
  read_number(line, from, "R", 0, to.retention_s);
  read_number(line, from, "W", 0, to.wait_time_s);
  line.read(from, "redrive", to.has_redrive_policy);
  read_number(line, from, "N", 1, to.max_receives);
  line.read(from, "dlq", to.dead_letter_queue);
  if (!to.dead_letter_queue.empty()) to.has_redrive_policy = true;
  line.read(from, "cbd", to.content_based_deduplication);
  read_scope(line, from, to.deduplicates_per_group);
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
  if (const JsonValue* closed = line.optional(line.value(), "closed", Kind::object)) {
    line.read(*closed, "send", history.recorded.all_sends);
    line.read(*closed, "recv", history.recorded.all_receives);
    line.read(*closed, "del", history.recorded.all_deletes);
  }
  std::string origin;  // is for people
  for (const char* name : {"tool", "seed", "profile", "wall0"}) {
    line.read(line.value(), name, origin);
  }
  const JsonValue* queues = line.optional(line.value(), "queues", Kind::object);
  if (!queues) return true;
  for (const auto& [name, place, value] : queues->members) {
    read_settings(line, value, history.queues[name]);
  }
  return true;
}

/// What was not seen from some time on was not seen of all clients.
void read_closed(Line& line, History& history) {
  const JsonValue* closed = line.optional(line.value(), "closed", Kind::object);
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
