// From values of the variables to a request that was replayed, and what there is to say about it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/decide/authorize.h"
#include "policy/prover/prover.h"
#include "policy/symbolic/space.h"

namespace sqsproof::policy {

/// Whether the authorizer says that a request offends, and whether it is in one of the classes. An
/// outcome that is open between a denial and no match lets nobody in.
struct Replay {
  Truth offends = Truth::no;
  Truth in_class = Truth::no;
  friend bool operator==(const Replay&, const Replay&) = default;
};
[[nodiscard]] Replay replay(const Document& policy, const Vocabulary& vocabulary,
                            const Question& question, const Request& request);

/// The completed request of these values.
[[nodiscard]] Request decode(const Values& values, const Space& space);

/// The same without keys that nobody mentioned, which need not replay the same. `nothing` where
/// such keys cannot be told from others before the request is completed.
struct Mentioned {
  enum class Left : std::uint8_t { nothing, some_out, all_in };
  Left left = Left::nothing;
  Request request;
};
[[nodiscard]] Mentioned decode_mentioned(const Values& values, const Space& space);

/// What is in a request: keys that nobody mentioned, too, or no longer.
enum class Keys : std::uint8_t { all, mentioned };

/// Leaves the request with less in it, or with an action that the question names earlier, as long
/// as it replays the same (`as`): keys that nobody mentioned are dropped. Returns the Allow
/// statements that surely let it in, where they were looked at.
std::optional<std::vector<std::size_t>> make_readable(Request& request, const Document& policy,
                                                      const Vocabulary& vocabulary,
                                                      const Question& question, const Replay& as,
                                                      const Space& space, Keys keys = Keys::all);

/// Why the answer for this request is not certain, in words; empty when it is.
[[nodiscard]] std::vector<std::string> uncertainties(const Document& policy,
                                                     const Vocabulary& vocabulary,
                                                     const Question& question,
                                                     const Request& request, const Space& space);

}  // namespace sqsproof::policy
