// Automata that were built before, by this thread: policies speak of the same few languages again
// and again, and what was computed of an automaton stays true. Results do not depend on what the
// store holds; it is emptied before it grows big.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "policy/symbolic/automaton.h"

namespace sqsproof::policy {

/// The automaton of a language whose canonical text (and shape) is `text`. To be used on the thread
/// that asked for it.
[[nodiscard]] std::shared_ptr<Automaton> stored_automaton(const std::string& text,
                                                          const std::function<Language()>& language,
                                                          Shape shape = Shape::word);

}  // namespace sqsproof::policy
