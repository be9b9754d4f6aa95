// Which requirement finds a mutant first, after how many programs, and how small the counterexample
// gets: what the power of the suite is measured with.
#pragma once

#include <string>
#include <vector>

#include "fixtures/mutants/mutant.h"
#include "properties/explore/explore.h"
#include "semantics/model/weakness.h"

namespace sqsproof::tests {

/// By the first program that any requirement fails.
struct Kill {
  const properties::Requirement* requirement = nullptr;  ///< the first one in the order of the list
  std::vector<const properties::Requirement*> all;       ///< that this program fails
  std::size_t programs = 0;
  std::size_t commands = 0;  ///< of the shrunk counterexample; 0 of a rate
  [[nodiscard]] bool is_by(const properties::Requirement& one) const;
};

/// How a mutant is met: with what freedoms granted, beside which weaknesses of the endpoint.
struct Meeting {
  std::size_t cases = 200;  ///< programs a requirement
  semantics::Freedoms granted{};
  semantics::Weaknesses weak{};
  bool shrinks = true;
  bool counts_rates = true;
};

/// `mutant` is a name, or empty: the endpoint without one.
[[nodiscard]] Kill first_kill(std::string_view mutant, const Meeting& meeting = {});

/// Those of several clients and of real time: served_test.cpp, dilation_test.cpp.
[[nodiscard]] bool needs_a_server_of_its_own(const fixtures::Mutant& mutant);
/// Whether programs of calls can show it: others take long, or content that programs do not have.
[[nodiscard]] bool programs_show(const fixtures::Mutant& mutant);
/// The first example that says that it kills the mutant; empty: none.
[[nodiscard]] std::string_view example_against(const fixtures::Mutant& mutant);

/// Whether properties/MUTANTS.md has that text in its part under that heading (`## Words`; empty:
/// before the first one). UPDATE_GOLDEN=1 writes it there.
void expect_on_page(const std::string& heading, const std::string& text);

}  // namespace sqsproof::tests
