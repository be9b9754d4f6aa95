// Which freedoms of AWS an endpoint takes: the smallest sets that excuse the promises it broke.
#pragma once

#include "semantics/judge/judge.h"

namespace sqsproof::semantics {

struct Fingerprint {
  /// For one broken promise: the ids of the freedoms that excuse it together, the smallest set;
  /// none when no two of them do.
  struct Excuse {
    const Promise* promise = nullptr;
    std::vector<std::string_view> freedoms;
  };
  std::vector<Excuse> excuses;             ///< one for each promise that was broken
  std::vector<std::string_view> freedoms;  ///< all that are needed, in the order of their table
  /// Whether granting them leaves no promise broken.
  bool explained = true;
};

/// Whether the promise is kept, as far as one can see, when these freedoms are granted. A message
/// that never comes is lost: that receives may miss messages, and deletes fail, is no excuse.
[[nodiscard]] bool excuses(const Freedoms& granted, const Promise& promise, const History& history,
                           const Tolerance& tolerance);

/// Judges the history again with single freedoms, then with pairs, beyond those that `options`
/// grants.
[[nodiscard]] Fingerprint fingerprint(const History& history, const JudgeOptions& options = {});

}  // namespace sqsproof::semantics
