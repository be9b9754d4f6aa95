// Which endpoint `conform` tests, how it is reached, and what a run may do there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fixtures/kept_endpoint.h"
#include "fixtures/raw_http.h"
#include "properties/explore/venues.h"
#include "properties/report/replay_target.h"
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
  std::optional<double> early_s, late_s;  ///< in real time; else as the profile has it
  std::string region;
  std::string account;  ///< that its queues must be in; empty: in any
  std::string protocol = "json";
  bool allow_remote = false;
  std::uint64_t request_budget = 0;  ///< 0: none
  int requests_per_second = 0;       ///< at most; 0: as many as come
  std::string queue_prefix = "sqsproof";
  std::optional<bool> tag_queues;  ///< on other machines, unless this says
  std::string control_token;       ///< of an endpoint on a virtual clock
  std::string restart;             ///< command that starts the endpoint anew; may be empty
  std::string stranger;            ///< ARN of a principal of another account
  std::string strangers_team;      ///< the value of its tag `team`; empty: not known
};
void add_endpoint_options(CLI::App& app, EndpointOptions& options);
/// Of them, those for requests: address, region and protocol.
void add_address_options(CLI::App& app, EndpointOptions& options);

/// Whether it is a URL that requests can be sent to: a host, a port that there is, no query.
[[nodiscard]] bool is_http_url(std::string_view url);
/// The port of such a URL; 0 when it names none that there is.
[[nodiscard]] int port_of(std::string_view url);

/// An endpoint that is ready for a run.
struct Target {
  properties::Venues venues;
  // Of an endpoint with a URL:
  bool elsewhere = false;  ///< not on this machine
  fixtures::RawSigner keys;
  std::optional<fixtures::RawSigner> stranger;
  std::string names;          ///< that the names of the queues of programs begin with
  std::string example_names;  ///< of those of examples
  semantics::StringMap tags;
  std::shared_ptr<fixtures::Leash> leash;
  std::shared_ptr<fixtures::KeptEndpoint> endpoint;
};

/// Refuses what does not fit together, and other machines without `--allow-remote`.
[[nodiscard]] policy::Result<Target> open_target(const EndpointOptions& options);

/// A client of the endpoint, without more; `policy::Diagnostics` likewise.
[[nodiscard]] policy::Result<std::shared_ptr<fixtures::Endpoint>> open_endpoint(
    const EndpointOptions& options);

/// What the endpoint may do beyond the strict model: nothing on this machine, and what AWS takes
/// elsewhere, unless `--profile` says.
[[nodiscard]] semantics::Freedoms freedoms_of(const EndpointOptions& options);

/// What a replay needs to be told to run where these options say.
[[nodiscard]] properties::ReplayTarget replay_target_of(const EndpointOptions& options);

/// A diagnostic about how the command was used.
[[nodiscard]] policy::Diagnostics conform_usage_error(std::string message, std::string help);

}  // namespace sqsproof::cli
