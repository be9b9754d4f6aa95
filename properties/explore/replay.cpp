// Programs as files: what `conform run --replay-dir` writes and `conform replay` reads.
#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "policy/support/json.h"
#include "properties/explore/members.h"

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;
using policy::JsonValue;
using policy::member_of;
using Kind = JsonValue::Kind;

constexpr int kVersion = 2;

/// Members that have their usual value are left out.
template <class Struct>
void write_members(const Struct& from, std::span<const NumberMember<Struct>> members, Json& to) {
  for (const auto& member : members) {
    const int value = from.*member.field;
    if (value != Struct{}.*member.field) to[std::string(member.name)] = value;
  }
}

/// Collects the first thing that is wrong with a document, and where.
class ReplayReader {
 public:
  explicit ReplayReader(const policy::Source& source) : source_(source) {}

  policy::Result<Replay> read() {
    const auto document = policy::read_json(source_);
    if (!document) return refuse_text(document.error().front());
    read_document(*document);
    if (!problems_.empty()) return tl::unexpected(std::move(problems_));
    return std::move(replay_);
  }

 private:
  policy::Result<Replay> refuse_text(const policy::Diagnostic& problem) {
    note("replay/not-json", problem.place, "this is not a JSON object: " + problem.message);
    return tl::unexpected(std::move(problems_));
  }

  void note(std::string id, policy::Place place, std::string message) {
    if (!problems_.empty()) return;
    problems_.push_back({std::move(id), policy::Severity::error, std::move(message), source_, place,
                         "", "give a file that `conform run --replay-dir` has written"});
  }
  void wrong(const JsonValue& part, std::string message) {
    note("replay/program", part.place, std::move(message));
  }

  void read_document(const JsonValue& document) {
    if (document.kind != Kind::object) {
      return note("replay/not-json", document.place, "this is not a JSON object");
    }
    const JsonValue* version = member_of(document, "version");
    if (text_of(document, "format") != "sqsproof-program" || !version ||
        version->kind != Kind::number || version->text != std::to_string(kVersion)) {
      return note("replay/version", version ? version->place : document.place,
                  fmt::format("this is not a program of version {}", kVersion));
    }
    replay_.requirement = text_of(document, "requirement");
    read_queue(document);
    read_commands(document);
  }

  template <class Struct>
  void read_members(const JsonValue& from, std::span<const NumberMember<Struct>> members,
                    Struct& to) {
    for (const auto& member : members) {
      const JsonValue* found = member_of(from, member.name);
      if (!found) continue;
      int value = 0;
      const char* const end = found->text.data() + found->text.size();
      const auto read = std::from_chars(found->text.data(), end, value);
      const bool whole = found->kind == Kind::number && read.ec == std::errc{} && read.ptr == end;
      if (whole && value >= member.least && value <= member.most) {
        to.*member.field = value;
      } else {
        wrong(*found, fmt::format("`{}` must be a whole number from {} to {}", member.name,
                                  member.least, member.most));
      }
    }
  }

  void read_queue(const JsonValue& document) {
    const JsonValue* queue = member_of(document, "queue");
    if (!queue || queue->kind != Kind::object) {
      return wrong(queue ? *queue : document, "there is no object `queue`");
    }
    const JsonValue* fifo = member_of(*queue, "fifo");
    replay_.program.fifo = fifo && fifo->kind == Kind::boolean && fifo->text == "true";
    read_members(*queue, plan_members(), replay_.program.plan);
  }

  void read_commands(const JsonValue& document) {
    constexpr std::size_t kMostCommands = 1000;
    const JsonValue* commands = member_of(document, "commands");
    if (!commands || commands->kind != Kind::array || commands->items.size() > kMostCommands) {
      return wrong(commands ? *commands : document,
                   fmt::format("`commands` must be an array of at most {}", kMostCommands));
    }
    for (const JsonValue& from : commands->items) read_command(from);
  }

  void read_command(const JsonValue& from) {
    const auto names = command_names();
    const auto kind = std::find(names.begin(), names.end(), text_of(from, "do"));
    if (kind == names.end()) {
      const JsonValue* what = member_of(from, "do");
      return wrong(what ? *what : from,
                   fmt::format("a command must `do` one of {}", fmt::join(names, ", ")));
    }
    Command& command = replay_.program.commands.emplace_back();
    command.kind = static_cast<Command::Kind>(kind - names.begin());
    read_members(from, command_members(), command);
  }

  static std::string text_of(const JsonValue& from, const char* name) {
    const JsonValue* found = member_of(from, name);
    return found && found->kind == Kind::string ? found->text : "";
  }

  policy::Source source_;
  Replay replay_;
  policy::Diagnostics problems_;
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
