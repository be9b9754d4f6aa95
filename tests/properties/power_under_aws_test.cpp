// The power of the suite where it may say least: profile `aws`, at an endpoint that takes AWS's
// freedoms all the time. What a mutant does wrong has to be told from that noise.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/properties/kill_matrix.h"

namespace sqsproof::tests {
namespace {

Meeting noisy() {
  Meeting meeting;
  meeting.cases = 40;
  meeting.granted = semantics::Freedoms::aws();
  for (const char* id : {"W1", "W2", "W3", "W4", "W5"}) {
    meeting.weak.add(semantics::find_weakness(id)->weakness);
  }
  meeting.shrinks = false;
  meeting.counts_rates = false;  // how often it takes its freedoms is no fault of the mutant
  return meeting;
}

}  // namespace

TEST(KillMatrix, PowerUnderAws) {
  EXPECT_EQ(first_kill("", noisy()).requirement, nullptr) << "what is found is the noise";
  std::size_t mutants = 0, killed = 0;
  std::string survivors;
  for (const fixtures::Mutant& mutant : fixtures::all_mutants()) {
    if (!programs_show(mutant) || !mutant.within.empty()) continue;
    ++mutants;
    if (first_kill(mutant.name, noisy()).requirement) {
      ++killed;
    } else {
      survivors += fmt::format("\n- `{}`: {}", mutant.name, mutant.what);
    }
  }
  const std::size_t percent = 100 * killed / mutants;
  const std::string text = fmt::format(
      "Under `--profile aws`, at an endpoint that takes W1 to W5 all the time, {} of {} mutants "
      "that\n"
      "programs find are still found, {} %, by {} programs a requirement. Not these:\n{}\n",
      killed, mutants, percent, noisy().cases, survivors);
  std::printf("%s", text.c_str());
  EXPECT_GE(percent, 70U);
  expect_on_page("## In the noise of AWS's freedoms", text);
}

}  // namespace sqsproof::tests
