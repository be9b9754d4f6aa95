#include "properties/explore/shrink.h"

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

/// One command removed, and the time that it carried given to the next one: otherwise commands
/// that do nothing survive for the seconds they take.
void add_removed_but_time_kept(const Program& program, Programs& to) {
  for (std::size_t i = 0; i + 1 < program.commands.size(); ++i) {
    const Command& command = program.commands[i];
    const int carried = command.think_ms + 1000 * command.wait_s;
    if (carried == 0) continue;
    Program shorter = program;
    shorter.commands[i + 1].think_ms += carried;
    shorter.commands.erase(shorter.commands.begin() + static_cast<std::ptrdiff_t>(i));
    to.push_back(std::move(shorter));
  }
}

void add_simpler_queue(const Program& program, Programs& to) {
  if (program.delay_s > 0) to.push_back(program), to.back().delay_s = 0;
}

/// Puts a copy with that field changed, unless it has the value already.
void add_with(const Program& program, std::size_t index, int Command::*field, int value,
              Programs& to) {
  if (program.commands[index].*field == value) return;
  to.push_back(program);
  to.back().commands[index].*field = value;
}

void add_simpler_command(const Program& program, std::size_t i, Programs& to) {
  const Command& command = program.commands[i];
  add_with(program, i, &Command::think_ms, 0, to);
  if (command.think_ms > 1) add_with(program, i, &Command::think_ms, command.think_ms / 2, to);
  if (command.think_ms > 1000 && command.think_ms % 1000 != 0) {
    add_with(program, i, &Command::think_ms, command.think_ms / 1000 * 1000, to);
  }
  if (command.wait_s > 0) add_with(program, i, &Command::wait_s, 0, to);
  if (command.group > 1) add_with(program, i, &Command::group, 1, to);
  if (command.key > 1) add_with(program, i, &Command::key, 1, to);
  if (command.key > 0) add_with(program, i, &Command::key, 0, to);
  if (command.receipt > 1) add_with(program, i, &Command::receipt, 1, to);
  add_with(program, i, &Command::delay_s, Command::kQueueDefault, to);
  if (command.kind == Kind::receive) {
    add_with(program, i, &Command::visibility_timeout_s, Command::kQueueDefault, to);
    if (command.max_messages > 1) add_with(program, i, &Command::max_messages, 1, to);
  } else if (command.visibility_timeout_s > 0) {
    add_with(program, i, &Command::visibility_timeout_s, 0, to);
  }
}

}  // namespace

std::vector<Program> simpler_programs(const Program& program) {
  Programs simpler;
  add_removed_chunks(program, simpler);
  add_removed_but_time_kept(program, simpler);
  add_simpler_queue(program, simpler);
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
