// The messages of a queue in a snapshot. They are written slot by slot, with the free slots in
// their order, because receipt handles name slots; timers, ages and counters follow from them.
#include "semantics/model/backlog.h"

#include <algorithm>

#include "semantics/model/snapshot/values.h"

namespace sqsproof::semantics {

void MessageStore::carry(Archive& archive) {
  std::vector<Slot> free;
  for (const Message* message = free_; message != nullptr; message = message->later) {
    free.push_back(message->slot);
  }
  std::uint64_t blocks = archive.count(blocks_.size());
  archive(free);
  if (archive.reading()) make_blocks(blocks, free);
  for (Message* message : live()) archive(*message);
}

/// All slots but the free ones are then taken, by messages that are still to be read.
void MessageStore::make_blocks(std::uint64_t blocks, const std::vector<Slot>& free) {
  blocks_.clear();
  for (std::uint64_t i = 0; i < blocks; ++i) blocks_.push_back(std::make_unique<Block>());
  size_ = blocks * kBlock;
  for (std::size_t slot = 0; slot < size_; ++slot) {
    Message& message = (*blocks_[slot / kBlock])[slot % kBlock];
    message.slot = static_cast<Slot>(slot);
    message.number = 1;
  }
  Message** end = &free_;
  for (const Slot slot : free) {
    if (slot / kBlock >= blocks_.size()) continue;
    Message& message = (*blocks_[slot / kBlock])[slot % kBlock];
    if (message.number == 0) continue;
    message.number = 0;
    --size_;
    *end = &message;
    end = &message.later;
  }
  *end = nullptr;
}

std::vector<Message*> MessageStore::live() const {
  std::vector<Message*> messages;
  messages.reserve(size_);
  for (const auto& block : blocks_) {
    for (Message& message : *block) {
      if (message.number != 0) messages.push_back(&message);
    }
  }
  return messages;
}

void FlawMemory::carry(Archive& archive) {
  archive(ended_leases, old_limits, deleted, poll_ends, received_at, received);
}

void Backlog::carry(Archive& archive) {
  archive(next_number_, store_, accepted, attempts);
  if (terms_.flaw != Flaw::none) archive(flaw_memory);
  std::vector<Message*> messages = store_.live();
  const auto older = [](const Message* a, const Message* b) { return a->number < b->number; };
  std::sort(messages.begin(), messages.end(), older);
  if (archive.reading()) index(messages);
  if (terms_.fifo) {
    groups_.carry(archive, messages);
  } else {
    line_.carry(archive, messages);
  }
}

void Backlog::index(const std::vector<Message*>& messages) {
  for (Message* message : messages) {
    message->expiry = by_age_.insert(by_age_.end(), {message->kept_from, message->number, message});
    if (message->timed) {
      message->timer = timers_.insert({message->deadline, message->number, message}).first;
    }
    if (message->state == Message::State::in_flight) ++in_flight_;
    if (message->state != Message::State::delayed) continue;
    ++delayed_;
    if (terms_.fifo) delayed_line_.emplace_back(message->slot, message->number);
  }
}

}  // namespace sqsproof::semantics
