// What the judge finds in a history, in a form that tests compare.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

#include "semantics/judge/judge.h"

namespace sqsproof::tests {

using Shown = std::set<std::pair<std::string, std::size_t>>;  // promise and operation

[[nodiscard]] policy::Source source_of(std::string text);
[[nodiscard]] Shown shown(const semantics::History& history,
                          const semantics::Tolerance& tolerance = {});
[[nodiscard]] std::set<std::string> promises_of(const Shown& found);
[[nodiscard]] std::string words_of(const Shown& found);
[[nodiscard]] std::string text_of(const semantics::History& history);
/// The history of a program as it is saved, and read again.
[[nodiscard]] semantics::History saved(const semantics::History& history);
/// Gives a name to each message that answers hold.
void name_messages(const semantics::History& history, std::map<std::string, std::string>& names);

/// So that laws are not tried on nothing.
struct Counts {
  std::size_t histories = 0, violated = 0;
};

}  // namespace sqsproof::tests
