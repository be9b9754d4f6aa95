// Access keys of the environment: never of the command line, which other users of a machine can
// see.
#pragma once

#include <optional>
#include <string>

#include "fixtures/raw_http.h"

namespace sqsproof::cli {

/// Keys of the variables `<prefix>ACCESS_KEY_ID`, `<prefix>SECRET_ACCESS_KEY` and, of temporary
/// ones, `<prefix>SESSION_TOKEN`; none when one of the first two is missing.
[[nodiscard]] std::optional<fixtures::RawSigner> environment_keys(const std::string& prefix,
                                                                  const std::string& region);

/// `option`, or AWS_REGION, or AWS_DEFAULT_REGION, or us-east-1.
[[nodiscard]] std::string region_or_default(const std::string& option);

constexpr const char* kOwnKeys = "AWS_";
constexpr const char* kStrangersKeys = "SQSPROOF_STRANGER_";

}  // namespace sqsproof::cli
