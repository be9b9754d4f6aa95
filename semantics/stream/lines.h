// The lines of a trace, found again: read once more from a file, or kept as long as they are held.
#pragma once

#include <string>
#include <unordered_map>

#include "semantics/stream/call.h"

namespace sqsproof::semantics::stream {

constexpr std::uint64_t kNoResult = static_cast<std::uint64_t>(-1);  ///< `result` of a lost call

class Lines : public Recall {
 public:
  /// `file` is a descriptor that can be read at any place, or -1: then lines are kept.
  explicit Lines(int file) : file_(file) {}

  [[nodiscard]] bool keeps() const { return file_ < 0; }
  /// The lines of a call that is about to be judged; it is kept if somebody holds it meanwhile.
  void offer(const Place& place, std::string invocation, std::string result);
  void withdraw(const Place& place);

  /// An operation that says so itself when its lines cannot be read any more.
  Operation operation(const Place& place) override;
  void hold(const Place& place) override;
  void release(const Place& place) override;

 private:
  struct Kept {
    std::string invocation, result;
    std::size_t holders = 0;
  };
  [[nodiscard]] std::string line_at(std::uint64_t offset) const;

  int file_;
  std::unordered_map<std::uint64_t, Kept> kept_;
};

}  // namespace sqsproof::semantics::stream
