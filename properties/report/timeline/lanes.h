// What a picture of a history shows: the calls of each client, and what each message went through
// as far as it is known.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "semantics/history.h"
#include "semantics/judge/judge.h"

namespace sqsproof::properties::timeline {

struct Box {
  std::size_t operation = 0;  ///< id
  semantics::Instant_us from = 0, to = 0;
  std::string label;  ///< a few words, `Receive m1 m2`
  std::string text;   ///< the call and its answer
  bool premise = false;
  bool violation = false;
  bool unknown = false;  ///< no answer came
};

struct Span {
  enum class Kind { delayed, in_flight, gone };
  Kind kind;
  semantics::Instant_us from = 0, to = 0;
  bool certain = true;  ///< false: perhaps, because the instant lies somewhere in a call
  std::string_view cause = "gone";  ///< of what is gone: `purged`
};

struct Lane {
  std::string name;  ///< `c0`, `m2`
  std::vector<Box> boxes{};
  std::vector<Span> spans{};
  std::string label{};  ///< of a message: of its queue, where there are several
  /// Of a message that came from the queue of a lane above: the queue where it is now, the
  /// beginning of the call that showed it there, and how many lanes above it came from.
  std::string queue_name{};
  semantics::Instant_us seen = 0;
  std::size_t lanes_up = 1;
};

/// A call that changed the settings of a queue.
struct Change {
  semantics::Instant_us from = 0, to = 0;
  std::string text;  ///< `DelaySeconds=5`
};

struct Lanes {
  std::vector<Lane> clients;
  std::vector<Change> changes;
  std::vector<Lane> messages;
  semantics::Instant_us from = 0, to = 0;
};

/// The calls up to the violation, and the messages of those that it follows from. Of calls, those
/// with the ids in `calls` only, unless it is empty, and those in `also` with their messages.
[[nodiscard]] Lanes lanes_of(const semantics::History& history,
                             const semantics::Violation& violation,
                             const std::vector<std::size_t>& calls = {},
                             const std::vector<std::size_t>& also = {});

}  // namespace sqsproof::properties::timeline
