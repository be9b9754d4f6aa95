// The messages of one queue and what time does to them.
//
// Standard queues hand out in the order in which messages became available. FIFO queues hand out,
// per message group, the longest run of messages from its oldest one on that are all visible: an
// earlier message in flight blocks the later ones, a later one blocks nothing
// (recorded behaviour of the service; SQS/FIFO-queues-understanding-logic).
// Every operation costs at most the logarithm of the backlog.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <queue>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "semantics/model/attributes.h"
#include "semantics/model/flaw.h"
#include "semantics/model/message.h"

namespace sqsproof::semantics {

class Queue {
 public:
  Queue(QueueAttributes attributes, std::uint64_t number, Instant_us now, Flaw flaw);

  [[nodiscard]] const QueueAttributes& attributes() const { return attributes_; }
  [[nodiscard]] std::uint64_t number() const { return number_; }
  [[nodiscard]] Instant_us created() const { return created_; }
  [[nodiscard]] Instant_us modified() const { return modified_; }
  void set_attributes(QueueAttributes attributes, Instant_us now);

  struct Counts {
    std::size_t visible = 0;  ///< those that an earlier one of their group blocks too (recorded)
    std::size_t delayed = 0;
    std::size_t in_flight = 0;
  };
  [[nodiscard]] Counts counts() const;

  /// What time alone does up to `now`: delays and visibility timeouts end, messages expire.
  void advance(Instant_us now);
  /// The next such instant after `now`; INT64_MAX when there is none.
  [[nodiscard]] Instant_us next_event(Instant_us now);

  /// Numbers the message and takes it in, delayed until `due` if that is later than `now`.
  MessageNumber add(Message message, Instant_us now, Instant_us due);
  /// Up to `most` messages, each leased until `now + visibility`.
  [[nodiscard]] std::vector<const Message*> receive(std::size_t most, Duration_us visibility,
                                                    Instant_us now);
  [[nodiscard]] const Message* find(MessageNumber number) const;
  /// Whether a message of that number was ever taken in.
  [[nodiscard]] bool was_sent(MessageNumber number) const { return number < next_number_; }
  void erase(MessageNumber number);
  /// Ends the lease of a message in flight at another time; at once if that is not after `now`.
  void change_deadline(MessageNumber number, Instant_us deadline, Instant_us now);
  [[nodiscard]] std::size_t in_flight() const { return in_flight_; }

  struct Accepted {
    std::string id;
    MessageNumber number;
    Instant_us at;
  };
  /// The send that holds this deduplication key at `now`; nullptr when the key is free.
  [[nodiscard]] const Accepted* find_duplicate(const std::string& key, Instant_us now);
  void remember(const std::string& key, Accepted accepted);

 private:
  struct Timer {
    Instant_us at;
    MessageNumber number;
    friend bool operator>(const Timer& a, const Timer& b) { return a.at > b.at; }
  };
  struct Group {
    std::set<MessageNumber> live;
    bool listed = false;  ///< stands in `ready_groups_`
  };

  [[nodiscard]] bool is_stale(const Timer& timer) const;
  void make_visible(Message& message);
  void lease(Message& message, Duration_us visibility, Instant_us now);
  void list_if_ready(const std::string& name);
  [[nodiscard]] bool is_ready(const Group& group) const;
  std::vector<const Message*> receive_standard(std::size_t most, Duration_us visibility,
                                               Instant_us now);
  std::vector<const Message*> receive_fifo(std::size_t most, Duration_us visibility,
                                           Instant_us now);
  void take_prefix(const Group& group, std::size_t most, std::vector<MessageNumber>& taken) const;
  void expire(Instant_us now);

  QueueAttributes attributes_;
  std::uint64_t number_;
  Instant_us created_;
  Instant_us modified_;
  Flaw flaw_;
  MessageNumber next_number_ = 1;
  std::size_t in_flight_ = 0;
  std::size_t delayed_ = 0;
  std::unordered_map<MessageNumber, Message> messages_;
  std::deque<MessageNumber> by_age_;  ///< may hold messages that are gone
  std::deque<MessageNumber> ready_;   ///< standard; may hold messages that are gone
  std::priority_queue<Timer, std::vector<Timer>, std::greater<>> timers_;
  std::unordered_map<std::string, Group> groups_;
  std::deque<std::string> ready_groups_;
  std::unordered_map<std::string, Accepted> accepted_;
  std::deque<std::pair<Instant_us, std::string>> accepted_by_age_;
};

}  // namespace sqsproof::semantics
