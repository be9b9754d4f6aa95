// A trace, record by record, for who writes while things happen: each record is one line that can
// be written at once, so that a recorder that is killed leaves a trace.
//
// The format is that of `to_json_lines` (history.h). A recorder learns about queues while it runs,
// and may find out that it does not see everything: both are records of their own.
#pragma once

#include <memory>
#include <string>

#include "semantics/history.h"

namespace sqsproof::semantics {

struct TraceNames;

/// Where a trace comes from, for who finds it later: written into its head as far as it is known.
/// Nothing is judged by it.
struct TraceOrigin {
  std::string tool{};     ///< name and version
  std::string seed{};     ///< of the programs that were run
  std::string profile{};  ///< `strict` or `aws`
  std::string wall0{};    ///< UTC of `ts` 0, as in RFC 3339; empty on a virtual clock
};
/// Of the clocks that count microseconds since the beginning of 1970.
inline constexpr const char* kWallOfUnixTime = "1970-01-01T00:00:00Z";

class TraceWriter {
 public:
  TraceWriter();
  ~TraceWriter();
  TraceWriter(const TraceWriter&) = delete;
  TraceWriter& operator=(const TraceWriter&) = delete;

  /// The first line, with the queues that are known already.
  [[nodiscard]] std::string head(const History& history, const TraceOrigin& origin = {});
  /// The settings that a queue had before the first call of the trace about it. `assumed`: nobody
  /// knows them; what follows from them cannot be judged.
  [[nodiscard]] std::string queue(const std::string& url, const QueueSettings& settings,
                                  bool assumed, Instant_us now);
  /// From here on it is not certain that everything is seen. `why` is for people.
  [[nodiscard]] std::string seen(const Recorded& recorded, const std::string& why, Instant_us now);
  /// The call of an operation. Empty for what a trace does without, and for what no trace can hold:
  /// text that is not UTF-8, numbers far beyond those of SQS, lines longer than a reader takes.
  [[nodiscard]] std::string invocation(const Operation& operation);
  /// How it ended, of one whose call was written. An answer that no trace can hold is unknown.
  [[nodiscard]] std::string outcome(const Operation& operation);
  [[nodiscard]] std::string drain(Instant_us from);

 private:
  std::unique_ptr<TraceNames> names_;
};

/// As in history.h, with a head that says where the history comes from.
[[nodiscard]] std::string to_json_lines(const History& history, const TraceOrigin& origin);

/// Whether a trace holds calls of that action: those that change messages or queues, or show them.
[[nodiscard]] bool is_kept(const Call& call);
/// Whether the seconds and numbers of a call are near those that SQS accepts: sums of times rely on
/// it.
[[nodiscard]] bool has_usual_numbers(const Call& call);
/// Longest line of a trace.
constexpr std::size_t kTraceLineLimit_bytes = 1 << 20;

}  // namespace sqsproof::semantics
