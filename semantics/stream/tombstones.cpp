#include "semantics/stream/tombstones.h"

namespace sqsproof::semantics::stream {

void Tombstones::prefetch(const Message& message) const {
  names_.prefetch_all(message.id);
  if (message.window != 0) names_.prefetch_all(message.window);
  if (message.number != 0) names_.prefetch_all(message.number);
  for (const Fingerprint receipt : message.receipts) names_.prefetch_all(receipt);
}

void Tombstones::bury(const Message& message, Instant_us forget_at) {
  Stone& stone = stones_.emplace_back();
  stone.id = message.id;
  stone.body = message.body;
  stone.forget_at = forget_at;
  stone.words = words_dropped_ + words_.size();
  stone.queue = message.queue;
  stone.group = message.group;
  stone.deliveries = message.deliveries;
  stone.places = static_cast<std::uint32_t>(message.places.size());
  stone.receipts = static_cast<std::uint32_t>(message.receipts.size());
  stone.sent = message.sent;
  stone.moved = message.moved;
  stone.has_number = message.key != 0 || message.sequence_number != 0;
  for (const Place& place : message.places) {
    words_.push_back(place.invocation);
    words_.push_back(place.result);
  }
  words_.insert(words_.end(), message.receipts.begin(), message.receipts.end());
  if (stone.has_number) add_number(message);
  const Number number = oldest_ + stones_.size() - 1;
  each_name(stone, [&](Fingerprint name) {
    ++named_;
    names_.add(name, number, there());
  });
  if (!names_.fits(named_)) make_room();
}

void Tombstones::add_number(const Message& message) {
  const std::uint64_t words[kNumberWords] = {
      message.window,
      message.key,
      static_cast<std::uint64_t>(message.sequence_number >> 64U),
      static_cast<std::uint64_t>(message.sequence_number),
      static_cast<std::uint64_t>(message.opened.from),
      static_cast<std::uint64_t>(message.opened.to),
      message.number};
  words_.insert(words_.end(), std::begin(words), std::end(words));
}

void Tombstones::read_number(const Stone& stone, Message& message) const {
  const std::size_t begin = 2 * stone.places + stone.receipts;
  message.window = word(stone, begin);
  message.key = word(stone, begin + 1);
  message.sequence_number = SequenceNumber{word(stone, begin + 2)} << 64U | word(stone, begin + 3);
  message.opened = {static_cast<Instant_us>(word(stone, begin + 4)),
                    static_cast<Instant_us>(word(stone, begin + 5))};
  message.number = word(stone, begin + 6);
}

void Tombstones::each_name(const Stone& stone, const auto& visit) const {
  if (stone.raised) return;
  visit(stone.id);
  for (std::size_t i = 0; i < stone.receipts; ++i) visit(receipt(stone, i));
  if (const Fingerprint window = window_of(stone)) visit(window);
  if (const Fingerprint number = number_of(stone)) visit(number);
}

void Tombstones::make_room() {
  names_.grow();
  for (std::size_t i = 0; i < stones_.size(); ++i) {
    each_name(stones_[i], [&](Fingerprint name) { names_.add(name, oldest_ + i, there()); });
  }
}

Message Tombstones::raise(Number number) {
  Stone& stone = stones_[number - oldest_];
  each_name(stone, [&](Fingerprint name) {
    --named_;
    names_.erase(name, number, there());
  });
  Message message;
  message.id = stone.id;
  message.queue = stone.queue;
  message.group = stone.group;
  message.sent = stone.sent;
  message.moved = stone.moved;
  message.body = stone.body;
  message.deliveries = message.deliveries_here = stone.deliveries;
  for (std::size_t i = 0; i < stone.places; ++i) message.places.push_back(place(stone, i));
  for (std::size_t i = 0; i < stone.receipts; ++i) message.receipts.push_back(receipt(stone, i));
  if (!message.receipts.empty()) message.latest_receipt = message.receipts.back();
  if (stone.has_number) read_number(stone, message);
  stone.raised = true;
  return message;
}

std::optional<Tombstones::Number> Tombstones::find_message(Fingerprint id) const {
  if (stones_.empty()) return std::nullopt;
  return names_.find(
      id, there(), [&](Number number) { return !stone(number).raised && stone(number).id == id; });
}

std::optional<Tombstones::Number> Tombstones::find_receipt(Fingerprint name) const {
  if (stones_.empty()) return std::nullopt;
  return names_.find(name, there(), [&](Number number) {
    const Stone& one = stone(number);
    for (std::size_t i = 0; i < one.receipts; ++i) {
      if (!one.raised && receipt(one, i) == name) return true;
    }
    return false;
  });
}

std::optional<Tombstones::Number> Tombstones::find_window(Fingerprint window) const {
  if (stones_.empty()) return std::nullopt;
  return names_.find(window, there(), [&](Number number) {
    return !stone(number).raised && window_of(stone(number)) == window;
  });
}

std::optional<Tombstones::Number> Tombstones::find_number(Fingerprint name) const {
  if (stones_.empty()) return std::nullopt;
  return names_.find(name, there(), [&](Number number) {
    return !stone(number).raised && number_of(stone(number)) == name;
  });
}

std::vector<Tombstones::Number> Tombstones::with_body(Fingerprint body, std::size_t most) const {
  std::vector<Number> numbers;
  for (std::size_t i = 0; i < stones_.size() && numbers.size() < most; ++i) {
    const Stone& stone = stones_[i];
    if (!stone.raised && stone.sent && stone.body == body) numbers.push_back(oldest_ + i);
  }
  return numbers;
}

void Tombstones::drop_oldest() {
  const Stone& stone = stones_.front();
  each_name(stone, [this](Fingerprint) { --named_; });
  const std::size_t words = words_of(stone);
  words_.erase(words_.begin(), words_.begin() + static_cast<std::ptrdiff_t>(words));
  words_dropped_ += words;
  stones_.pop_front();
  ++oldest_;
}

}  // namespace sqsproof::semantics::stream
