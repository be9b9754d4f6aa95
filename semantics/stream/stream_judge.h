// Judges a history while it happens, in memory that is bounded by what is outstanding.
//
// Two steps. Every call is held against a few numbers a message (about a hundred nanoseconds); what
// these numbers cannot excuse is *suspected*. A suspicion is no verdict: the calls of the suspected
// message, and of those of its FIFO group before it, are fetched again, and the judge of whole
// histories (judge/) decides on that slice. So the stream judge violates nothing that the other
// one would not, explains as it does, and must only take care to suspect enough.
//
// It judges the promises of streamed_promises(): those about one message, one group, or a single
// call; what a receive should have found, too, because it is known of each message when it can be
// received (missing.cpp). Counters of a queue and the tasks that move dead letters need the whole
// history. How often a promise was put to the test is counted in passing (tests.cpp).
#pragma once

#include <memory>

#include "semantics/judge/judge.h"
#include "semantics/stream/call.h"

namespace sqsproof::semantics::stream {

struct Options {
  Tolerance tolerance{};
  Freedoms granted{};
  Recorded recorded{};  ///< of whose calls the stream is sure to hold all
  bool virtual_time = false;
  /// How long deleted messages are remembered. What comes back later counts as never sent. The
  /// deduplication window has to fit (SQS/using-messagededuplicationid-property: 5 minutes).
  Duration_us remember_us = seconds(310);
  std::size_t findings_limit = 100;  ///< that are kept with their slices; the others are counted
};

/// Promises that a stream is held against (streamed.h), in the order of all_promises().
[[nodiscard]] std::span<const Promise* const> streamed_promises();
/// The others: `judge` without --stream judges these.
[[nodiscard]] std::span<const Promise* const> unstreamed_promises();

/// Of a promise of which a stream does not notice all that breaks it.
[[nodiscard]] bool is_judged_in_part(const Promise& promise);

/// What a stream says of one promise; its violations are among those that were found.
struct JudgedInStream {
  const Promise* promise = nullptr;
  Judgement judgement;  ///< `instances`: tests that were seen in passing, at least so many
};

struct Found {
  const Promise* promise = nullptr;
  Violation violation;
  /// All calls about its messages. The first one may be no call but the beginning of the stream, so
  /// that times count from there: is_beginning().
  History slice;
  /// Ids of those that matter (judge/slice.h); of the first violation of a promise, once the stream
  /// is over.
  std::vector<std::size_t> calls{};
};

[[nodiscard]] bool is_beginning(const Operation& operation);

struct Totals {
  std::size_t calls = 0, messages_sent = 0, deliveries = 0, redeliveries = 0, duplicates = 0;
  std::size_t suspicions = 0, violations = 0;
  std::size_t unknown_receipts = 0;  ///< that were used: foreign, or of messages long forgotten
  std::size_t in_doubt = 0;     ///< violations if a queue has the usual settings, which nobody told
  std::size_t outstanding = 0;  ///< messages that are remembered now
  std::size_t most_outstanding = 0;  ///< ... at most at any time
};

class StreamJudge {
 public:
  /// `recall` outlives the judge.
  StreamJudge(Options options, Recall& recall);
  ~StreamJudge();

  /// The number of a queue; `settings` are those before the stream, nullptr when not known.
  /// `assumed`: nobody told them; what is found in such a queue is in doubt.
  std::uint32_t queue(const std::string& url, const QueueSettings* settings = nullptr,
                      bool assumed = false);
  /// From now on the recorder is sure of less than it was.
  void narrow(const Recorded& recorded);
  [[nodiscard]] const Recorded& recorded() const;
  /// The settings of a queue as far as they are known by now.
  [[nodiscard]] const QueueSettings& settings_of(std::uint32_t queue) const;

  /// The first call began at this instant, from which explanations count.
  void begin(Instant_us instant);
  /// A call that will be taken soon: what it names is fetched meanwhile. May be left out.
  void expect(const Seen& seen) const;
  /// A call and what came of it. Of two calls, one of which ended before the other began, the
  /// earlier one comes first.
  void take(const Seen& seen);
  /// Every call that began before this instant has been taken.
  void watermark(Instant_us instant);
  /// From this instant on the queues are polled until they stay empty; every delay and visibility
  /// timeout has ended before it.
  void drain(Instant_us from);
  /// The stream is over: what was found is put in the order of all_promises().
  void finish();

  [[nodiscard]] const std::vector<Found>& found() const;
  /// Once the stream is over: of each of streamed_promises().
  [[nodiscard]] std::vector<JudgedInStream> promises() const;
  [[nodiscard]] const Totals& totals() const;
  /// Empty, or why the verdict cannot be better than unknown.
  [[nodiscard]] const std::string& undecided() const;

  class Core;  ///< internal

 private:
  std::unique_ptr<Core> core_;
};

}  // namespace sqsproof::semantics::stream
