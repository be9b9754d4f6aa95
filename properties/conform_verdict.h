// What came of one requirement of a conformance run, whether programs or examples tested it. The
// seven are never blurred: a known failure is no pass, and what could not be tested is no failure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sqsproof::properties {

enum class ConformVerdict : std::uint8_t {
  pass,
  fail,       ///< it is said what was expected and what came
  undecided,  ///< not enough was seen; it is said what was missing
  skip,       ///< cannot be tested here; it is said why
  xfail,      ///< a known failure, as expected
  xpass,      ///< a known failure that passes: its entry is to be removed
  error       ///< the endpoint could not be tested
};
inline constexpr std::array kConformVerdicts = {
    ConformVerdict::pass,      ConformVerdict::xpass, ConformVerdict::fail, ConformVerdict::xfail,
    ConformVerdict::undecided, ConformVerdict::error, ConformVerdict::skip};

/// `pass`, `fail`, …
[[nodiscard]] std::string_view name_of(ConformVerdict verdict);
[[nodiscard]] std::optional<ConformVerdict> conform_verdict_named(std::string_view name);

/// Of something that was tested more than once, in several protocols say: that which tells most.
[[nodiscard]] ConformVerdict worst(ConformVerdict a, ConformVerdict b);

/// Passed, whether or not that was expected.
[[nodiscard]] constexpr bool passed(ConformVerdict verdict) {
  return verdict == ConformVerdict::pass || verdict == ConformVerdict::xpass;
}
/// Failed, whether or not that was expected.
[[nodiscard]] constexpr bool failed(ConformVerdict verdict) {
  return verdict == ConformVerdict::fail || verdict == ConformVerdict::xfail;
}

/// What is said of a known failure that passes.
inline constexpr std::string_view kPassesThoughKnown =
    "passes, though known to fail: remove its entry from the known failures";

}  // namespace sqsproof::properties
