// The tests of a statement, one by one, with a name each.
//
// What AWS does not document is unknown wherever it stands; but it comes out one way. Two tests of
// one name are the same text under the same effect, so for one request they come out alike,
// whatever that is: an undecided statement that stands in two policies lets nobody in that the
// other refuses.
#pragma once

#include <string>
#include <vector>

#include "policy/decide/request.h"
#include "policy/document/document.h"
#include "policy/support/truth.h"

namespace sqsproof::policy {

[[nodiscard]] std::string name_of_resources(const Statement& statement);
[[nodiscard]] std::string name_of_actions(const Statement& statement);
[[nodiscard]] std::string name_of_principals(const Statement& statement);
/// The order of alternatives does not matter.
[[nodiscard]] std::string name_of_condition(const Condition& condition, Effect effect);

struct NamedTest {
  std::string name;
  Truth outcome = Truth::no;
};
/// The statement applies where all of them hold.
[[nodiscard]] std::vector<NamedTest> tests_of(const Statement& statement, const Request& request,
                                              PolicyKind kind);

}  // namespace sqsproof::policy
