// Where the messages of a queue stand: blocks that never move, so that pointers and slots hold, and
// adding the millionth message costs what the first one did.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "semantics/model/message.h"

namespace sqsproof::semantics {

class Archive;

class MessageStore {
 public:
  /// A place for a message with this number.
  Message& add(MessageNumber number);
  void remove(Message& message);
  /// The message of that number, when it still stands there.
  [[nodiscard]] Message* find(Slot slot, MessageNumber number) const;
  [[nodiscard]] std::size_t size() const { return size_; }
  /// Gives up the last block; false when there was none.
  bool shed_block();
  /// All messages, slot by slot.
  [[nodiscard]] std::vector<Message*> live() const;
  void carry(Archive& archive);  ///< snapshot/backlog.cpp

 private:
  static constexpr Slot kBlock = 64;
  using Block = std::array<Message, kBlock>;

  void make_blocks(std::uint64_t blocks, const std::vector<Slot>& free);

  std::vector<std::unique_ptr<Block>> blocks_;
  Message* free_ = nullptr;  ///< linked by `later`
  std::size_t size_ = 0;
};

}  // namespace sqsproof::semantics
