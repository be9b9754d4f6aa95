// `sqsproof serve`: the embedded endpoint for other programs.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fmt/core.h>
#include <pthread.h>
#include <signal.h>
#include <vector>

#include "cli/command.h"
#include "fixtures/embedded/http_server.h"
#include "fixtures/mutants/mutant.h"
#include "policy/support/words.h"
#include "policy/values/arn.h"

namespace sqsproof::cli {
namespace {

struct ServeOptions {
  fixtures::HttpServerConfig server;
  std::string clock = "real";
  std::string mutant;
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
  fmt::print(
      stderr, "error: there is no mutant `{}`\n  help: {}\n", name,
      near ? fmt::format("did you mean `{}`?", *near) : "see ARCHITECTURE.md for their names");
  return false;
}

/// Waits for the signal that ends the program; they are blocked before any thread starts, so that
/// every thread inherits that and only this one takes them.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  }
  void wait() const {
    int signal = 0;
    sigwait(&signals_, &signal);
  }

 private:
  sigset_t signals_{};
};

ExitCode run_serve(ServeOptions options) {
  if (!choose_mutant(options.mutant, options.server.service.flaw)) return ExitCode::bad_input;
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
  app.add_flag("--control", options->server.control, "serve /_control to clients on this machine");
  app.add_option("--mutant", options->mutant, "be wrong in one named way");
  return [options] { return run_serve(*options); };
}

}  // namespace sqsproof::cli
