// Which rules the user wants to hear of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sqsproof::properties {

/// Ids, or what ids begin with up to a `/`: `access` is every rule of that family. In `select` the
/// word `default` stands for the rules that are asked without being named.
struct Selection {
  std::vector<std::string> select;  ///< empty means `default`
  std::vector<std::string> ignore;

  /// Of two entries the one in `ignore` wins.
  [[nodiscard]] bool wants(std::string_view id, bool by_default = true) const;
  /// Wanted by its own name or family, not only by default.
  [[nodiscard]] bool names(std::string_view id) const;
};

/// The entry with a hint in a sentence, for the first entry that no rule of a policy begins with,
/// or because nothing is left; empty when all is well.
struct SelectionProblem {
  std::string message;
  std::string help;
};
[[nodiscard]] SelectionProblem problem_of(const Selection& selection);

}  // namespace sqsproof::properties
