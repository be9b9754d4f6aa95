#include "cli/environment_keys.h"

#include <cstdlib>

namespace sqsproof::cli {
namespace {

std::string variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value != nullptr ? value : "";
}

}  // namespace

std::optional<fixtures::RawSigner> environment_keys(const std::string& prefix,
                                                    const std::string& region) {
  fixtures::RawSigner keys;
  keys.access_key_id = variable(prefix + "ACCESS_KEY_ID");
  keys.secret_access_key = variable(prefix + "SECRET_ACCESS_KEY");
  keys.session_token = variable(prefix + "SESSION_TOKEN");
  keys.region = region;
  if (keys.access_key_id.empty() || keys.secret_access_key.empty()) return std::nullopt;
  return keys;
}

std::string region_or_default(const std::string& option) {
  for (const std::string& region :
       {option, variable("AWS_REGION"), variable("AWS_DEFAULT_REGION")}) {
    if (!region.empty()) return region;
  }
  return "us-east-1";
}

}  // namespace sqsproof::cli
