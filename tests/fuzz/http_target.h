// What the fuzzer does with a request, and what the corpus is run through in every test run: read
// it in whatever protocol it seems to speak, apply it to queues with messages, write the answer.
#pragma once

#include <string_view>

namespace sqsproof::tests {

/// `text`: a line `METHOD TARGET`, a line with the Content-Type, a line with X-Amz-Target, each of
/// which may be empty, and the body. False when the answer is none that a client could read.
[[nodiscard]] bool survives_as_request(std::string_view text);

}  // namespace sqsproof::tests
