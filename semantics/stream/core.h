// The inside of the stream judge: one table of messages, one function a kind of call, and a list of
// suspicions that wait until all that may excuse them has been seen. Internal to stream/.
#pragma once

#include "semantics/stream/fingerprint.h"
#include "semantics/stream/stream_judge.h"
#include "semantics/stream/suspects.h"
#include "semantics/stream/tombstones.h"

namespace sqsproof::semantics::stream {

class Slice;

class StreamJudge::Core {
 public:
  Core(Options given, Recall& recall) : options(std::move(given)), recall_(recall) {}

  std::uint32_t queue(const std::string& url, const QueueSettings* settings);
  void look_ahead(const Seen& seen) const;
  void take(const Seen& seen);
  void watermark(Instant_us instant);
  void finish();
  [[nodiscard]] std::vector<JudgedInStream> promises() const;

  Options options;
  std::deque<Queue> queues;
  std::vector<Found> findings;
  Totals totals;
  std::string gave_up;
  std::optional<Instant_us> began, drained_from;

 private:
  // messages (messages.cpp)
  // What is found may have been a tombstone: references to messages do not outlive a search.
  std::pair<Index, bool> find_or_add(Fingerprint id, std::uint32_t queue);
  /// By one of the names below.
  template <auto kAmongTombstones>
  [[nodiscard]] Index find_named(const Table<Index>& index, Fingerprint name);
  [[nodiscard]] Index find_message(Fingerprint id);
  [[nodiscard]] Index find_receipt(Fingerprint receipt);
  /// Who has it already, or kNobody: then it is that message's from now on.
  [[nodiscard]] Index claim_receipt(Fingerprint receipt, Index index);
  [[nodiscard]] Index find_window(Fingerprint window);
  [[nodiscard]] Index find_number(Fingerprint number);
  void fetch_message(const Item& item) const;
  Index find_slot();
  Index add_message(Fingerprint id, std::uint32_t queue);
  void keep(Message& message, const Place& place);
  void join_group(Index index, Fingerprint group);
  void stand_in_group(Index index);
  void leave_group(Index index);
  void settle_in(Index index, std::uint32_t queue);
  void unlink_from_queue(Index index);
  /// It may have left at `at.from`; `definite`: it has left by `at.to`, unless it stayed.
  void let_go(Index index, const Interval& at, bool definite, bool may_have_stayed = false);
  [[nodiscard]] bool may_be_letter(const Message& message, Instant_us by) const;
  // ... and how they are forgotten (forgetting.cpp)
  Index raise(Tombstones::Number number);
  void take_out(Index index);
  void leave_members(Index group);
  void forget(Index index);
  void bury_departed(Instant_us now);
  void forget_old(Instant_us now);
  void forget_expired(Queue& queue, Instant_us now);
  void take_call(const Seen& seen);
  // calls (sends.cpp, receives.cpp, empty_receives.cpp, uses.cpp, queue_calls.cpp)
  void take_send(const Seen& seen);
  void take_sent(const Seen& seen, const Item& item);
  void wait_for_sent(const Seen& seen, const Item& item, Index index);
  void note_duplicate(const Seen& seen, const Item& item, Index index);
  void open_window(const Seen& seen, const Item& item, Index index);
  void compare_numbers(const Seen& seen, const Item& item, Index index);
  void note_number(const Seen& seen, const Item& item, Index index);
  static void compare_lost(Queue& queue, const Item& item);
  void lose_send(const Seen& seen, const Item& item);
  void refuse_send(const Seen& seen, const Item& item);
  /// One call is wrong, or may be, whatever came before it.
  void suspect_call(const Seen& seen);
  void take_receive(const Seen& seen);
  void take_delivery(const Seen& seen, const Item& item, bool repeats);
  void take_unanswered(const Seen& seen, Queue& queue);
  void take_empty(const Seen& seen, Queue& queue);
  void show_in_group(const Seen& seen, const Item& item, Index index);
  void note_delivery(const Seen& seen, const Item& item, Index index, bool repeats);
  bool move(Index index, const Seen& seen, const Item& item);
  [[nodiscard]] bool is_strange(const Message& message, const Seen& seen, const Item& item) const;
  [[nodiscard]] bool is_different(const Message& message, const Item& item) const;
  void look_at_wait(const Seen& seen);
  void hide(Message& message, const Seen& seen, const Item& item, bool repeats);
  void look_before(Index index, const Seen& seen);
  void wait_for_hidden(const Seen& seen, Index index, bool overlaps);
  void take_uses(const Seen& seen);
  void take_use(const Seen& seen, const Item& item);
  void take_delete(const Seen& seen, const Item& item, Index index, bool late);
  void take_change(const Seen& seen, const Item& item, Index index, bool late);
  void note_unknown_receipt(const Seen& seen, const Item& item);
  void check_receipt_known(const Seen& seen, const Item& item);
  [[nodiscard]] bool is_of_other_queue(const Message& message, const Seen& seen) const;
  void note_foreign(const Seen& seen, const Item& item);
  void settle_foreign(Instant_us until);
  // what clock the times of messages are by (times.cpp)
  void note_times(const Seen& seen, const Item& item, Index index);
  void note_time(std::int64_t time_ms, const Interval& event, const Seen& seen, Index index);
  void suspect_times(const Seen& seen, Index index);
  void settle_times(Instant_us until);
  [[nodiscard]] bool is_doubtful(const SuspectedTimes& suspected) const;
  void forget_times();
  void refresh(Witness& witness);
  void refresh_times() {
    refresh(least_ahead_);
    refresh(most_ahead_);
  }
  void take_rare(const Seen& seen);
  void keep_rare(Queue& queue, const Place& place);
  void take_settings(Queue& queue, const Operation& operation);
  void note_changes(Queue& queue, const Operation& operation, const Seen& seen);
  void take_purge(Queue& queue, const Seen& seen);
  void test_purge(Queue& queue, const Seen& seen);
  void note_settings(Queue& queue);
  [[nodiscard]] std::uint32_t queue_of(const Seen& seen);
  void delete_queue(Queue& queue, const Seen& seen);
  bool create_anew(const Operation& operation, const Seen& seen);
  void link_dead_letters(Queue& queue);
  /// nullptr when there is none, or it is not in the stream.
  [[nodiscard]] const Queue* dead_letter_queue_of(const Queue& queue) const;
  void take_moves(const Operation& operation, const Place& place);
  // what does not come (missing.cpp)
  [[nodiscard]] bool sees_missing(const Queue& queue) const;
  [[nodiscard]] bool is_current(const Waiting::Entry& entry) const;
  void wait_for(Index index, Instant_us from);
  void look_for_missed(const Seen& seen);
  void look_into(Queue& queue);
  void miss(Index index, const Seen& seen);
  void die(Index index, const Seen& seen);
  void suspect_missing(Index index, const Seen& seen, bool missed);
  void follow_delay(Queue& queue, const Seen& seen);
  void add_fellows(std::vector<Index>& component) const;
  void look_at_delay(const Seen& seen, Index index);
  [[nodiscard]] Settled settle(Suspicion& suspicion, Instant_us& known_until);
  // what puts promises to the test (tests.cpp, tests_of_messages.cpp)
  static void count(Queue& queue, Streamed streamed, std::size_t tests = 1) {
    queue.tests.counts[static_cast<std::size_t>(streamed)] += tests;
  }
  void test_send(const Seen& seen, const Item& item);
  void test_sent(const Seen& seen, const Item& item, const Message& message);
  void test_numbers(const Seen& seen, const Item& item, Group& group);
  void test_keys(const Seen& seen, const Item& item, const Message* before);
  void test_batch(const Seen& seen);
  void test_batch_order(const Seen& seen);
  void test_purged_key(const Seen& seen, const Message& before);
  static void test_comes_back(Queue& queue, const Item& item, const Message& message);
  void test_first_letter(const Seen& seen, const Item& item, const Message& message);
  void test_wait(const Seen& seen, const Item& item, Message& message);
  void test_poll(const Seen& seen, Message& message);
  void test_polled(Message& message, Instant_us used);
  [[nodiscard]] Streamed test_of_wait(const Seen& seen, const Message& message) const;
  [[nodiscard]] static Streamed test_of_count(const Queue& queue, const Message& message);
  [[nodiscard]] Streamed test_of_hiding(const Message& message) const;
  [[nodiscard]] Streamed test_of_send(const Seen& seen, const Message& message) const;
  [[nodiscard]] Streamed test_of_group(const Seen& seen, const Message& message) const;
  void test_letter(const Seen& seen, const Item& item, const Message& message);
  void test_duplicate(const Seen& seen, const Item& item, Message& message);
  void test_receive(const Seen& seen, bool repeats);
  void test_delivery(const Seen& seen, const Item& item, Message& message, bool repeats);
  void test_first_delivery(Queue& queue, const Item& item, const Message& message);
  void test_redelivery(const Seen& seen, const Message& message, bool repeats);
  void test_use(const Seen& seen, const Item& item, const Message& message, bool late);
  void test_change(const Seen& seen, const Item& item, const Message& message);
  void test_hidden(const Message& message, Instant_us until);
  void test_expired(const Message& message);
  void test_rest();
  [[nodiscard]] std::array<std::size_t, kStreamed> tests_of(const Queue& queue) const;
  // suspicions (suspicion.cpp)
  /// `others` are the messages that it is at odds with.
  void suspect(Index index, Instant_us due, std::span<const Index> others = {});
  void suspect(Index index, Instant_us due, Index other) { suspect(index, due, {&other, 1}); }
  void settle_suspicions(Instant_us until);
  void add_twin(std::vector<Index>& component);
  void look_for_lost();
  [[nodiscard]] bool look_at_lost(Index index);
  /// It was sent, and not received.
  [[nodiscard]] static bool is_unseen(const Message& message) {
    return message.sent && message.deliveries == 0 && message.gone_by == kNever_us;
  }
  void look_for_unseen();
  void note_unseen(Index index);
  void note_recording();
  void look_for_calls();
  [[nodiscard]] std::vector<Index> with_those_before(Index index) const;
  void add_same_bodies(std::vector<Index>& component);
  void settle_calls(Instant_us until);
  /// What it shows is told apart from the like by `subject`. False, and nothing is noted, when
  /// there is something to find but some of the calls returned only after `known_until`, which is
  /// then their end: one that is still under way may explain it.
  [[nodiscard]] Settled judge_slice(Slice slice, Fingerprint subject,
                                    std::span<const Promise* const> promises,
                                    Instant_us& known_until);
  [[nodiscard]] bool judge(Slice slice, Fingerprint subject,
                           std::span<const Promise* const> promises, Instant_us& known_until);
  void wait_again(const Suspicion& suspicion);
  void note(Fingerprint subject, const Promise& promise, const Violation& violation,
            const History& history, const std::string& guessed);
  void note_open(const Promise& promise, const std::string& why);
  friend class stream::Slice;

