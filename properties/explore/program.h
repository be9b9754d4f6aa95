// A program: what clients do to the queues of a test, as a value that can be printed, saved, shrunk
// and run again. Programs are total: a command names earlier answers by position ("the newest
// receipt"), and one that names nothing does nothing, so any part of a program is a program.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/support/diagnostic.h"
#include "semantics/time.h"

namespace sqsproof::properties {

/// The queues a program may use. The second and third exist when the program has a use for them.
enum class Role { main, dead_letter, other };

/// The settings of the main queue. The other two have its kind, visibility timeout and retention;
/// the third one may share its dead-letter queue.
struct QueuePlan {
  int visibility_timeout_s = 30;
  int delay_s = 0;
  int retention_s = 345'600;  ///< the default of SQSAPI/CreateQueue: 4 days
  int wait_s = 0;
  int max_receive_count = 0;            ///< 0: no dead-letter queue
  int shares_dead_letters = 0;          ///< 1: the third queue has the same one
  int content_based_deduplication = 0;  ///< 0 or 1, FIFO
  int deduplicates_per_group = 0;       ///< 0 or 1, FIFO
  friend bool operator==(const QueuePlan&, const QueuePlan&) = default;
};

/// Attributes that a program may change while it runs.
enum class Setting { visibility_timeout, delay, retention, wait_time, max_receive_count };

struct Command {
  enum class Kind {
    send,
    send_batch,
    receive,
    remove,
    remove_batch,
    change,
    change_batch,
    purge,
    set,         ///< SetQueueAttributes
    count,       ///< GetQueueAttributes: the counters
    start_move,  ///< StartMessageMoveTask from the dead-letter queue
    cancel_move,
    pass  ///< nothing; time goes by
  };
  static constexpr int kQueueDefault = -1;

  Kind kind = Kind::send;
  int client = 0;
  int think_ms = 0;    ///< time that passes before the call
  int latency_ms = 0;  ///< on the way there, and as much on the way back; of several clients
  int queue = 0;       ///< a Role
  // send
  int group = 1;      ///< FIFO
  int key = 0;        ///< FIFO: number of a deduplication id; 0 is an id of its own
  int odd_group = 0;  ///< 1: no group id on FIFO, one on standard
  int delay_s = kQueueDefault;
  int body = 0;        ///< 0: a text of its own; else one of the odd texts of bodies.h
  int attributes = 0;  ///< how many message attributes, up to one of each type
  int invalid = 0;     ///< 1: a character that SQS refuses; in a batch, in the second entry
  // batches
  int entries = 2;
  // receive
  int max_messages = 10;
  int wait_s = 0;   ///< or kQueueDefault
  int attempt = 0;  ///< FIFO: number of a receive request attempt id; 0 is none
  // receive and change
  int visibility_timeout_s = kQueueDefault;
  // remove and change; a batch takes as many receipts as it has entries, from this one on back
  int receipt = 1;  ///< 1 is the receipt of that queue that was received last
  int foreign = 0;  ///< 1: a receipt of the main queue, whichever queue is named
  // set
  int setting = 0;  ///< a Setting
  int value = 0;
  // start_move
  int rate = 0;      ///< messages a second; 0: as fast as the endpoint likes
  int to_other = 0;  ///< 1: to the third queue, else back to where messages came from
  friend bool operator==(const Command&, const Command&) = default;
};

struct Program {
  bool fifo = false;
  QueuePlan plan;
  std::vector<Command> commands;
  friend bool operator==(const Program&, const Program&) = default;
};

[[nodiscard]] int client_count(const Program& program);
/// Whether the program has a use for the queue.
[[nodiscard]] bool uses(const Program& program, Role role);

/// One line for the queues and one a command, for people.
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
