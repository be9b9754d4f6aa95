// `sqsproof serve`: the embedded endpoint for other programs.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fmt/core.h>
#include <random>
#include <vector>

#include "cli/command.h"
#include "cli/input.h"
#include "cli/stop_signals.h"
#include "cli/weak_option.h"
#include "fixtures/embedded/http_server.h"
#include "fixtures/journal/data_dir.h"
#include "fixtures/mutants/mutant.h"
#include "policy/support/words.h"
#include "policy/values/arn.h"

namespace sqsproof::cli {
namespace {

struct ServeOptions {
  fixtures::HttpServerConfig server;
  std::string clock = "real";
  std::string mutant;
  std::string auth = "off";
  std::string credentials;
  std::vector<std::string> weak;
  std::string data;
  bool control = false;
};

/// False, with a message, when there is no such mutant.
bool choose_mutant(const std::string& name, semantics::Flaw& flaw) {
  if (name.empty()) return true;
  if (const fixtures::Mutant* mutant = fixtures::find_mutant(name)) {
    flaw = mutant->flaw;
    return true;
  }
  std::vector<std::string_view> names;
  for (const fixtures::Mutant& mutant : fixtures::all_mutants()) names.push_back(mutant.name);
  const auto near = policy::nearest_word(name, names);
  std::string list;
  for (const std::string_view known : names)
    list += fmt::format("{}{}", list.empty() ? "" : ", ", known);
  fmt::print(stderr, "error: there is no mutant `{}`\n  help: {}\n", name,
             near ? fmt::format("did you mean `{}`?", *near) : "use one of " + list);
  return false;
}

/// False, with a message, when the options do not go together or the file is no good.
bool choose_auth(const ServeOptions& options, fixtures::HttpServerConfig& server) {
  const bool enforce = options.auth == "policy";
  if (enforce != !options.credentials.empty()) {
    fmt::print(stderr, "error: {}\n",
               enforce ? "`--auth policy` has nobody to let in\n"
                         "  help: add --credentials FILE: who calls with which access key"
                       : "--credentials says who may call, but nobody is asked\n"
                         "  help: add --auth policy, or leave out --credentials");
    return false;
  }
  if (!enforce) return true;
  const auto source = read_input(options.credentials);
  auto credentials = source ? fixtures::read_credentials(*source) : tl::unexpected(source.error());
  if (!credentials) {
    print(credentials.error(), use_color({}, 2));
    return false;
  }
  server.credentials = std::move(*credentials);
  return true;
}

bool choose_weaknesses(const ServeOptions& options, semantics::Weaknesses& weak) {
  const auto chosen = read_weaknesses(options.weak);
  if (chosen) {
    weak = *chosen;
  } else {
    print(chosen.error(), use_color({}, 2));
  }
  return chosen.has_value();
}

/// A token that nobody guesses.
std::string new_token() {
  std::random_device source;
  std::string token;
  for (int i = 0; i < 4; ++i) token += fmt::format("{:08x}", source());
  return token;
}

/// False, with a message, when others than programs on this machine could reach the control API.
bool choose_control(const ServeOptions& options, fixtures::HttpServerConfig& server) {
  if (!options.control && server.control_token.empty()) return true;
  const std::string& host = server.host;
  if (!host.starts_with("127.") && host != "::1") {
    fmt::print(stderr,
               "error: the control API is for this machine alone, and {} is not\n"
               "  help: listen on 127.0.0.1, or leave out --control\n",
               host);
    return false;
  }
  if (server.control_token.empty()) server.control_token = new_token();
  return true;
}

/// False, with a message, when the directory cannot be used.
bool choose_data(const ServeOptions& options, fixtures::HttpServerConfig& server) {
  if (options.data.empty()) return true;
  const auto others =
      server.credentials ? server.credentials->accounts() : std::vector<std::string>{};
  const auto warn = [](const std::string& text) { fmt::print(stderr, "{}\n", text); };
  auto data = fixtures::journal::DataDir::open({options.data, server.service, others, warn});
  if (!data) {
    fmt::print(stderr, "error: {}\n  help: {}\n", data.error().message, data.error().help);
    return false;
  }
  server.data = std::move(*data);
  return true;
}

ExitCode run_serve(ServeOptions options) {
  if (!choose_mutant(options.mutant, options.server.service.flaw)) return ExitCode::bad_input;
  if (!choose_weaknesses(options, options.server.service.weak)) return ExitCode::bad_input;
  if (!choose_auth(options, options.server)) return ExitCode::bad_input;
  if (!choose_control(options, options.server)) return ExitCode::bad_input;
  if (!choose_data(options, options.server)) return ExitCode::bad_input;
  options.server.virtual_clock = options.clock == "virtual";
  const StopSignals stop;
  fixtures::HttpServer server;
  const std::string problem = server.start(options.server);
  if (!problem.empty()) {
    fmt::print(
        stderr,
        "error: cannot listen on {}:{}: {}\n  help: choose another --port, or 0 for a free one\n",
        options.server.host, options.server.port, problem);
    return ExitCode::bad_input;
  }
  fmt::print("listening on http://{}:{}\n", options.server.host, server.port());
  if (options.control) fmt::print("control token {}\n", options.server.control_token);
  std::fflush(stdout);
  stop.wait();
  server.stop();
  return ExitCode::holds;
}

}  // namespace

std::function<ExitCode()> declare_serve(CLI::App& app) {
  auto options = std::make_shared<ServeOptions>();
  options->server.port = 9324;
  app.add_option("--host", options->server.host, "IP address to listen on")->capture_default_str();
  app.add_option("--port", options->server.port, "port to listen on; 0 picks a free one")
      ->capture_default_str();
  app.add_option("--region", options->server.service.region, "region of the queues")
      ->capture_default_str();
  app.add_option("--account", options->server.service.account, "account that owns the queues")
      ->capture_default_str()
      ->check([](const std::string& text) {
        return policy::is_account_id(text) ? ""
                                           : "`" + text + "` is not an account id of 12 digits";
      });
  app.add_option("--clock", options->clock, "real, or virtual: moved by POST /_control/clock")
      ->check(CLI::IsMember({"real", "virtual"}))
      ->capture_default_str();
  app.add_option("--auth", options->auth,
                 "off: everyone may do everything; policy: verify signatures, enforce policies")
      ->check(CLI::IsMember({"off", "policy"}))
      ->capture_default_str();
  app.add_option("--credentials", options->credentials,
                 "access keys and their principals, for --auth policy")
      ->type_name("FILE");
  app.add_flag("--control", options->control,
               "serve /_control to clients on this machine that have the token, which is printed");
  app.add_option("--control-token", options->server.control_token,
                 "the same with a token of yours, for the header X-Control-Token")
      ->type_name("TOKEN");
  app.add_option("--data", options->data,
                 "directory that queues, messages, topics and bucket notifications are kept in; "
                 "what was acknowledged outlives the process, not a power failure")
      ->type_name("DIR");
  add_weak_option(app, options->weak);
  app.add_option("--mutant", options->mutant, "be wrong in one named way");
  return [options] { return run_serve(*options); };
}

}  // namespace sqsproof::cli
