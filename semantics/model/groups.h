// The message groups of a FIFO queue: what blocks what, and which group is served next.
//
// A group hands out the longest run of visible messages from its oldest one on: an earlier message
// in flight blocks the later ones, a later one blocks nothing (recorded behaviour of the service;
// SQS/FIFO-queues-understanding-logic). A group that was served goes to the end of the rotation.
// Every operation costs at most the logarithm of the number of groups.
#pragma once

#include <list>
#include <map>
#include <string>
#include <vector>

#include "semantics/model/flaw.h"
#include "semantics/model/flaw_memory.h"
#include "semantics/model/message.h"

namespace sqsproof::semantics {

class Archive;

/// The messages of a group that are not gone, oldest first, linked by `earlier` and `later`.
struct Group {
  std::string name;
  Message* oldest = nullptr;
  Message* newest = nullptr;
  std::size_t in_flight = 0;
  bool held = false;    ///< being served: neither listed nor dropped
  bool listed = false;  ///< stands in the rotation, at `place`
  std::list<Group*>::iterator place{};
};

class Groups {
 public:
  /// `whole`: a group is not ready as long as any of its messages is in flight (a weakness).
  Groups(Flaw flaw, bool whole) : flaw_(flaw), whole_(whole) {}

  void set_flaw(Flaw flaw);
  /// Whether a message that is not visible lets later ones of its group pass (a flaw).
  [[nodiscard]] bool lets_pass(const Group& group, const Message& blocking) const;
  /// The same for all messages in flight, until the group is served again.
  void open(Group& group);
  void open_others(const std::vector<Group*>& served);
  /// Serves the group no more (a flaw).
  void shut(const Group& group) { flaws_.shut.insert(group.name); }
  [[nodiscard]] bool is_shut(const Group& group) const { return flaws_.shut.contains(group.name); }
  /// Whether a message of the group is in flight (for a flaw).
  [[nodiscard]] bool hold_in_flight(const std::string& group) const;
  /// Puts the message behind the others of its group (a flaw).
  void move_to_end(Message& message);

  /// Puts a message at the end of its group; it is not visible yet.
  void join(Message& message);
  void leave(Message& message);
  /// To be told when a message became visible, or began or ended its lease.
  void note_change(Group& group);
  /// The first message of the next ready group; nullptr when there is none.
  [[nodiscard]] Message* front() const {
    return rotation_.empty() ? nullptr : rotation_.front()->oldest;
  }
  /// Takes the next ready group out of the rotation until `put_back`; nullptr when there is none.
  [[nodiscard]] Group* take();
  void put_back(Group& group);
  /// Forgets up to `most` entries; false when nothing was left.
  bool shed(std::size_t most);
  /// `messages`: all of the queue, by number. snapshot/lines.cpp
  void carry(Archive& archive, std::vector<Message*> messages);

 private:
  void carry_flaws(Archive& archive, std::vector<Message*>& messages);
  [[nodiscard]] bool is_ready(const Group& group) const;
  [[nodiscard]] static std::string hashed(const std::string& group);

  Flaw flaw_;
  bool whole_;
  GroupFlaws flaws_;
  std::map<std::string, Group> groups_;
  std::list<Group*> rotation_;
};

}  // namespace sqsproof::semantics
