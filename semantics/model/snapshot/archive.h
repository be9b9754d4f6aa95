// The state of the model as bytes, and back: one function a type says what it consists of, for both
// directions, so that what is written and what is read cannot differ.
//
// `carry(archive, value...)` of a type of one's own is a free function beside it or a member
// `carry(Archive&)`. What follows from the rest (indexes, counters) is not written but made anew.
// A change of any of them is a new format: see fixtures/journal/file.h.
#pragma once

#include <concepts>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "semantics/actions/action.h"

namespace sqsproof::semantics {

class Archive {
 public:
  /// To be written.
  Archive() = default;
  /// To be read.
  explicit Archive(std::string_view from) : reading_(true), left_(from) {}

  [[nodiscard]] bool reading() const { return reading_; }
  /// False when what was read cannot be what was written; the rest is then empty.
  [[nodiscard]] bool good() const { return good_; }
  void fail() { good_ = false; }
  [[nodiscard]] bool at_end() const { return left_.empty(); }
  [[nodiscard]] std::string take() { return std::move(written_); }

  void number(std::uint64_t& value);
  void text(std::string& value);
  /// How many follow; at most as many as there are bytes left.
  [[nodiscard]] std::uint64_t count(std::size_t size);

  template <class... Values>
  void operator()(Values&... values);
  /// For an archive that is written: it does not change the values.
  template <class... Values>
  void put(const Values&... values) {
    (*this)(const_cast<Values&>(values)...);
  }

 private:
  bool reading_ = false;
  bool good_ = true;
  std::string_view left_;
  std::string written_;
};

template <class Value>
requires std::integral<Value> || std::is_enum_v<Value>
void carry(Archive& archive, Value& value) {
  auto wide = static_cast<std::uint64_t>(value);
  if constexpr (std::is_signed_v<Value>) {  // small ones of either sign are short
    wide = wide << 1 ^ static_cast<std::uint64_t>(static_cast<std::int64_t>(value) >> 63);
  }
  archive.number(wide);
  if constexpr (std::is_signed_v<Value>) wide = wide >> 1 ^ (~(wide & 1) + 1);
  value = static_cast<Value>(wide);
}

inline void carry(Archive& archive, std::string& value) { archive.text(value); }
void carry(Archive& archive, MessageAttributeValue& value);
void carry(Archive& archive, std::mt19937_64& value);

template <class Value>
requires requires(Value& value, Archive& archive) { value.carry(archive); }
void carry(Archive& archive, Value& value) { value.carry(archive); }

template <class First, class Second>
void carry(Archive& archive, std::pair<First, Second>& value) {
  archive(value.first, value.second);
}

template <class Value>
void carry(Archive& archive, std::optional<Value>& value) {
  bool has = value.has_value();
  archive(has);
  if (!has) return value.reset();
  if (archive.reading()) value.emplace();
  archive(*value);
}

/// Vectors and deques.
template <class List>
requires requires(List& list) { list.emplace_back(); }
void carry(Archive& archive, List& list) {
  const std::uint64_t size = archive.count(list.size());
  if (archive.reading()) list.clear();
  for (std::uint64_t i = 0; i < size && archive.good(); ++i) {
    archive(archive.reading() ? list.emplace_back() : list[i]);
  }
}

template <class Key, class Value>
void carry(Archive& archive, std::map<Key, Value>& map) {
  const std::uint64_t size = archive.count(map.size());
  if (!archive.reading()) {
    for (const auto& [key, value] : map) archive.put(key, value);
    return;
  }
  map.clear();
  for (std::uint64_t i = 0; i < size && archive.good(); ++i) {
    Key key{};
    archive(key);
    archive(map[std::move(key)]);
  }
}

/// Requests and what they consist of, by their tables of fields.
template <class Struct>
requires requires { Struct::fields(); }
void carry(Archive& archive, Struct& value) {
  std::apply([&](const auto&... field) { (archive(value.*field.member), ...); }, Struct::fields());
}

/// One of several requests, by the name of its action.
template <class... Requests>
void carry(Archive& archive, std::variant<Requests...>& call) {
  std::string action;
  if (!archive.reading()) {
    action = std::visit([](const auto& request) { return std::string(request.action); }, call);
  }
  archive(action);
  if (!archive.reading()) return std::visit([&](auto& request) { archive(request); }, call);
  const auto read = [&]<class Request>(Request request) {
    if (action != Request::action) return false;
    archive(request);
    call = std::move(request);
    return true;
  };
  if (!(read(Requests{}) || ...)) archive.fail();
}

/// A value that is there or not; one that many share is written many times.
template <class Pointer>
requires requires(Pointer& pointer) { typename Pointer::element_type; }
void carry(Archive& archive, Pointer& pointer) {
  using Value = std::remove_const_t<typename Pointer::element_type>;
  bool has = pointer != nullptr;
  archive(has);
  if (!archive.reading()) {
    if (has) archive.put(*pointer);
    return;
  }
  pointer = nullptr;
  if (!has) return;
  auto value = std::make_unique<Value>();
  archive(*value);
  pointer = std::move(value);
}

template <class... Values>
void Archive::operator()(Values&... values) {
  (carry(*this, values), ...);
}

}  // namespace sqsproof::semantics
