// The visible messages of a standard queue, in the order in which they are handed out.
//
// First sent, first received; a message that came back after three receives goes to the end, so
// that one nobody can handle does not shut out the rest. Messages with a MessageGroupId belong to a
// tenant: one that holds a large share of the messages in flight is noisy, and its messages wait
// until the others have none. SQS/sqs-fair-queues
// Every operation costs at most the logarithm of the backlog.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "semantics/model/message.h"

namespace sqsproof::semantics {

class Archive;

/// The messages of one MessageGroupId; messages without one share a tenant that is never noisy.
struct Tenant {
  std::string name;
  Turns ready;
  std::size_t live = 0;
  std::size_t in_flight = 0;
  bool noisy = false;
  Instant_us last_send = 0;
  // Under which it is listed now.
  bool listed = false;
  std::pair<std::size_t, std::uint64_t> key{};
};

class FairLine {
 public:
  /// The message comes to live in the queue; it is not visible yet.
  /// `reorder` puts it up to seven places before its own (a weakness).
  void join(Message& message, Instant_us now, bool reorder);
  void leave(Message& message);
  /// It becomes visible, or is no longer to be handed out.
  void add(Message& message);
  void remove(Message& message);
  void lease_began(Message& message);
  void lease_ended(Message& message);
  /// Whether its tenant has messages in flight. For a flaw only.
  [[nodiscard]] static bool is_busy(const Message& message) {
    return message.content.group && message.tenant->in_flight > 0;
  }
  /// The next message to hand out; nullptr when none is visible.
  [[nodiscard]] Message* front(Instant_us now);
  /// Forgets up to `most` entries; false when nothing was left.
  bool shed(std::size_t most);
  /// `messages`: all of the queue, by number. snapshot/lines.cpp
  void carry(Archive& archive, const std::vector<Message*>& messages);

 private:
  using Key = std::pair<std::size_t, std::uint64_t>;  ///< in flight (0 for quiet), first order

  [[nodiscard]] std::uint64_t new_place(bool reorder);
  void settle(Message& message);
  void unlist(Tenant& tenant);
  void list(Tenant& tenant);
  /// After its first message or the number of those in flight changed.
  void relist(Tenant& tenant);
  [[nodiscard]] static Key key_of(const Tenant& tenant);
  /// Tenants that sent nothing for long are quiet again.
  void end_noise(Instant_us now);
  void make_quiet(Tenant& tenant);
  void make_noisy(Tenant& tenant);

  std::map<std::string, Tenant> tenants_;
  Tenant alone_;
  std::map<Key, Tenant*> quiet_;
  std::map<Key, Tenant*> noisy_;
  std::set<std::pair<Instant_us, Tenant*>> noisy_by_send_;  ///< all that are noisy
  std::size_t in_flight_ = 0;
  std::uint64_t next_order_ = 1;
};

}  // namespace sqsproof::semantics
