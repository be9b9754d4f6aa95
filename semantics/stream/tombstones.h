// Messages that have left, until they are forgotten. Internal to stream/.
//
// Nearly all that the stream judge remembers has been deleted, and nearly none of it is ever named
// again. A tombstone is what a later call about its message is held against, and where the calls
// about it stand; it is written once, in order, and dropped in order. A message that is named again
// is raised: it is among the others as before, and suspected as one that has left.
#pragma once

#include <deque>

#include "semantics/stream/name_index.h"
#include "semantics/stream/state.h"

namespace sqsproof::semantics::stream {

class Tombstones {
 public:
  using Number = NameIndex::Number;

  struct Stone {
    Fingerprint id = 0;
    Fingerprint body = 0;
    Instant_us forget_at = 0;
    std::uint64_t words = 0;  ///< where its words begin
    std::uint32_t queue = 0;
    Index group = kNobody;
    std::int32_t deliveries = 0;
    std::uint32_t places = 0, receipts = 0;  ///< among its words, in this order
    bool sent = false;
    bool moved = false;
    bool raised = false;      ///< it is a message again, and this one over
    bool has_number = false;  ///< its words end with what FIFO queues need
  };

  /// Its group still counts it as a member.
  void bury(const Message& message, Instant_us forget_at);
  /// The message as far as it matters, taken out.
  [[nodiscard]] Message raise(Number number);

  [[nodiscard]] std::optional<Number> find_message(Fingerprint id) const;
  [[nodiscard]] std::optional<Number> find_receipt(Fingerprint receipt) const;
  [[nodiscard]] std::optional<Number> find_window(Fingerprint window) const;
  [[nodiscard]] std::optional<Number> find_number(Fingerprint number) const;
  /// Of messages that were sent.
  [[nodiscard]] std::vector<Number> with_body(Fingerprint body, std::size_t most) const;
  /// A name will be looked up soon.
  void prefetch(Fingerprint name) const { names_.prefetch(name); }
  /// A message will be buried soon.
  void prefetch(const Message& message) const;

  [[nodiscard]] const Stone& stone(Number number) const { return stones_[number - oldest_]; }
  /// nullptr when there is none.
  [[nodiscard]] const Stone* oldest() const { return stones_.empty() ? nullptr : &stones_[0]; }
  [[nodiscard]] Place place(const Stone& stone, std::size_t index) const {
    return {word(stone, 2 * index), word(stone, 2 * index + 1)};
  }
  void drop_oldest();

 private:
  static constexpr std::size_t kNumberWords = 7;

  [[nodiscard]] NameIndex::Span there() const { return {oldest_, stones_.size()}; }
  [[nodiscard]] std::uint64_t word(const Stone& stone, std::size_t index) const {
    return words_[stone.words - words_dropped_ + index];
  }
  [[nodiscard]] Fingerprint receipt(const Stone& stone, std::size_t index) const {
    return word(stone, 2 * stone.places + index);
  }
  [[nodiscard]] Fingerprint window_of(const Stone& stone) const {
    return stone.has_number ? word(stone, 2 * stone.places + stone.receipts) : 0;
  }
  [[nodiscard]] Fingerprint number_of(const Stone& stone) const {
    return stone.has_number ? word(stone, 2 * stone.places + stone.receipts + 6) : 0;
  }
  [[nodiscard]] static std::size_t words_of(const Stone& stone) {
    return 2 * stone.places + stone.receipts + (stone.has_number ? kNumberWords : 0);
  }
  void add_number(const Message& message);
  void read_number(const Stone& stone, Message& message) const;
  void each_name(const Stone& stone, const auto& visit) const;
  void make_room();

  std::deque<Stone> stones_;
  std::deque<std::uint64_t> words_;
  std::uint64_t words_dropped_ = 0;
  Number oldest_ = 1;
  NameIndex names_;
  std::size_t named_ = 0;  ///< entries of names_ that are not over
};

}  // namespace sqsproof::semantics::stream
