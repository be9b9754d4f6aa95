// What came of a recording: what the trace holds, what it does not, and how to have it judged.
#pragma once

#include <string>

#include "fixtures/recorder/call_log.h"

namespace sqsproof::properties {

struct RecordingPlace {
  std::string trace;
  bool elsewhere = false;  ///< the endpoint is not on this machine
};
[[nodiscard]] std::string to_text(const fixtures::RecordingSummary& summary,
                                  const RecordingPlace& place);

}  // namespace sqsproof::properties
