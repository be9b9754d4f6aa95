#include "properties/explore/program.h"

#include <algorithm>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;
using Kind = Command::Kind;

constexpr std::string_view kKinds[] = {"send", "receive", "delete", "change-visibility"};

std::string_view name_of(Kind kind) { return kKinds[static_cast<int>(kind)]; }

std::string seconds_text(int milliseconds) {
  return milliseconds % 1000 == 0 ? fmt::format("{} s", milliseconds / 1000)
                                  : fmt::format("{:.3f} s", milliseconds / 1000.0);
}

std::string ordinal_of_receipt(int receipt) {
  return receipt == 1 ? "the newest receipt" : fmt::format("receipt {} from the newest", receipt);
}

std::string describe(const Command& c, bool fifo) {
  std::string text;
  switch (c.kind) {
    case Kind::send:
      text = "send";
      if (fifo) text += fmt::format(" group={}", c.group);
      if (fifo && c.key > 0) text += fmt::format(" key={}", c.key);
      if (!fifo && c.delay_s >= 0) text += fmt::format(" delay={} s", c.delay_s);
      break;
    case Kind::receive:
      text = fmt::format("receive max={}", c.max_messages);
      if (c.visibility_timeout_s >= 0)
        text += fmt::format(" visibility={} s", c.visibility_timeout_s);
      if (c.wait_s > 0) text += fmt::format(" wait={} s", c.wait_s);
      break;
    case Kind::remove:
      text = "delete by " + ordinal_of_receipt(c.receipt);
      break;
    case Kind::change:
      text = fmt::format("change visibility to {} s by {}", c.visibility_timeout_s,
                         ordinal_of_receipt(c.receipt));
      break;
  }
  return c.think_ms > 0 ? fmt::format("after {}: {}", seconds_text(c.think_ms), text) : text;
}

/// The members of a command, each with what it may be; absent members keep their default.
struct Member {
  const char* name;
  int Command::*field;
  int least;
  int most;
};
constexpr int kLongestThink_ms = 15 * 86'400'000 / 10;  // a day and a half; retention ends later
constexpr Member kMembers[] = {
    {"after_ms", &Command::think_ms, 0, kLongestThink_ms},
    {"group", &Command::group, 1, 1000},
    {"key", &Command::key, 0, 1000},
    {"delay_s", &Command::delay_s, -1, 900},
    {"max_messages", &Command::max_messages, 1, 10},
    {"wait_s", &Command::wait_s, 0, 20},
    {"visibility_timeout_s", &Command::visibility_timeout_s, -1, 43'200},
    {"receipt", &Command::receipt, 1, 1000},
};

/// Collects the first thing that is wrong with a document.
class ReplayReader {
 public:
  explicit ReplayReader(const policy::Source& source) : source_(source) {}

  policy::Result<Replay> read() {
    const Json document = Json::parse(source_->text, nullptr, false);
    if (document.is_discarded() || !document.is_object()) {
      return problem("replay/not-json", "this is not a JSON object");
    }
    if (document.value("format", Json()) != "sqsproof-program" ||
        document.value("version", Json()) != 1) {
      return problem("replay/version", "this is not a program of version 1");
    }
    if (const auto text = document.find("requirement");
        text != document.end() && text->is_string()) {
      replay_.requirement = text->get<std::string>();
    }
    read_queue(document.value("queue", Json()));
    read_commands(document.value("commands", Json()));
    if (!wrong_.empty()) return problem("replay/program", wrong_);
    return replay_;
  }

 private:
  policy::Result<Replay> problem(std::string id, std::string message) const {
    policy::Diagnostics diagnostics;
    diagnostics.push_back({std::move(id), policy::Severity::error, std::move(message), source_,
                           policy::Place{}, "",
                           "give a file that `conform run --replay-dir` has written"});
    return tl::unexpected(std::move(diagnostics));
  }

  void read_number(const Json& from, const char* name, int least, int most, int& to) {
    const auto found = from.find(name);
    if (found == from.end()) return;
    if (found->is_number_integer() && *found >= least && *found <= most) {
      to = found->get<int>();
    } else if (wrong_.empty()) {
      wrong_ = fmt::format("`{}` must be a whole number from {} to {}", name, least, most);
    }
  }

  void read_queue(const Json& queue) {
    if (!queue.is_object()) {
      wrong_ = "there is no object `queue`";
      return;
    }
    Program& program = replay_.program;
    program.fifo = queue.value("fifo", Json()) == true;
    read_number(queue, "visibility_timeout_s", 0, 43'200, program.visibility_timeout_s);
    read_number(queue, "delay_s", 0, 900, program.delay_s);
  }

  void read_commands(const Json& commands) {
    constexpr std::size_t kMostCommands = 1000;
    if (!commands.is_array() || commands.size() > kMostCommands) {
      wrong_ = fmt::format("`commands` must be an array of at most {}", kMostCommands);
      return;
    }
    for (const Json& from : commands) {
      const auto kind = std::find(std::begin(kKinds), std::end(kKinds),
                                  from.is_object() ? text_of(from, "do") : "");
      if (kind == std::end(kKinds)) {
        if (wrong_.empty()) {
          wrong_ = "a command must `do` one of send, receive, delete, change-visibility";
        }
        return;
      }
      Command& command = replay_.program.commands.emplace_back();
      command.kind = static_cast<Kind>(kind - std::begin(kKinds));
      for (const Member& member : kMembers) {
        read_number(from, member.name, member.least, member.most, command.*member.field);
      }
    }
  }

  static std::string text_of(const Json& from, const char* name) {
    const auto found = from.find(name);
    return found != from.end() && found->is_string() ? found->get<std::string>() : "";
  }

  policy::Source source_;
  Replay replay_;
  std::string wrong_;
};

}  // namespace

std::vector<std::string> describe(const Program& program) {
  std::vector<std::string> lines = {fmt::format("{} queue, visibility timeout {} s, delay {} s",
                                                program.fifo ? "FIFO" : "standard",
                                                program.visibility_timeout_s, program.delay_s)};
  for (const Command& command : program.commands) {
    lines.push_back(describe(command, program.fifo));
  }
  return lines;
}

std::string to_json(const Replay& replay) {
  const Program& program = replay.program;
  Json commands = Json::array();
  for (const Command& command : program.commands) {
    Json one = {{"do", name_of(command.kind)}};
    for (const Member& member : kMembers) {
      const int value = command.*member.field;
      if (value != Command{}.*member.field) one[member.name] = value;
    }
    commands.push_back(std::move(one));
  }
  const Json document = {{"format", "sqsproof-program"},
                         {"version", 1},
                         {"requirement", replay.requirement},
                         {"queue",
                          {{"fifo", program.fifo},
                           {"visibility_timeout_s", program.visibility_timeout_s},
                           {"delay_s", program.delay_s}}},
                         {"commands", std::move(commands)}};
  return document.dump(1) + "\n";
}

policy::Result<Replay> read_replay(const policy::Source& source) {
  constexpr std::size_t kBytesLimit = 1 << 20;
  if (source->text.size() > kBytesLimit) {
    policy::Diagnostics diagnostics;
    diagnostics.push_back({"replay/too-long", policy::Severity::error,
                           "this file is longer than any program", source, policy::Place{}, "",
                           "give a file that `conform run --replay-dir` has written"});
    return tl::unexpected(std::move(diagnostics));
  }
  return ReplayReader(source).read();
}

}  // namespace sqsproof::properties
