// What a run will cost at an endpoint that takes money for requests.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "properties/explore/generate.h"
#include "properties/queue/requirement.h"

namespace sqsproof::properties {

struct RequestCount {
  std::uint64_t standard = 0;  ///< calls about standard queues, and about none
  std::uint64_t fifo = 0;
  [[nodiscard]] std::uint64_t all() const { return standard + fifo; }
};

/// The calls of a search, counted by running the same programs on the embedded endpoint. Another
/// endpoint takes a few more or less: a drain polls until a queue is empty. `window_us` as in
/// ExploreOptions.
[[nodiscard]] RequestCount count_requests(std::span<const Requirement* const> requirements,
                                          std::uint64_t seed, std::size_t cases, Timing timing,
                                          semantics::Duration_us window_us = 0);
/// Of that many examples; half of their queues are FIFO queues, near enough.
[[nodiscard]] RequestCount count_requests_of_examples(std::size_t examples);

/// USD for a million requests, in US East (N. Virginia) in June 2026, beyond the free million of
/// each month. A request of more than 64 KiB counts as several; those of a run are smaller.
/// https://aws.amazon.com/sqs/pricing
constexpr double kStandardPrice_USD = 0.40;
constexpr double kFifoPrice_USD = 0.50;
[[nodiscard]] double price_of(const RequestCount& count);

/// One sentence with numbers, price and source.
[[nodiscard]] std::string describe(const RequestCount& count);

}  // namespace sqsproof::properties