  Recall& recall_;
  Table<std::uint32_t> queue_numbers_;
  std::vector<Message> messages_;
  std::vector<Index> unused_;
  std::vector<Group> groups_;
  std::vector<Index> unused_groups_;
  Table<Index> message_index_, receipt_index_, window_index_, group_index_, number_index_;
  Tombstones tombstones_;
  struct Departed {
    Instant_us forget_at;
    Index message;
    std::uint32_t generation;
  };
  std::deque<Departed> departed_;  ///< that are no tombstones yet
  struct AttemptEnd {
    Instant_us at;
    Fingerprint key;
  };
  Table<Instant_us> attempts_;
  Table<Instant_us> unknown_receipts_;  ///< that were used, and by when first
  std::deque<AttemptEnd> attempt_ends_;
  std::vector<Suspicion> suspicions_;
  std::vector<SuspectedCall> suspected_calls_;  ///< that wait to be judged
  std::vector<ForeignUse> foreign_uses_;        ///< that were accepted
  bool forgot_receipts_ = false;                ///< somebody may still use
  bool shared_receipts_ = false;                ///< two messages had one
  std::array<LastPurge, 4> last_purges_{};
  std::size_t purges_ = 0;
  bool moves_seen_ = false;  ///< of dead letters, by tasks
  Witness least_ahead_{-kNever_us}, most_ahead_{kNever_us};
  std::vector<SuspectedTimes> suspected_times_;
  std::size_t times_judged_ = 0;
  struct Verdict {
    std::size_t violations = 0;
    std::string why;  ///< it is open; the first reason
  };
  std::array<Verdict, kStreamed> verdicts_;
  std::string unseen_why_;  ///< a message was never received, unless the stream is drained
  std::size_t scans_ = 0, lost_judged_ = 0, unseen_judged_ = 0;
  Table<char> reported_;
  std::uint64_t answers_ = 0;
  Instant_us now_ = -kNever_us, swept_ = -kNever_us;
};

}  // namespace sqsproof::semantics::stream
