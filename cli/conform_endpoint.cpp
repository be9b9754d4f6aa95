#include "cli/conform_endpoint.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "cli/weak_option.h"
#include "fixtures/endpoint_pool.h"
#include "fixtures/http_endpoint.h"
#include "fixtures/real_clock.h"

namespace sqsproof::cli {
namespace {

fixtures::EndpointPool::Make client_of(const EndpointOptions& options,
                                       fixtures::Protocol protocol) {
  fixtures::HttpEndpointConfig config;
  config.url = options.url;
  config.region = options.region;
  config.protocol = protocol;
  return [config] { return std::make_unique<fixtures::HttpEndpoint>(config); };
}

std::shared_ptr<fixtures::Endpoint> clients_of(const EndpointOptions& options) {
  using fixtures::Protocol;
  std::vector<fixtures::EndpointPool::Make> kinds;
  if (options.protocol != "query") kinds.push_back(client_of(options, Protocol::json));
  if (options.protocol != "json") kinds.push_back(client_of(options, Protocol::query));
  return std::make_shared<fixtures::EndpointPool>(options.url, std::move(kinds));
}

policy::Result<properties::Venues> open_embedded(const EndpointOptions& options) {
  if (options.protocol != "json") {
    return tl::unexpected(
        conform_usage_error("without `--endpoint` nothing goes over a protocol",
                            "start `sqsproof serve` and name its URL as `--endpoint`"));
  }
  const auto weak = read_weaknesses(options.weak);
  if (!weak) return tl::unexpected(weak.error());
  return properties::embedded_venues(options.mutant, *weak);
}

}  // namespace

policy::Diagnostics conform_usage_error(std::string message, std::string help) {
  policy::Diagnostics diagnostics;
  diagnostics.push_back({"conform/usage", policy::Severity::error, std::move(message), nullptr,
                         policy::Place{}, "", std::move(help)});
  return diagnostics;
}

policy::Result<properties::Venues> open_venues(const EndpointOptions& options) {
  if (options.url.empty()) return open_embedded(options);
  if (!options.mutant.empty() || !options.weak.empty()) {
    return tl::unexpected(
        conform_usage_error(fmt::format("`{}` is a switch of the embedded endpoint",
                                        options.mutant.empty() ? "--weak" : "--mutant"),
                            "leave out `--endpoint`"));
  }
  if (!options.allow_remote && !properties::is_loopback_url(options.url)) {
    return tl::unexpected(
        conform_usage_error("`" + options.url + "` is not on this machine",
                            "a run makes many queues and requests, which may cost money; add "
                            "`--allow-remote` if that is meant"));
  }
  const auto clock = std::make_shared<fixtures::RealClock>();
  return properties::shared_venues(clients_of(options), clock,
                                   fmt::format("{:x}", clock->now() / 1'000));
}

semantics::Freedoms freedoms_of(const EndpointOptions& options) {
  const bool elsewhere = !options.url.empty() && !properties::is_loopback_url(options.url);
  const bool aws = options.profile.empty() ? elsewhere : options.profile == "aws";
  return aws ? semantics::Freedoms::aws() : semantics::Freedoms{};
}

void add_endpoint_options(CLI::App& app, EndpointOptions& options) {
  app.add_option("--endpoint", options.url, "URL of the endpoint; the embedded one without it")
      ->type_name("URL");
  app.add_option("--mutant", options.mutant, "a fault to switch on in the embedded endpoint")
      ->type_name("NAME");
  add_weak_option(app, options.weak);
  app.add_option("--profile", options.profile,
                 "strict: nothing is left free (default on this machine); aws: what AWS leaves "
                 "free may happen")
      ->check(CLI::IsMember({"strict", "aws"}));
  app.add_option("--region", options.region, "region to sign requests for")->capture_default_str();
  app.add_option("--protocol", options.protocol,
                 "of requests to the endpoint: AWS JSON 1.0, Query, or both in turns")
      ->check(CLI::IsMember({"json", "query", "both"}))
      ->capture_default_str();
  app.add_flag("--allow-remote", options.allow_remote,
               "test an endpoint that is not on this machine");
}

}  // namespace sqsproof::cli
