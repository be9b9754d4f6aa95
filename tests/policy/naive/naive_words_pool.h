// A small world of words, so that policies and requests made of them often meet.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "fixtures/wire/json_library.h"

namespace sqsproof::tests::naive {

using Json = fixtures::Json;

/// Draws from a sequence of numbers.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t bound);
  bool chance(std::size_t percent) { return below(100) < percent; }
  template <class T>
  const T& of(const std::vector<T>& pool) {
    return pool[below(pool.size())];
  }
  std::string of(std::initializer_list<const char*> pool) {
    return *(pool.begin() + below(pool.size()));
  }

 private:
  std::uint64_t state_;
};

/// A condition key, the family of its values and of the operators that fit it.
struct PoolKey {
  std::string name;
  std::string family;
  bool many = false;
};

[[nodiscard]] const std::vector<PoolKey>& pool_keys();
/// Keys that policies seldom speak of, and requests only when the policy does.
[[nodiscard]] const std::vector<PoolKey>& odd_keys();
[[nodiscard]] std::string value_for_request(Dice& dice, const std::string& family);
[[nodiscard]] std::string value_for_policy(Dice& dice, const std::string& family);
[[nodiscard]] const std::vector<std::string>& pool_callers();
[[nodiscard]] const std::vector<std::string>& pool_actions();
/// Owners' queues; the first is the usual one.
[[nodiscard]] const std::vector<std::string>& pool_queues();
/// `text` with some of it replaced by `*` and `?`.
[[nodiscard]] std::string with_holes(Dice& dice, std::string text);

}  // namespace sqsproof::tests::naive
