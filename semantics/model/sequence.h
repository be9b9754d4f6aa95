// SequenceNumber: twenty digits that grow with every message of a FIFO queue, not by one, as the
// service's do. SQSAPI/SendMessage
#pragma once

#include <string>

#include "semantics/model/flaw.h"
#include "semantics/model/message.h"

namespace sqsproof::semantics {

[[nodiscard]] inline std::string sequence_number(MessageNumber number) {
  constexpr std::uint64_t kFirst = 10'000'000'000'000'000'000U;
  constexpr std::uint64_t kStep = 256;
  return std::to_string(kFirst + number * kStep);
}

/// The number that sequence numbers are made of; with a flaw it falls.
[[nodiscard]] inline MessageNumber shown_number(MessageNumber number, Flaw flaw) {
  constexpr MessageNumber kMany = 1'000'000'000;
  return flaw == Flaw::sequence_falls ? kMany - number : number;
}

[[nodiscard]] inline std::string shown_sequence(MessageNumber number, Flaw flaw) {
  const std::string digits = sequence_number(shown_number(number, flaw));
  if (flaw == Flaw::sequence_too_large) return "9999999999999999999" + digits;
  return flaw == Flaw::sequence_with_sign ? '+' + digits : digits;
}

}  // namespace sqsproof::semantics
