// Statements and whole policies: whether a request is let in.
#pragma once

#include <string>
#include <vector>

#include "policy/document/document.h"
#include "policy/document/vocabulary.h"
#include "policy/smtlib/requests.h"

namespace sqsproof::policy::smtlib {

/// The action of a request to a queue: one of a few, compared as a String. In an open realm it is
/// none of them (open_realm.h).
struct ActionTerm {
  Term term;
  std::vector<const VocabularyAction*> possible;
  /// Those of which `test` is true.
  template <class Test>
  [[nodiscard]] Term where(Test test) const {
    std::vector<Term> terms;
    for (const VocabularyAction* action : possible) {
      if (test(*action)) terms.push_back(equal(term, "\"" + action->name + "\""));
    }
    return terms.size() == possible.size() ? kTrue : any_true(terms);
  }
};

/// Some Allow applies and no Deny, and the action can be granted to the caller at all.
/// `name` is what definitions of this policy begin with.
[[nodiscard]] Claim lets_in(const Document& policy, const std::string& name,
                            const ActionTerm& action, Requests& requests);

}  // namespace sqsproof::policy::smtlib
