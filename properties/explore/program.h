// A program: what a client does to one queue, as a value that can be printed, saved, shrunk and run
// again. Programs are total: a command names earlier answers by position ("the newest receipt"),
// and one that names nothing does nothing, so any part of a program is a program.
#pragma once

#include <string>
#include <vector>

#include "policy/support/diagnostic.h"
#include "semantics/time.h"

namespace sqsproof::properties {

struct Command {
  enum class Kind { send, receive, remove, change };
  static constexpr int kQueueDefault = -1;
  Kind kind = Kind::send;
  int think_ms = 0;  ///< time that passes before the call
  // send
  int group = 1;                ///< FIFO
  int key = 0;                  ///< FIFO: number of a deduplication id; 0 is an id of its own
  int delay_s = kQueueDefault;  ///< standard
  // receive
  int max_messages = 10;
  int wait_s = 0;
  // receive and change
  int visibility_timeout_s = kQueueDefault;
  // remove and change
  int receipt = 1;  ///< 1 is the receipt that was received last
  friend bool operator==(const Command&, const Command&) = default;
};

struct Program {
  bool fifo = false;
  int visibility_timeout_s = 30;
  int delay_s = 0;
  std::vector<Command> commands;
  friend bool operator==(const Program&, const Program&) = default;
};

/// One line for the queue and one a command, for people.
[[nodiscard]] std::vector<std::string> describe(const Program& program);

/// A program with the requirement it is a counterexample of, as a JSON document.
struct Replay {
  std::string requirement;
  Program program;
};
[[nodiscard]] std::string to_json(const Replay& replay);
/// Refuses what it cannot read and what would run without end, with place and cure.
[[nodiscard]] policy::Result<Replay> read_replay(const policy::Source& source);

}  // namespace sqsproof::properties
