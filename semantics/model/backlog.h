// The messages of one queue and what time does to them; with the memory of a FIFO queue, all that a
// purge throws away.
//
// Time's events (delays and visibility timeouts end, messages expire) are paid for once each, at
// the first call after them; beside that, every operation costs at most the logarithm of the
// backlog. A backlog that was thrown away is freed piece by piece (`shed`).
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <vector>

#include "semantics/model/counts.h"
#include "semantics/model/deduplication.h"
#include "semantics/model/fair_line.h"
#include "semantics/model/flaw.h"
#include "semantics/model/flaw_memory.h"
#include "semantics/model/groups.h"
#include "semantics/model/store.h"
#include "semantics/model/weakness.h"

namespace sqsproof::semantics {

/// The attributes of a queue that time goes by.
struct Terms {
  bool fifo = false;
  Duration_us delay = 0;  ///< of FIFO queues: also of messages that are delayed already
  Duration_us retention = 0;
  Flaw flaw = Flaw::none;
  Weaknesses weak{};
};

class Backlog {
 public:
  Backlog(Terms terms, MessageNumber first);

  void set_terms(Terms terms);
  /// What time alone does up to `now`: delays and visibility timeouts end, messages expire.
  /// `came_back` hears of each message whose visibility timeout ended, and may take it out.
  void advance(Instant_us now, const std::function<void(Message&)>& came_back = {});
  /// The next instant at which a message may become available so; INT64_MAX when there is none.
  /// It can lie behind the last `advance`, and so be over.
  [[nodiscard]] Instant_us next_event();

  /// Numbers the message and takes it in. Delayed until `due` if that is later than `now`; of a
  /// FIFO queue, as the terms say.
  Message& add(Content content, Instant_us now, Instant_us due, Instant_us kept_from);
  /// The same for one that comes from another queue: visible at once.
  Message& add_visible(Content content, Instant_us now, Instant_us kept_from);
  /// Takes it out.
  Content extract(Message& message);
  void erase(Message& message);

  /// Up to `most` messages in the order in which they are to be handed out. `divert` may take a
  /// message out of the queue instead and says whether it did.
  [[nodiscard]] std::vector<Message*> take(std::size_t most, Instant_us now,
                                           const std::function<bool(Message&)>& divert);
  /// Hides messages that were taken until `now + visibility`, and puts their groups back.
  void lease(const std::vector<Message*>& messages, Duration_us visibility, Instant_us now);
  /// The message that `take` would give first; nullptr when none is available.
  [[nodiscard]] Message* first_available(Instant_us now) {
    return terms_.fifo ? groups_.front() : line_.front(now);
  }
  /// Hides a visible message of a standard queue without a receive.
  void hide(Message& message, Instant_us deadline);
  /// The message whose visibility timeout ends next, if no delay ends before; or nullptr.
  [[nodiscard]] Message* next_back() const;
  /// Hides a message for longer or less long than before; visible at once if that is over.
  void change_deadline(Message& message, Instant_us deadline, Instant_us now);

  [[nodiscard]] Message* find(Slot slot, MessageNumber number) const {
    return store_.find(slot, number);
  }
  [[nodiscard]] MessageNumber next_number() const { return next_number_; }
  [[nodiscard]] Counts counts() const;
  /// Frees up to `most` pieces; false when nothing was left. For a backlog nobody will ask again.
  bool shed(std::size_t most);
  void carry(Archive& archive);  ///< snapshot/backlog.cpp; read into an empty one

  // For flaws only; backlog_flaws.cpp.
  void set_flaw(Flaw flaw);
  /// The message that is here for the longest time; nullptr when there is none.
  [[nodiscard]] Message* oldest() const;
  [[nodiscard]] Message* oldest_in_flight() const;
  [[nodiscard]] Message* newest_visible() const;
  [[nodiscard]] Message* find_by_number(MessageNumber number) const;
  /// Whether another group is in flight, and nothing of the next one was received yet.
  [[nodiscard]] bool begins_another_group();
  void open_group(Message& message) { groups_.open(*message.group); }
  void shut_group(Message& message) { groups_.shut(*message.group); }
  [[nodiscard]] bool holds_in_flight(const std::string& group) const {
    return groups_.hold_in_flight(group);
  }
  /// Takes out all messages but those in that state, and what a FIFO queue remembers.
  void erase_all_but(Message::State state);
  /// The new end of a timeout, or that of the last message whose timeout ends before the old one.
  [[nodiscard]] Instant_us behind_others(const Message& message, Instant_us deadline) const;
  /// Hides what is in flight for another time, from its receive on.
  void hide_anew(Duration_us visibility);
  /// Puts it in and hides it, as if it had been received.
  Message& add_hidden(Content content, Instant_us now, Duration_us visibility);

  Memory<AcceptedSend> accepted;
  Memory<ReceiveAttempt> attempts;
  FlawMemory flaw_memory;

 private:
  void index(const std::vector<Message*>& messages);
  Message& admit(Content content, Instant_us now, Instant_us kept_from);
  void set_timer(Message& message, Instant_us at);
  /// Takes it out of the counts of delayed ones and of those in flight, and stops its timer.
  void end_wait(Message& message);
  void stop_timer(Message& message);
  void end_timer(Message& message, const std::function<void(Message&)>& came_back);
  void note_changed(Message& message, Instant_us deadline, Instant_us now);
  void free_group(const Group& group);
  void delay_anew();
  [[nodiscard]] Instant_us first_delay_end();
  [[nodiscard]] Instant_us first_expiry() const;
  /// The message that expires next; nullptr when none does.
  [[nodiscard]] Message* next_to_expire() const;
  [[nodiscard]] Message* oldest_at_rest() const;
  void keep_longer(Duration_us longer);
  void keep_from(Message& message, Instant_us from);
  void make_visible(Message& message);
  void begin_lease(Message& message, Duration_us visibility, Instant_us now);
  [[nodiscard]] Message* first_delayed();
  [[nodiscard]] std::vector<Message*> take_standard(std::size_t most, Instant_us now,
                                                    const std::function<bool(Message&)>& divert);
  [[nodiscard]] std::vector<Message*> take_fifo(std::size_t most,
                                                const std::function<bool(Message&)>& divert);
  void take_run(Group& group, std::size_t most, const std::function<bool(Message&)>& divert,
                std::vector<Message*>& taken);

  Terms terms_;
  MessageNumber next_number_;
  std::size_t delayed_ = 0;
  std::size_t in_flight_ = 0;
  MessageStore store_;
  FairLine line_;               ///< of a standard queue
  Groups groups_;               ///< of a FIFO queue
  std::vector<Group*> served_;  ///< between `take` and `lease`
  Timers timers_;
  Timers by_age_;                                            ///< by `kept_from`
  std::deque<std::pair<Slot, MessageNumber>> delayed_line_;  ///< FIFO, in the order of arrival
};

}  // namespace sqsproof::semantics
