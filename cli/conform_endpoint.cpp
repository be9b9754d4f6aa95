#include "cli/conform_endpoint.h"

#include <charconv>
#include <ctime>
#include <fmt/chrono.h>
#include <fmt/core.h>

#include "cli/environment_keys.h"
#include "cli/weak_option.h"
#include "fixtures/controlled_endpoint.h"
#include "fixtures/endpoint_pool.h"
#include "fixtures/http_endpoint.h"
#include "fixtures/real_clock.h"
#include "policy/support/words.h"
#include "properties/explore/queue_names.h"

namespace sqsproof::cli {
namespace {

/// Emulators take any keys; those of the environment are for everybody, as SDKs see it.
fixtures::RawSigner keys_of(const EndpointOptions& options) {
  const std::string region = region_or_default(options.region);
  fixtures::RawSigner any;
  any.region = region;
  return environment_keys(kOwnKeys, region).value_or(any);
}

fixtures::EndpointPool::Make client_of(const EndpointOptions& options,
                                       const fixtures::RawSigner& keys,
                                       fixtures::Protocol protocol) {
  fixtures::HttpEndpointConfig config;
  config.url = options.url;
  config.region = keys.region;
  config.access_key_id = keys.access_key_id;
  config.secret_access_key = keys.secret_access_key;
  config.session_token = keys.session_token;
  config.protocol = protocol;
  return [config] { return std::make_unique<fixtures::HttpEndpoint>(config); };
}

std::shared_ptr<fixtures::Endpoint> clients_of(const EndpointOptions& options,
                                               const fixtures::RawSigner& keys) {
  using fixtures::Protocol;
  std::vector<fixtures::EndpointPool::Make> kinds;
  if (options.protocol != "query") kinds.push_back(client_of(options, keys, Protocol::json));
  if (options.protocol != "json") kinds.push_back(client_of(options, keys, Protocol::query));
  return std::make_shared<fixtures::EndpointPool>(options.url, std::move(kinds));
}

/// The first option that is about an endpoint with a URL, where there is none.
const char* needs_url(const EndpointOptions& options) {
  if (options.request_budget > 0) return "--request-budget";
  if (options.tag_queues.value_or(false)) return "--tag-queues";
  if (!options.control_token.empty()) return "--control-token";
  if (!options.restart.empty()) return "--restart";
  if (!options.region.empty()) return "--region";
  if (!options.account.empty()) return "--account";
  if (options.early_s) return "--early";
  if (options.late_s) return "--late";
  if (options.allow_remote) return "--allow-remote";
  if (options.queue_prefix != EndpointOptions{}.queue_prefix) return "--queue-prefix";
  if (!options.strangers_team.empty()) return "--stranger-team";
  return options.stranger.empty() ? nullptr : "--stranger";
}

policy::Result<Target> open_embedded(const EndpointOptions& options) {
  if (options.protocol != "json") {
    return tl::unexpected(
        conform_usage_error("without `--endpoint` nothing goes over a protocol",
                            "start `sqsproof serve` and name its URL as `--endpoint`"));
  }
  if (const char* option = needs_url(options)) {
    return tl::unexpected(conform_usage_error(
        fmt::format("`{}` is for an endpoint of its own", option), "add `--endpoint URL`"));
  }
  const auto weak = read_weaknesses(options.weak);
  if (!weak) return tl::unexpected(weak.error());
  auto venues = properties::embedded_venues(options.mutant, *weak);
  if (!venues) return tl::unexpected(venues.error());
  Target target;
  target.venues = std::move(*venues);
  return target;
}

policy::Diagnostics check_address(const EndpointOptions& options) {
  if (!is_http_url(options.url)) {
    return conform_usage_error("`" + options.url + "` is no http or https URL",
                               "write http://HOST:PORT or https://HOST");
  }
  if (options.allow_remote || properties::is_loopback_url(options.url)) return {};
  return conform_usage_error("`" + options.url + "` is not on this machine",
                             "a run makes many queues and requests, which may cost money; add "
                             "`--allow-remote` if that is meant");
}

/// Where the run is, and who it is.
policy::Result<Target> identify(const EndpointOptions& options) {
  Target target;
  target.elsewhere = !properties::is_loopback_url(options.url);
  target.keys = keys_of(options);
  if (!properties::is_queue_prefix(options.queue_prefix)) {
    return tl::unexpected(conform_usage_error(
        "`" + options.queue_prefix + "` is no prefix for the names of queues",
        fmt::format("use 1 to {} letters, digits, `-` and `_`", properties::kLongestQueuePrefix)));
  }
  if (options.stranger.empty() && options.strangers_team.empty()) return target;
  if (options.stranger.empty()) {
    return tl::unexpected(conform_usage_error(
        "`--stranger-team` is a tag of whom `--stranger` names", "add `--stranger ARN`"));
  }
  target.stranger = environment_keys(kStrangersKeys, target.keys.region);
  if (target.stranger) return target;
  return tl::unexpected(conform_usage_error(
      "`--stranger` has no keys to call with",
      "set SQSPROOF_STRANGER_ACCESS_KEY_ID and SQSPROOF_STRANGER_SECRET_ACCESS_KEY"));
}

policy::Result<Target> on_virtual_clock(Target target, const EndpointOptions& options) {
  if (options.request_budget > 0) {
    return tl::unexpected(conform_usage_error("on a virtual clock requests are not counted",
                                              "leave out `--request-budget`"));
  }
  auto clients = clients_of(options, target.keys);
  auto opened =
      fixtures::ControlledEndpoint::open(options.url, options.control_token, std::move(clients));
  if (!opened) {
    return tl::unexpected(conform_usage_error(
        opened.error(), "`sqsproof serve --clock virtual --control` prints its token"));
  }
  target.endpoint = std::make_shared<fixtures::KeptEndpoint>(*opened, target.leash, target.tags);
  target.venues = properties::controlled_venues(*opened, target.endpoint, target.names);
  return target;
}

bool is_aws(const EndpointOptions& options) {
  const bool elsewhere = !options.url.empty() && !properties::is_loopback_url(options.url);
  return options.profile.empty() ? elsewhere : options.profile == "aws";
}

semantics::Tolerance tolerance_of(const EndpointOptions& options) {
  const auto microseconds = [](double seconds) {
    return static_cast<semantics::Duration_us>(seconds * semantics::kSecond_us);
  };
  semantics::Tolerance tolerance = properties::usual_tolerance(is_aws(options));
  if (options.early_s) tolerance.early_us = microseconds(*options.early_s);
  if (options.late_s) tolerance.late_us = microseconds(*options.late_s);
  return tolerance;
}

}  // namespace

bool is_http_url(std::string_view url) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!policy::to_lower(url.substr(0, scheme.size())).starts_with(scheme)) continue;
    const std::string_view host = url.substr(scheme.size());
    return !host.empty() && std::string_view("/:?#").find(host.front()) == std::string_view::npos &&
           port_of(url) > 0 && url.find_first_of(" ?#") == std::string_view::npos;
  }
  return false;
}

