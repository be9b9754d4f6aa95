// The option --weak: which freedoms of AWS the embedded endpoint takes.
#pragma once

#include <string>
#include <vector>

#include "policy/support/diagnostic.h"
#include "semantics/model/weakness.h"

namespace CLI {
class App;
}

namespace sqsproof::cli {

/// `--weak W1,W5=0.2`, repeatable.
void add_weak_option(CLI::App& app, std::vector<std::string>& names);

/// Ids or names, of those that happen by chance with `=` and a rate; a misspelt one is a diagnostic
/// with the nearest.
[[nodiscard]] policy::Result<semantics::Weaknesses> read_weaknesses(
    const std::vector<std::string>& names);

}  // namespace sqsproof::cli
