// The members of one JSON object of a trace, each by its name in one walk, and whether all of it is
// usual: known members once each and of their types. What is not may be wrong; the reader of whole
// histories is asked about it (record_check.h). Internal to the reader of streams.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <simdjson.h>
#include <string_view>

#include "semantics/stream/fingerprint.h"

namespace sqsproof::semantics::stream {

using Element = simdjson::dom::element;

/// A short name as a number, for `switch`; of longer ones no number is that of a short one.
constexpr std::uint64_t name_number(std::string_view name) {
  if (name.size() > 7) return 1;
  std::uint64_t number = name.size();
  for (const char c : name) number = number << 8U | static_cast<unsigned char>(c);
  return number;
}

/// Whether the names of an object are all different.
class Names {
 public:
  /// False of a name that may have been there before, or is one of very many.
  bool add(std::string_view name, std::uint64_t number) {
    if (number == 1) number = fingerprint_of(name);
    const std::uint64_t bit = std::uint64_t{1} << (number * 0x9e3779b97f4a7c15ULL >> 58U);
    if ((bits_ & bit) != 0) {
      for (std::size_t i = 0; i < count_; ++i) {
        if (numbers_[i] == number) return false;
      }
    }
    if (count_ == kMost) return false;
    bits_ |= bit;
    numbers_[count_++] = number;
    return true;
  }

 private:
  static constexpr std::size_t kMost = 32;
  std::array<std::uint64_t, kMost> numbers_;
  std::size_t count_ = 0;
  std::uint64_t bits_ = 0;
};

class Members {
 public:
  [[nodiscard]] bool usual() const { return usual_; }
  void odd() { usual_ = false; }

  /// Calls `visit(number of the name, value)` for each member that is not null; it returns whether
  /// it knows that name. Members that nobody knows are ignored, as long as they are scalars.
  void each(const Element& from, const auto& visit) {
    simdjson::dom::object object;
    if (from.get(object) != simdjson::SUCCESS) return odd();
    Names names;
    for (const auto [name, value] : object) {
      const std::uint64_t number = name_number(name);
      if (!names.add(name, number)) odd();
      if (value.is_null() || visit(number, value)) continue;
      if (value.is_object() || value.is_array()) odd();
    }
  }
  /// The objects of an array.
  void each_of(const Element& from, const auto& visit) {
    simdjson::dom::array array;
    if (from.get(array) != simdjson::SUCCESS) return odd();
    for (const Element one : array) visit(one);
  }

  std::string_view text(const Element& value) {
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS) odd();
    return text;
  }
  /// 0 of an empty text.
  Fingerprint print(const Element& value) {
    const std::string_view it = text(value);
    return it.empty() ? 0 : fingerprint_of(it);
  }
  std::int64_t number(const Element& value, std::int64_t least, std::int64_t most,
                      std::int64_t otherwise) {
    std::int64_t number = 0;
    if (value.get(number) == simdjson::SUCCESS && number >= least && number <= most) return number;
    odd();
    return otherwise;
  }
  /// As far as SQS goes: 14 days.
  std::int32_t seconds(const Element& value) {
    return static_cast<std::int32_t>(number(value, 0, 1'209'600, -1));
  }

 private:
  bool usual_ = true;
};

}  // namespace sqsproof::semantics::stream
