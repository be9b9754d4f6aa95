// What groups do with a flaw only.
#include <algorithm>

#include "semantics/digest.h"
#include "semantics/model/groups.h"

namespace sqsproof::semantics {

bool Groups::lets_pass(const Group& group, const Message& blocking) const {
  if (flaw_ == Flaw::fifo_skips_blocked) return true;
  if (blocking.state != Message::State::in_flight) return false;
  if (flaw_ == Flaw::group_skips_extended) return blocking.changed;
  return flaws_.open.contains(group.name);
}

bool Groups::hold_in_flight(const std::string& group) const {
  const auto found = groups_.find(group);
  return found != groups_.end() && found->second.in_flight > 0;
}

/// The name that a queue with a flaw knows a group by: four bits of its digest.
std::string Groups::hashed(const std::string& group) { return md5_hex(group).substr(0, 1); }

void Groups::set_flaw(Flaw flaw) {
  flaw_ = flaw;
  flaws_ = {};
  for (auto at = groups_.begin(); at != groups_.end();) note_change((at++)->second);
}

void Groups::open(Group& group) {
  flaws_.open.insert(group.name);
  note_change(group);
}

void Groups::open_others(const std::vector<Group*>& served) {
  for (auto& [name, group] : groups_) {
    const bool is_served = std::find(served.begin(), served.end(), &group) != served.end();
    if (!is_served && group.in_flight > 0) open(group);
  }
}

/// Leaving can end a group, joining makes it anew.
void Groups::move_to_end(Message& message) {
  leave(message);
  join(message);
  note_change(*message.group);
}

}  // namespace sqsproof::semantics
