// `sqsproof conform record`: what an application does with its queues, as a trace.
#include <CLI/CLI.hpp>
#include <charconv>
#include <chrono>
#include <fmt/chrono.h>
#include <fmt/core.h>

#include "cli/conform_commands.h"
#include "cli/conform_endpoint.h"
#include "cli/environment_keys.h"
#include "cli/options.h"
#include "cli/stop_signals.h"
#include "fixtures/recorder/proxy.h"
#include "properties/explore/venues.h"
#include "properties/report/record_report.h"

namespace sqsproof::cli {
namespace {

struct RecordOptions {
  std::string listen = "127.0.0.1:9999";
  std::string region;
  fixtures::RecordingProxyConfig proxy;
  bool resign = false;
  bool keep_urls = false;
  std::optional<bool> ask;
};

bool complain(const std::string& message, const std::string& help) {
  fmt::print(stderr, "error: {}\n  help: {}\n", message, help);
  return false;
}

/// `127.0.0.1:9999`, `[::1]:0`.
bool choose_address(const std::string& listen, fixtures::RecordingProxyConfig& proxy) {
  const std::size_t colon = listen.rfind(':');
  std::string host = listen.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const char* end = listen.data() + listen.size();
  const auto [stop, error] = std::from_chars(
      colon == std::string::npos ? end : listen.data() + colon + 1, end, proxy.port);
  if (colon == std::string::npos || host.empty() || error != std::errc() || stop != end) {
    return complain(fmt::format("`{}` is no address to listen on", listen),
                    "write HOST:PORT, for example 127.0.0.1:9999; port 0 picks a free one");
  }
  proxy.host = host;
  return true;
}

bool choose_keys(const RecordOptions& options, fixtures::RecordingProxyConfig& proxy) {
  const std::string region = region_or_default(options.region);
  const auto keys = environment_keys(kOwnKeys, region);
  proxy.asker.region = region;
  if (keys) {
    proxy.asker = {keys->access_key_id, keys->secret_access_key, keys->session_token, region};
  }
  if (!options.resign) return true;
  if (!keys) {
    return complain("`--resign` has no keys to sign with",
                    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment");
  }
  if (proxy.host != "::1" && !proxy.host.starts_with("127.")) {
    return complain(fmt::format("who reaches {} would act with your keys", proxy.host),
                    "listen on 127.0.0.1, or leave out `--resign`");
  }
  proxy.resigner = proxy.asker;
  return true;
}

bool choose_endpoint(const RecordOptions& options, fixtures::RecordingProxyConfig& proxy) {
  if (!is_http_url(proxy.endpoint)) {
    return complain(fmt::format("`{}` is no http or https URL", proxy.endpoint),
                    "write http://HOST:PORT or https://HOST");
  }
  const bool here = properties::is_loopback_url(proxy.endpoint);
  if (here && port_of(proxy.endpoint) == proxy.port) {
    return complain(fmt::format("`{}` is where the recorder itself listens", proxy.endpoint),
                    "name the endpoint's own address, or choose another --listen");
  }
  // Questions to an emulator on this machine cost nothing, and need no keys.
  proxy.ask = options.ask.value_or(here);
  if (!here && !options.resign) {
    fmt::print(stderr,
               "warning: clients sign their requests for this address, and an endpoint that "
               "checks signatures refuses them\n  help: add `--resign`, with AWS_* keys in the "
               "environment\n");
  }
  return true;
}

std::string new_trace_name() {
  const auto now =
      std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  return fmt::format("trace-{:%Y%m%d-%H%M%S}.jsonl", fmt::gmtime(now));
}

ExitCode run_record(RecordOptions options, const Common& common) {
  fixtures::RecordingProxyConfig& proxy = options.proxy;
  proxy.rewrite_urls = !options.keep_urls;
  if (proxy.trace.empty()) proxy.trace = new_trace_name();
  if (!choose_address(options.listen, proxy) || !choose_keys(options, proxy) ||
      !choose_endpoint(options, proxy)) {
    return ExitCode::bad_input;
  }
  const StopSignals stop;
  fixtures::RecordingProxy recorder;
  const std::string problem = recorder.start(proxy);
  if (!problem.empty()) {
    complain(problem, "choose another --listen, or a --trace that is not there yet");
    return ExitCode::bad_input;
  }
  std::FILE* words = proxy.trace == "-" ? stderr : stdout;  // a trace is nothing but records
  const bool v6 = proxy.host.find(':') != std::string::npos;
  fmt::print(words, "listening on http://{}:{}\n", v6 ? "[" + proxy.host + "]" : proxy.host,
             recorder.port());
  fmt::print(words, "passing on to {}, recording into {}; Ctrl-C ends it\n", proxy.endpoint,
             proxy.trace);
  std::fflush(words);
  stop.wait();
  recorder.stop();
  const fixtures::RecordingSummary summary = recorder.summary();
  const bool elsewhere = !properties::is_loopback_url(proxy.endpoint);
  if (!common.quiet) {
    fmt::print(words, "\n{}", properties::to_text(summary, {proxy.trace, elsewhere}));
  }
  return summary.file_problem.empty() ? ExitCode::holds : ExitCode::bad_input;
}

void declare_options(CLI::App& app, RecordOptions& options) {
  options.proxy.tool = "sqsproof " SQSPROOF_VERSION;
  app.add_option("--endpoint", options.proxy.endpoint, "URL that requests are passed on to")
      ->required()
      ->type_name("URL");
  app.add_option("--listen", options.listen, "address for the application's endpoint URL")
      ->capture_default_str()
      ->type_name("HOST:PORT");
  app.add_option("--trace", options.proxy.trace,
                 "new file for the trace; - is standard output; trace-DATE-TIME.jsonl without it")
      ->type_name("FILE.jsonl");
  app.add_flag("--closed", options.proxy.closed,
               "all that happens to the queues passes here: no other client, no topic or bucket; "
               "then lost and invented messages can be told, too");
  app.add_flag("--ask,!--no-ask", options.ask,
               "ask the endpoint for the settings of queues that are not created here (default "
               "for an endpoint on this machine); without it, what depends on them is unknown");
  app.add_flag("--keep-urls", options.keep_urls,
               "leave queue URLs in answers alone; they are rewritten to the listen address "
               "otherwise, so that clients who follow them come back here");
  app.add_flag("--resign", options.resign,
               "sign requests anew with the keys in AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and "
               "AWS_SESSION_TOKEN: a client's signature covers the host that it speaks to, which "
               "is this one, so that AWS refuses it; emulators take it as it is");
  app.add_option("--region", options.region, "region to sign for; else AWS_REGION, or us-east-1");
}

}  // namespace

std::function<ExitCode()> declare_conform_record(CLI::App& app) {
  auto options = std::make_shared<RecordOptions>();
  declare_options(app, *options);
  auto common = add_common(app, {"text"});
  return [options, common] { return run_record(*options, *common); };
}

}  // namespace sqsproof::cli
