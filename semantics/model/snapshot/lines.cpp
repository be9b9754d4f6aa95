// The orders in which messages are handed out, in a snapshot: what does not follow from the
// messages.
#include <algorithm>

#include "semantics/model/backlog.h"
#include "semantics/model/snapshot/archive.h"

namespace sqsproof::semantics {

using State = Message::State;

void FairLine::carry(Archive& archive, const std::vector<Message*>& messages) {
  archive(next_order_);
  if (archive.reading()) {
    for (Message* message : messages) settle(*message);
  }
  std::uint64_t count = archive.count(tenants_.size());
  if (count != tenants_.size()) return archive.fail();
  for (auto& [name, tenant] : tenants_) {
    archive(tenant.last_send, tenant.noisy);
    if (!archive.reading()) continue;
    if (tenant.noisy) noisy_by_send_.emplace(tenant.last_send, &tenant);
    list(tenant);
  }
  if (archive.reading()) list(alone_);
}

/// Puts a message that was read to its tenant.
void FairLine::settle(Message& message) {
  message.tenant = &alone_;
  if (message.content.group) message.tenant = &tenants_[*message.content.group];
  Tenant& tenant = *message.tenant;
  if (message.content.group) tenant.name = *message.content.group;
  ++tenant.live;
  if (message.listed) message.place = tenant.ready.insert({message.order, &message}).first;
  if (message.state != State::in_flight) return;
  ++tenant.in_flight;
  ++in_flight_;
}

/// With a flaw, messages stand in their groups in any order: `messages` is put into that.
void Groups::carry_flaws(Archive& archive, std::vector<Message*>& messages) {
  std::vector<std::string> open(flaws_.open.begin(), flaws_.open.end());
  std::vector<std::string> shut(flaws_.shut.begin(), flaws_.shut.end());
  std::vector<MessageNumber> order;
  for (const auto& [name, group] : groups_) {
    for (const Message* at = group.oldest; at != nullptr; at = at->later) {
      order.push_back(at->number);
    }
  }
  archive(open, shut, order);
  if (!archive.reading()) return;
  flaws_ = {{open.begin(), open.end()}, {shut.begin(), shut.end()}};
  std::map<MessageNumber, std::size_t> places;
  for (const MessageNumber number : order) places.emplace(number, places.size());
  std::stable_sort(messages.begin(), messages.end(), [&](const Message* a, const Message* b) {
    return places[a->number] < places[b->number];
  });
}

/// Messages stand in their groups by age; the rotation is a list of names.
void Groups::carry(Archive& archive, std::vector<Message*> messages) {
  if (flaw_ != Flaw::none) carry_flaws(archive, messages);
  if (archive.reading()) {
    for (Message* message : messages) {
      if (!message->content.group) return archive.fail();
      join(*message);
      if (message->state == State::in_flight) ++message->group->in_flight;
    }
  }
  std::vector<std::string> names;
  for (const Group* group : rotation_) names.push_back(group->name);
  archive(names);
  if (!archive.reading()) return;
  for (const std::string& name : names) {
    const auto found = groups_.find(name);
    if (found == groups_.end()) return archive.fail();
    found->second.place = rotation_.insert(rotation_.end(), &found->second);
    found->second.listed = true;
  }
}

}  // namespace sqsproof::semantics
