// Which exit code wins when several apply.
#include "cli/exit_code.h"

#include <gtest/gtest.h>

namespace sqsproof::cli {

TEST(ExitCode, OneOutranksThreeAndTwoOutranksBoth) {
  EXPECT_EQ(worst(ExitCode::undecided, ExitCode::violated), ExitCode::violated);
  EXPECT_EQ(worst(ExitCode::violated, ExitCode::bad_input), ExitCode::bad_input);
  EXPECT_EQ(worst(ExitCode::holds, ExitCode::undecided), ExitCode::undecided);
}

}  // namespace sqsproof::cli