int port_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  std::string_view host = scheme == url.npos ? url : url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  const std::size_t colon = host.rfind(':');
  const std::size_t bracket = host.rfind(']');
  if (colon == host.npos || (bracket != host.npos && colon < bracket)) {
    return url.starts_with("https") ? 443 : 80;
  }
  int port = 0;
  const char* const end = host.data() + host.size();
  const auto [stop, error] = std::from_chars(host.data() + colon + 1, end, port);
  return error == std::errc() && stop == end && port <= 65'535 ? port : 0;
}

properties::ReplayTarget replay_target_of(const EndpointOptions& options) {
  properties::ReplayTarget target;
  target.endpoint = options.url;
  target.mutant = options.mutant;
  target.weak = options.weak;
  if (options.protocol != "json") target.protocol = options.protocol;
  target.profile = options.profile;
  target.region = options.region;
  target.early_s = options.early_s;
  target.late_s = options.late_s;
  target.allow_remote = options.allow_remote;
  target.virtual_clock = !options.control_token.empty();
  return target;
}

policy::Diagnostics conform_usage_error(std::string message, std::string help) {
  policy::Diagnostics diagnostics;
  diagnostics.push_back({"conform/usage", policy::Severity::error, std::move(message), nullptr,
                         policy::Place{}, "", std::move(help)});
  return diagnostics;
}

policy::Result<std::shared_ptr<fixtures::Endpoint>> open_endpoint(const EndpointOptions& options) {
  auto refused = check_address(options);
  if (!refused.empty()) return tl::unexpected(std::move(refused));
  return clients_of(options, keys_of(options));
}

policy::Result<Target> open_target(const EndpointOptions& options) {
  if (options.url.empty()) return open_embedded(options);
  if (!options.mutant.empty() || !options.weak.empty()) {
    return tl::unexpected(
        conform_usage_error(fmt::format("`{}` is a switch of the embedded endpoint",
                                        options.mutant.empty() ? "--weak" : "--mutant"),
                            "leave out `--endpoint`"));
  }
  auto refused = check_address(options);
  if (!refused.empty()) return tl::unexpected(std::move(refused));
  auto target = identify(options);
  if (!target) return target;
  const auto clock = std::make_shared<fixtures::RealClock>();
  target->leash =
      std::make_shared<fixtures::Leash>(options.request_budget, options.requests_per_second);
  const std::int64_t run = clock->now() / 1'000;
  target->names = properties::run_names(options.queue_prefix, run);
  target->example_names = properties::run_names(options.queue_prefix, run + 1);
  if (options.tag_queues.value_or(target->elsewhere)) {
    const std::time_t now = clock->now() / semantics::kSecond_us;
    target->tags =
        properties::run_tags(target->names, fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now)));
  }
  if (!options.control_token.empty()) return on_virtual_clock(std::move(*target), options);
  target->endpoint = std::make_shared<fixtures::KeptEndpoint>(clients_of(options, target->keys),
                                                              target->leash, target->tags);
  target->venues = properties::shared_venues(
      target->endpoint, std::make_shared<fixtures::LeashedClock>(clock, target->leash),
      target->names, tolerance_of(options));
  return target;
}

semantics::Freedoms freedoms_of(const EndpointOptions& options) {
  return is_aws(options) ? semantics::Freedoms::aws() : semantics::Freedoms{};
}

}  // namespace sqsproof::cli
