#include "semantics/model/store.h"

namespace sqsproof::semantics {

Message& MessageStore::add(MessageNumber number) {
  if (free_ == nullptr) {
    const auto first = static_cast<Slot>(blocks_.size() * kBlock);
    blocks_.push_back(std::make_unique<Block>());
    for (Slot i = kBlock; i-- > 0;) {
      Message& message = (*blocks_.back())[i];
      message.slot = first + i;
      message.later = free_;
      free_ = &message;
    }
  }
  Message& message = *free_;
  free_ = message.later;
  message.later = nullptr;
  message.number = number;
  ++size_;
  return message;
}

void MessageStore::remove(Message& message) {
  const Slot slot = message.slot;
  message = Message{};
  message.slot = slot;
  message.later = free_;
  free_ = &message;
  --size_;
}

Message* MessageStore::find(Slot slot, MessageNumber number) const {
  if (number == 0 || slot / kBlock >= blocks_.size()) return nullptr;
  Message& message = (*blocks_[slot / kBlock])[slot % kBlock];
  return message.number == number ? &message : nullptr;
}

bool MessageStore::shed_block() {
  if (blocks_.empty()) return false;
  blocks_.pop_back();
  return true;
}

}  // namespace sqsproof::semantics
