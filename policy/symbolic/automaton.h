// One language as a machine: determinised on demand, so that membership and products are lookups.
//
// A state is a set of positions in the patterns of the language, kept as a bit set; states are
// numbered as they are met, and every transition is computed once. The number of states can be
// exponential in the pattern, so callers bound their steps; `forget` drops what was computed.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "policy/values/language.h"

namespace sqsproof::policy {

/// What an automaton makes of its language.
enum class Shape {
  word,         ///< the language itself
  repeated,     ///< any number of its words, one after the other, also none
  at_least_one  ///< the same without none
};

class Automaton {
 public:
  using State = std::uint32_t;
  static constexpr State kDead = 0;  ///< no further text is accepted

  explicit Automaton(const Language& language, Shape shape = Shape::word);

  [[nodiscard]] State start() const { return kStart; }
  [[nodiscard]] State step(State state, unsigned char byte);
  [[nodiscard]] bool accepts(State state) const { return facts_[state].accepts; }
  /// Every further text is accepted. Only cheap cases are recognised.
  [[nodiscard]] bool is_total(State state) const { return facts_[state].total; }
  /// No accepted text is nearer than so many bytes; 0 for dead states.
  [[nodiscard]] std::uint32_t distance(State state) const { return facts_[state].distance; }
  [[nodiscard]] bool matches(std::string_view text);

  /// Bytes of one class are alike in every state.
  [[nodiscard]] std::uint8_t class_of(unsigned char byte) const { return class_of_[byte]; }
  [[nodiscard]] std::size_t classes() const { return classes_; }
  /// What one step can cost, in machine words.
  [[nodiscard]] std::size_t width() const { return words_; }
  [[nodiscard]] std::size_t states() const { return facts_.size(); }
  void forget();  ///< invalidates every state but the start

 private:
  using Bits = std::vector<std::uint64_t>;
  static constexpr State kStart = 1;
  static constexpr State kUnknown = UINT32_MAX;
  struct Facts {
    std::uint32_t distance = 0;
    bool accepts = false;
    bool total = false;
  };

  void number_classes(const std::vector<ByteSet>& sets);
  void lay_out(const Language& language, const std::vector<ByteSet>& sets);
  void close(Bits& bits) const;
  State intern(const Bits& bits);
  [[nodiscard]] Facts facts_of(const Bits& bits) const;

  Shape shape_;
  std::size_t words_ = 0;
  std::size_t classes_ = 0;
  std::array<std::uint8_t, 256> class_of_{};
  Bits advance_;  ///< by class: positions whose item reads the class and is passed
  Bits stay_;     ///< by class: positions whose starred item reads the class
  Bits skip_;     ///< positions with a starred item
  Bits last_;     ///< accepting positions
  Bits total_;    ///< positions from which everything is accepted
  Bits first_;    ///< where words begin, closed
  std::vector<std::uint32_t> remaining_;  ///< by position: bytes still needed

  Bits sets_;                       ///< by state
  std::vector<State> transitions_;  ///< by state and class
  std::vector<Facts> facts_;        ///< by state
  std::unordered_multimap<std::uint64_t, State> numbers_;
  Bits scratch_;
};

}  // namespace sqsproof::policy
