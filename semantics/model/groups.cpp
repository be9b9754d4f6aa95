#include "semantics/model/groups.h"

namespace sqsproof::semantics {

void Groups::join(Message& message) {
  const bool hashes = flaw_ == Flaw::groups_hashed;
  const std::string& name = *message.content.group;
  Group& group = hashes ? groups_[hashed(name)] : groups_[name];
  if (group.oldest == nullptr) group.name = hashes ? hashed(name) : name;
  message.group = &group;
  message.earlier = group.newest;
  (group.newest == nullptr ? group.oldest : group.newest->later) = &message;
  group.newest = &message;
}

void Groups::leave(Message& message) {
  Group& group = *message.group;
  (message.earlier == nullptr ? group.oldest : message.earlier->later) = message.later;
  (message.later == nullptr ? group.newest : message.later->earlier) = message.earlier;
  message.earlier = message.later = nullptr;
  note_change(group);
}

bool Groups::is_ready(const Group& group) const {
  if (whole_ && group.in_flight > 0) return false;
  const Message* message = group.oldest;
  if (flaw_ != Flaw::none) {
    if (flaws_.shut.contains(group.name)) return false;
    while (message != nullptr && message->state != Message::State::visible &&
           lets_pass(group, *message)) {
      message = message->later;
    }
  }
  return message != nullptr && message->state == Message::State::visible;
}

void Groups::note_change(Group& group) {
  if (group.held) return;
  const bool ready = is_ready(group);
  if (ready && !group.listed) group.place = rotation_.insert(rotation_.end(), &group);
  if (!ready && group.listed) rotation_.erase(group.place);
  group.listed = ready;
  if (group.oldest != nullptr) return;
  if (flaw_ == Flaw::group_ends_when_empty) shut(group);
  groups_.erase(groups_.find(group.name));
}

Group* Groups::take() {
  if (rotation_.empty()) return nullptr;
  Group* group = rotation_.front();
  rotation_.pop_front();
  group->listed = false;
  group->held = true;
  return group;
}

void Groups::put_back(Group& group) {
  group.held = false;
  if (flaw_ != Flaw::none) flaws_.open.erase(group.name);
  note_change(group);
}

bool Groups::shed(std::size_t most) {
  for (; most > 0 && !rotation_.empty(); --most) rotation_.pop_front();
  for (; most > 0 && !groups_.empty(); --most) groups_.erase(groups_.begin());
  return most == 0;
}

}  // namespace sqsproof::semantics
