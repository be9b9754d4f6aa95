#include "semantics/stream/known_ids.h"

#include <iterator>

namespace sqsproof::semantics::stream {

bool KnownIds::has(std::uint64_t id) const {
  const auto after = ranges_.upper_bound(id);
  return after != ranges_.begin() && std::prev(after)->second >= id;
}

void KnownIds::add(std::uint64_t id) {
  const auto after = ranges_.upper_bound(id);
  const bool joins_next = after != ranges_.end() && after->first == id + 1;
  const auto before = after == ranges_.begin() ? ranges_.end() : std::prev(after);
  if (before != ranges_.end() && before->second >= id) return;
  if (before != ranges_.end() && before->second + 1 == id) {
    before->second = joins_next ? after->second : id;
    if (joins_next) ranges_.erase(after);
    return;
  }
  const std::uint64_t last = joins_next ? after->second : id;
  if (joins_next) ranges_.erase(after);
  ranges_.emplace(id, last);
  if (ranges_.size() <= kMostRanges) return;
  ranges_.erase(ranges_.begin());
  forgot_ = true;
}

}  // namespace sqsproof::semantics::stream
