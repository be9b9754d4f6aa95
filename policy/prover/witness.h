// From values of the variables to a request that was replayed, and what there is to say about it.
#pragma once

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
[[nodiscard]] Request decode(const std::vector<std::optional<std::string>>& values,
                             const Space& space);

/// The same request with less in it, or with an action that the question names earlier, as long as
/// it replays the same (`as`): keys that nobody mentioned are dropped.
struct Readable {
  Request request;
  /// Allow statements that surely let it in, where they were looked at.
  std::optional<std::vector<std::size_t>> let_in_by;
};
[[nodiscard]] Readable made_readable(Request request, const Document& policy,
                                     const Vocabulary& vocabulary, const Question& question,
                                     const Replay& as, const Space& space);

/// Why the answer for this request is not certain, in words; empty when it is.
[[nodiscard]] std::vector<std::string> uncertainties(const Document& policy,
                                                     const Vocabulary& vocabulary,
                                                     const Question& question,
                                                     const Request& request, const Space& space);

}  // namespace sqsproof::policy
