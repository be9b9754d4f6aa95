// What the fuzzer does with a text, and what the corpus is run through in every test run: read it
// as a policy, lint it, decide a request. Nothing may crash, hang, or leave a diagnostic without a
// cure.
#pragma once

#include <string_view>

namespace sqsproof::tests {

/// False when a promise about diagnostics was broken.
[[nodiscard]] bool survives_as_policy(std::string_view text);

}  // namespace sqsproof::tests
