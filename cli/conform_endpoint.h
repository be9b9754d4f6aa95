// Which endpoint `conform` tests, and how it is reached.
#pragma once

#include <string>
#include <vector>

#include "properties/explore/venues.h"
#include "semantics/judge/freedoms.h"

namespace CLI {
class App;
}

namespace sqsproof::cli {

struct EndpointOptions {
  std::string url;  ///< empty: the embedded endpoint
  std::string mutant;
  std::vector<std::string> weak;
  std::string profile;
  std::string region = "us-east-1";
  std::string protocol = "json";
  bool allow_remote = false;
};
void add_endpoint_options(CLI::App& app, EndpointOptions& options);

/// Refuses what does not fit together, and other machines without `--allow-remote`.
[[nodiscard]] policy::Result<properties::Venues> open_venues(const EndpointOptions& options);

/// What the endpoint may do beyond the strict model: nothing on this machine, and what AWS takes
/// elsewhere, unless `--profile` says.
[[nodiscard]] semantics::Freedoms freedoms_of(const EndpointOptions& options);

/// A diagnostic about how the command was used.
[[nodiscard]] policy::Diagnostics conform_usage_error(std::string message, std::string help);

}  // namespace sqsproof::cli
