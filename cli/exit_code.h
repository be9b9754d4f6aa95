// What the program's exit status says. 1 outranks 3, and 2 outranks all.
#pragma once

#include "policy/support/verdict.h"

namespace sqsproof::cli {

enum class ExitCode {
  holds = 0,      ///< nothing found
  violated = 1,   ///< findings at or above the threshold
  bad_input = 2,  ///< usage, configuration, unreadable or unsupported input, internal error
  undecided = 3,  ///< unknown input, limit reached, endpoint unreachable part-way
  interrupted = 130
};

[[nodiscard]] constexpr ExitCode worst(ExitCode a, ExitCode b) {
  constexpr auto rank = [](ExitCode code) {
    switch (code) {
      case ExitCode::holds:
        return 0;
      case ExitCode::undecided:
        return 1;
      case ExitCode::violated:
        return 2;
      case ExitCode::bad_input:
        return 3;
      case ExitCode::interrupted:
        return 4;
    }
    return 4;
  };
  return rank(a) >= rank(b) ? a : b;
}

[[nodiscard]] constexpr ExitCode exit_code_of(policy::Verdict verdict) {
  constexpr ExitCode codes[] = {ExitCode::holds, ExitCode::undecided, ExitCode::violated};
  return codes[static_cast<int>(verdict)];
}

}  // namespace sqsproof::cli
