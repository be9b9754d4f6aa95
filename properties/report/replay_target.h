// Where a program failed, as far as it takes to run it there again: without it a replay tests
// another endpoint, and passes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/support/diagnostic.h"

namespace sqsproof::properties {

struct ReplayTarget {
  std::string endpoint;  ///< URL; empty: the embedded one
  std::string mutant;    ///< of the embedded endpoint
  std::vector<std::string> weak;
  std::string protocol;  ///< empty: json
  std::string profile;   ///< empty: as usual there
  std::string region;    ///< empty: as usual
  bool allow_remote = false;
  std::optional<double> early_s, late_s;  ///< tolerance, unless it is the usual one
  bool virtual_clock = false;             ///< that a control token moves

  /// Nothing but the embedded endpoint as it is.
  [[nodiscard]] bool is_plain() const { return endpoint.empty() && mutant.empty() && weak.empty(); }
  /// ` --endpoint URL --protocol query`, as a shell reads it; empty when there is nothing to say.
  [[nodiscard]] std::string options() const;
};

/// The command that runs the program in a file (`-`: from standard input) again.
[[nodiscard]] std::string replay_command(std::string_view file, const ReplayTarget& target);

/// A word as a shell reads it.
[[nodiscard]] std::string shell_word(std::string_view word);

/// The JSON document of a Replay with the member `target`.
[[nodiscard]] std::string with_target(const std::string& replay, const ReplayTarget& target);
/// That of such a document; a plain one when it says nothing. Refuses what is no text where one
/// must be.
[[nodiscard]] policy::Result<ReplayTarget> read_target(const policy::Source& replay);

}  // namespace sqsproof::properties
