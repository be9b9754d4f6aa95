#include "policy/symbolic/automaton.h"

#include <algorithm>
#include <bit>
#include <cassert>

#include "policy/symbolic/byte_sets.h"

namespace sqsproof::policy {
namespace {

void set_bit(std::uint64_t* words, std::size_t bit) { words[bit / 64] |= 1ULL << (bit % 64); }

std::uint64_t hash_of(const std::vector<std::uint64_t>& bits) {
  std::uint64_t hash = 0x9e3779b97f4a7c15ULL;
  for (std::uint64_t word : bits) hash = (hash ^ word) * 0xff51afd7ed558ccdULL + (hash >> 29);
  return hash;
}

bool intersects(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if ((a[i] & b[i]) != 0) return true;
  }
  return false;
}

std::vector<ByteSet> distinct_sets(const Language& language) {
  SetNumbers numbers;
  for (const LinearPattern& pattern : language.alternatives) {
    for (const PatternItem& item : pattern) static_cast<void>(numbers.of(item.bytes));
  }
  return numbers.sets();
}

}  // namespace

Automaton::Automaton(const Language& language, Shape shape) : shape_(shape) {
  const std::vector<ByteSet> sets = distinct_sets(language);
  number_classes(sets);
  lay_out(language, sets);
  forget();
}

// Two bytes are alike when the same sets hold them: refine by one set after the other.
void Automaton::number_classes(const std::vector<ByteSet>& sets) {
  std::vector<ByteSet> classes = {ByteSet().set()};
  for (const ByteSet& set : sets) {
    const std::size_t before = classes.size();
    for (std::size_t old = 0; old < before; ++old) {
      const ByteSet inside = classes[old] & set;
      if (inside.none() || inside == classes[old]) continue;
      classes[old] ^= inside;
      classes.push_back(inside);
    }
  }
  classes_ = classes.size();
  for (std::size_t c = 0; c < classes_; ++c) {
    for_each_byte(classes[c],
                  [&](std::size_t byte) { class_of_[byte] = static_cast<std::uint8_t>(c); });
  }
}

// Each alternative takes one position before each of its items and one behind the last.
void Automaton::lay_out(const Language& language, const std::vector<ByteSet>& sets) {
  std::size_t positions = 0;
  for (const LinearPattern& pattern : language.alternatives) positions += pattern.size() + 1;
  words_ = std::max<std::size_t>(1, (positions + 63) / 64);
  std::array<std::size_t, 256> member{};  // of each class
  for (std::size_t byte = 0; byte < 256; ++byte) member[class_of_[byte]] = byte;
  SetNumbers numbers;
  std::vector<std::vector<std::size_t>> classes_of_set(sets.size());
  for (const ByteSet& set : sets) {
    std::vector<std::size_t>& classes = classes_of_set[numbers.of(set)];
    for (std::size_t c = 0; c < classes_; ++c) {
      if (set.test(member[c])) classes.push_back(c);
    }
  }
  advance_.assign(words_ * classes_, 0);
  stay_.assign(words_ * classes_, 0);
  for (Bits* bits : {&skip_, &last_, &total_, &first_}) bits->assign(words_, 0);
  remaining_.assign(positions, 0);
  std::size_t position = 0;
  for (const LinearPattern& pattern : language.alternatives) {
    set_bit(first_.data(), position);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      Bits& table = pattern[i].star ? stay_ : advance_;
      for (std::size_t c : classes_of_set[numbers.of(pattern[i].bytes)]) {
        set_bit(table.data() + c * words_, position + i);
      }
      if (pattern[i].star) set_bit(skip_.data(), position + i);
    }
    const std::size_t end = position + pattern.size();
    set_bit(last_.data(), end);
    bool only_stars = true;
    for (std::size_t i = pattern.size(); i-- > 0;) {
      remaining_[position + i] = remaining_[position + i + 1] + (pattern[i].star ? 0 : 1);
      only_stars = only_stars && pattern[i].star;
      if (only_stars && pattern[i].bytes.all()) set_bit(total_.data(), position + i);
    }
    position = end + 1;
  }
  close(first_);
}

void Automaton::close(Bits& bits) const {
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < words_; ++i) {
    std::uint64_t word = bits[i] | carry;
    for (;;) {
      const std::uint64_t next = word | ((word & skip_[i]) << 1);
      if (next == word) break;
      word = next;
    }
    carry = (word & skip_[i]) >> 63;
    bits[i] = word;
  }
}

void Automaton::forget() {
  sets_.clear();
  transitions_.clear();
  facts_.clear();
  numbers_.clear();
  const State dead = intern(Bits(words_, 0));
  assert(dead == kDead);
  // The start gets a number of its own even where it accepts nothing.
  sets_.insert(sets_.end(), first_.begin(), first_.end());
  transitions_.insert(transitions_.end(), classes_, kUnknown);
  facts_.push_back(facts_of(first_));
  if (shape_ == Shape::repeated) facts_.back().accepts = true;
  static_cast<void>(dead);
}

Automaton::Facts Automaton::facts_of(const Bits& bits) const {
  Facts facts;
  facts.accepts = intersects(bits, last_);
  facts.total = shape_ == Shape::word && intersects(bits, total_);
  std::uint32_t distance = UINT32_MAX;
  for (std::size_t i = 0; i < words_; ++i) {
    for (std::uint64_t word = bits[i]; word != 0; word &= word - 1) {
      const std::size_t position = i * 64 + static_cast<std::size_t>(std::countr_zero(word));
      distance = std::min(distance, remaining_[position]);
    }
  }
  facts.distance = distance == UINT32_MAX || facts.accepts ? 0 : distance;
  return facts;
}

Automaton::State Automaton::intern(const Bits& bits) {
  const std::uint64_t hash = hash_of(bits);
  const auto [begin, end] = numbers_.equal_range(hash);
  for (auto it = begin; it != end; ++it) {
    if (std::equal(bits.begin(), bits.end(), sets_.data() + it->second * words_)) {
      return it->second;
    }
  }
  const auto state = static_cast<State>(facts_.size());
  sets_.insert(sets_.end(), bits.begin(), bits.end());
  transitions_.insert(transitions_.end(), classes_, kUnknown);
  facts_.push_back(facts_of(bits));
  numbers_.emplace(hash, state);
  return state;
}

Automaton::State Automaton::step(State state, unsigned char byte) {
  const std::size_t c = class_of_[byte];
  const State known = transitions_[state * classes_ + c];
  if (known != kUnknown) return known;
  scratch_.assign(words_, 0);
  const std::uint64_t* from = sets_.data() + state * words_;
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < words_; ++i) {
    const std::uint64_t passed = from[i] & advance_[c * words_ + i];
    scratch_[i] = (passed << 1) | carry | (from[i] & stay_[c * words_ + i]);
    carry = passed >> 63;
  }
  close(scratch_);
  if (shape_ != Shape::word && intersects(scratch_, last_)) {
    for (std::size_t i = 0; i < words_; ++i) scratch_[i] |= first_[i];
  }
  const State next = intern(scratch_);
  transitions_[state * classes_ + c] = next;
  return next;
}

bool Automaton::matches(std::string_view text) {
  State state = kStart;
  for (char c : text) {
    state = step(state, static_cast<unsigned char>(c));
    if (state == kDead) return false;
  }
  return accepts(state);
}

}  // namespace sqsproof::policy
