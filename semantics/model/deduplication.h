// What a FIFO queue remembers of the last minutes: the deduplication ids that it accepted, and the
// receives that were made with a ReceiveRequestAttemptId. Both by key, and by age so that what is
// over is dropped without a search.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "semantics/model/message.h"

namespace sqsproof::semantics {

/// Values that are remembered for a time. Remembering a key again begins its time anew.
template <class Value>
class Memory {
 public:
  /// The value of the key at `now`, when its time is not over; nullptr otherwise.
  [[nodiscard]] const Value* find(const std::string& key, Instant_us now, Duration_us window) {
    forget(now, window);
    const auto found = values_.find(key);
    return found == values_.end() ? nullptr : &found->second.second;
  }
  void remember(const std::string& key, Value value, Instant_us now) {
    by_age_.emplace_back(now, key);
    values_[key] = {now, std::move(value)};
  }
  /// Forgets one key before its time.
  void drop(const std::string& key) { values_.erase(key); }
  /// When a key that is remembered was remembered last.
  [[nodiscard]] Instant_us since(const std::string& key) const { return values_.at(key).first; }
  /// With those that were remembered anew since, as often as that happened.
  [[nodiscard]] std::size_t size() const { return by_age_.size(); }
  /// For snapshots.
  template <class Archive>
  void carry(Archive& archive) {
    archive(values_, by_age_);
  }
  /// Forgets up to `most` keys; false when nothing was left.
  bool shed(std::size_t most) {
    for (; most > 0 && !by_age_.empty(); --most) {
      values_.erase(by_age_.front().second);
      by_age_.pop_front();
    }
    return most == 0;
  }

 private:
  void forget(Instant_us now, Duration_us window) {
    while (!by_age_.empty() && by_age_.front().first + window <= now) {
      const auto found = values_.find(by_age_.front().second);
      const bool current = found != values_.end() && found->second.first == by_age_.front().first;
      if (current) values_.erase(found);
      by_age_.pop_front();
    }
  }

  std::map<std::string, std::pair<Instant_us, Value>> values_;
  std::deque<std::pair<Instant_us, std::string>> by_age_;
};

/// The send that holds a deduplication key. SQS/FIFO-queues-exactly-once-processing
struct AcceptedSend {
  MessageId id;
  MessageNumber number = 0;
};

/// The messages of a receive with an attempt id, each with the number of its receive.
struct ReceiveAttempt {
  std::vector<Receipt> receipts;
};

}  // namespace sqsproof::semantics
