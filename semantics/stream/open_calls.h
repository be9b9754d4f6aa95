// Calls of a stream that have begun and not returned. Internal to the reader of streams.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "semantics/stream/state.h"

namespace sqsproof::semantics::stream {

constexpr std::uint32_t kNoQueue = static_cast<std::uint32_t>(-1);

/// What a stream needs to know of an operation of the trace.
struct CallKind {
  std::string_view name;
  Kind kind = Kind::other;
  bool batch = false;
  bool ignored = false;        ///< says nothing about single messages: passed over
  bool without_queue = false;  ///< names none, or names it otherwise
  /// No promise about it is judged.
  [[nodiscard]] constexpr bool unjudged() const { return ignored || without_queue; }
};
/// By its short name; nullopt of one that is not in the format.
[[nodiscard]] std::optional<CallKind> kind_of(std::string_view operation);

struct OpenCall {
  std::uint64_t id = 0;
  bool open = false;
  CallKind kind;
  Place place;
  Seen seen;
  std::vector<Item> items;
  std::vector<Fingerprint> names;  ///< of the entries of a batch
  std::string line;                ///< its first record, where lines are kept
};

class OpenCalls {
 public:
  OpenCall& add(std::uint64_t id);
  OpenCall* find(std::uint64_t id);
  void close(OpenCall& call);
  /// The one that was added first; nullptr when all have returned.
  OpenCall* oldest();
  void each(auto visit) {
    while (OpenCall* call = oldest()) visit(*call);
  }

 private:
  std::deque<OpenCall> slots_;
  std::vector<std::size_t> unused_;
  std::deque<std::pair<std::size_t, std::uint64_t>> order_;  ///< slot and id
  Table<std::size_t> index_;
};

}  // namespace sqsproof::semantics::stream
