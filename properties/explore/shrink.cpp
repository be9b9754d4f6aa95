#include "properties/explore/shrink.h"

#include <algorithm>

#include "properties/explore/members.h"

namespace sqsproof::properties {
namespace {

using Kind = Command::Kind;
using Programs = std::vector<Program>;

Program without(const Program& program, std::size_t begin, std::size_t size) {
  Program shorter = program;
  const auto first = shorter.commands.begin() + static_cast<std::ptrdiff_t>(begin);
  shorter.commands.erase(first, first + static_cast<std::ptrdiff_t>(size));
  return shorter;
}

/// Removed chunks: halves, quarters, down to single commands.
void add_removed_chunks(const Program& program, Programs& to) {
  const std::size_t count = program.commands.size();
  for (std::size_t size = count; size > 0; size /= 2) {
    for (std::size_t begin = 0; begin + size <= count; begin += size) {
      to.push_back(without(program, begin, size));
    }
  }
}

/// One command removed, and the time that it carried given to the next one of the same client:
/// otherwise commands that do nothing survive for the seconds they take.
void add_removed_but_time_kept(const Program& program, Programs& to) {
  for (std::size_t i = 0; i + 1 < program.commands.size(); ++i) {
    const Command& command = program.commands[i];
    const int carried = command.think_ms + 1000 * command.wait_s;
    if (carried <= 0) continue;
    Program shorter = program;
    const auto next = std::find_if(
        shorter.commands.begin() + static_cast<std::ptrdiff_t>(i) + 1, shorter.commands.end(),
        [&](const Command& later) { return later.client == command.client; });
    if (next == shorter.commands.end()) continue;  // it keeps nobody waiting
    next->think_ms += carried;
    shorter.commands.erase(shorter.commands.begin() + static_cast<std::ptrdiff_t>(i));
    to.push_back(std::move(shorter));
  }
}

/// Puts a copy with that field changed, unless it has the value already.
void add_with(const Program& program, std::size_t index, int Command::*field, int value,
              Programs& to) {
  if (program.commands[index].*field == value) return;
  to.push_back(program);
  to.back().commands[index].*field = value;
}

void add_simpler_plan(const Program& program, Programs& to) {
  for (const auto& member : plan_members()) {
    const int usual = QueuePlan{}.*member.field;
    if (program.plan.*member.field == usual) continue;
    to.push_back(program);
    to.back().plan.*member.field = usual;
  }
  if (program.plan.max_receive_count > 1) {
    to.push_back(program);
    to.back().plan.max_receive_count = 1;
  }
}

/// All commands by one client, one after the other; then one client less.
void add_fewer_clients(const Program& program, Programs& to) {
  const int clients = client_count(program);
  for (int most = 0; most + 1 < clients; ++most) {
    to.push_back(program);
    for (Command& command : to.back().commands) {
      command.client = std::min(command.client, most);
      if (most == 0) command.latency_ms = 0;
    }
  }
}

void add_smaller_times(const Program& program, std::size_t i, Programs& to) {
  const int think_ms = program.commands[i].think_ms;
  if (think_ms > 1) add_with(program, i, &Command::think_ms, think_ms / 2, to);
  if (think_ms > 1000) add_with(program, i, &Command::think_ms, think_ms / 1000 * 1000, to);
}

void add_single_call(const Program& program, std::size_t i, Programs& to) {
  const Command& command = program.commands[i];
  const bool batch = command.kind == Kind::send_batch || command.kind == Kind::remove_batch ||
                     command.kind == Kind::change_batch;
  if (!batch) return;
  to.push_back(program);
  // The kind before that of a batch is that of the single call.
  to.back().commands[i].kind = static_cast<Kind>(static_cast<int>(command.kind) - 1);
  if (command.entries > 2) add_with(program, i, &Command::entries, 2, to);
}

void add_simpler_command(const Program& program, std::size_t i, Programs& to) {
  const Command& command = program.commands[i];
  add_single_call(program, i, to);
  add_smaller_times(program, i, to);
  for (const auto& member : command_members()) {
    const int usual = member.field == &Command::max_messages ? 1 : Command{}.*member.field;
    const bool matters = member.field != &Command::value && member.field != &Command::setting &&
                         member.field != &Command::client && member.field != &Command::queue;
    if (matters) add_with(program, i, member.field, usual, to);
  }
  if (command.kind != Kind::receive && command.visibility_timeout_s > 0) {
    add_with(program, i, &Command::visibility_timeout_s, 0, to);
  }
  if (command.key > 1) add_with(program, i, &Command::key, 1, to);
}

}  // namespace

std::vector<Program> simpler_programs(const Program& program) {
  Programs simpler;
  add_removed_chunks(program, simpler);
  add_removed_but_time_kept(program, simpler);
  add_fewer_clients(program, simpler);
  add_simpler_plan(program, simpler);
  for (std::size_t i = 0; i < program.commands.size(); ++i) {
    add_simpler_command(program, i, simpler);
  }
  return simpler;
}

Shrunk shrink(Program program, const std::function<bool(const Program&)>& still_fails,
              const std::function<bool()>& may_go_on) {
  Shrunk result{std::move(program), 0};
  for (bool simpler = true; simpler;) {
    simpler = false;
    for (Program& candidate : simpler_programs(result.program)) {
      if (!may_go_on()) return result;
      ++result.runs;
      if (!still_fails(candidate)) continue;
      result.program = std::move(candidate);
      simpler = true;
      break;
    }
  }
  return result;
}

}  // namespace sqsproof::properties
