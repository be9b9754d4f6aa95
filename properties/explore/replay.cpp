// Programs as files: what `conform run --replay-dir` writes and `conform replay` reads.
#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "properties/explore/members.h"

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 2;

/// Members that have their usual value are left out.
template <class Struct>
void write_members(const Struct& from, std::span<const NumberMember<Struct>> members, Json& to) {
  for (const auto& member : members) {
    const int value = from.*member.field;
    if (value != Struct{}.*member.field) to[std::string(member.name)] = value;
  }
}

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
        document.value("version", Json()) != kVersion) {
      return problem("replay/version",
                     fmt::format("this is not a program of version {}", kVersion));
    }
    replay_.requirement = text_of(document, "requirement");
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
  void note(std::string wrong) {
    if (wrong_.empty()) wrong_ = std::move(wrong);
  }

  template <class Struct>
  void read_members(const Json& from, std::span<const NumberMember<Struct>> members, Struct& to) {
    for (const auto& member : members) {
      const auto found = from.find(member.name);
      if (found == from.end()) continue;
      if (found->is_number_integer() && *found >= member.least && *found <= member.most) {
        to.*member.field = found->template get<int>();
      } else {
        note(fmt::format("`{}` must be a whole number from {} to {}", member.name, member.least,
                         member.most));
      }
    }
  }

  void read_queue(const Json& queue) {
    if (!queue.is_object()) return note("there is no object `queue`");
    replay_.program.fifo = queue.value("fifo", Json()) == true;
    read_members(queue, plan_members(), replay_.program.plan);
  }

  void read_commands(const Json& commands) {
    constexpr std::size_t kMostCommands = 1000;
    if (!commands.is_array() || commands.size() > kMostCommands) {
      return note(fmt::format("`commands` must be an array of at most {}", kMostCommands));
    }
    for (const Json& from : commands) {
      const auto names = command_names();
      const auto kind =
          std::find(names.begin(), names.end(), from.is_object() ? text_of(from, "do") : "");
      if (kind == names.end()) {
        std::string list;
        for (const auto name : names) list += (list.empty() ? "" : ", ") + std::string(name);
        return note("a command must `do` one of " + list);
      }
      Command& command = replay_.program.commands.emplace_back();
      command.kind = static_cast<Command::Kind>(kind - names.begin());
      read_members(from, command_members(), command);
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

std::string to_json(const Replay& replay) {
  const Program& program = replay.program;
  Json queue = {{"fifo", program.fifo}};
  write_members(program.plan, plan_members(), queue);
  Json commands = Json::array();
  for (const Command& command : program.commands) {
    Json one = {{"do", name_of(command.kind)}};
    write_members(command, command_members(), one);
    commands.push_back(std::move(one));
  }
  const Json document = {{"format", "sqsproof-program"},
                         {"version", kVersion},
                         {"requirement", replay.requirement},
                         {"queue", std::move(queue)},
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
