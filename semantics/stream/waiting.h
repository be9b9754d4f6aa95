// Which messages can be received from when on, as far as is known: a queue of theirs by that
// instant. Internal to stream/.
//
// Entries are not taken back: one that no longer says what its message says is passed over by who
// takes it out. Instants mostly come in order, the later of a queue's sends and the later of its
// receives, so that a few lines in order of time, of which the last ones are looked at, take nearly
// all.
#pragma once

#include <algorithm>
#include <array>
#include <deque>
#include <vector>

#include "semantics/time.h"

namespace sqsproof::semantics::stream {

class Waiting {
 public:
  struct Entry {
    Instant_us from;
    std::uint32_t message;
    std::uint32_t generation;
  };

  void add(const Entry& entry) {
    ++size_;
    // The line whose last one is the latest that is not later.
    std::deque<Entry>* best = nullptr;
    for (std::deque<Entry>& line : lines_) {
      if (!line.empty() && line.back().from > entry.from) continue;
      if (!best || best->empty() || (!line.empty() && line.back().from > best->back().from)) {
        best = &line;
      }
    }
    if (best) return best->push_back(entry);
    others_.push_back(entry);
    std::push_heap(others_.begin(), others_.end(), later);
  }

  /// Takes out those before `until`.
  void take_until(Instant_us until, const auto& visit) {
    for (std::deque<Entry>& line : lines_) {
      for (; !line.empty() && line.front().from < until; line.pop_front()) {
        --size_;
        visit(line.front());
      }
    }
    while (!others_.empty() && others_.front().from < until) {
      std::pop_heap(others_.begin(), others_.end(), later);
      --size_;
      visit(others_.back());
      others_.pop_back();
    }
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  void keep_if(const auto& is_wanted) {
    const auto is_over = [&](const Entry& entry) { return !is_wanted(entry); };
    size_ = 0;
    for (std::deque<Entry>& line : lines_) {
      std::erase_if(line, is_over);
      size_ += line.size();
    }
    std::erase_if(others_, is_over);
    std::make_heap(others_.begin(), others_.end(), later);
    size_ += others_.size();
  }

 private:
  static bool later(const Entry& x, const Entry& y) { return x.from > y.from; }
  std::array<std::deque<Entry>, 4> lines_;
  std::vector<Entry> others_;  ///< a heap
  std::size_t size_ = 0;
};

}  // namespace sqsproof::semantics::stream
