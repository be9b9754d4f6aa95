// The classes of requests that questions are about, as text and as tests.
#pragma once

#include <array>
#include <string>

#include "policy/prover/prover.h"
#include "policy/symbolic/encode.h"

namespace sqsproof::policy {

/// Everything that the encoding of a question's classes hangs on.
[[nodiscard]] std::string text_of(const Question& question, const Space& space);

/// The same of one class.
[[nodiscard]] std::string text_of(const RequestClass& wanted, const Space& space);

/// Both readings, the certain one first. What was said of the same class on this thread is not
/// worked out again: `text` is that of the class.
[[nodiscard]] std::array<Conjunction, 2> encode_class(const RequestClass& wanted,
                                                      const std::string& text, Space& space);

}  // namespace sqsproof::policy
