// `--config FILE`: options of the command line as a TOML file, and what is expected of policies.
// The command line wins over the file, option by option; without --config no file is read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/prover_options.h"
#include "cli/trust_options.h"
#include "policy/support/diagnostic.h"
#include "properties/access/expectations/expectation.h"

namespace CLI {
class App;
}

namespace sqsproof::cli {

struct Config {
  std::vector<std::string> trusted_accounts;
  std::vector<std::string> trusted_orgs;
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::optional<double> timeout;
  std::optional<std::string> engine;
  std::vector<properties::Expectation> expectations;
};

/// Everything that is wrong with it is reported, each with its place and a cure.
[[nodiscard]] policy::Result<Config> read_config(const policy::Source& source);

/// The options that say what is expected, and the file.
struct ExpectationOptions {
  std::string config_path;
  std::vector<std::string> must_allow;
  std::vector<std::string> must_not_allow;
};
void add_expectations(CLI::App& app, ExpectationOptions& options);
/// The file alone, for commands that expect nothing of a policy.
void add_config(CLI::App& app, std::string& config_path);

/// What the file says, with the expectations of the command line behind its own. Nothing when
/// something is wrong; then the diagnostics are printed.
[[nodiscard]] std::optional<Config> load_config(const ExpectationOptions& options, bool color);

/// What the file says where the command line does not. The second is false, with diagnostics
/// printed, when something is wrong with the file of --org-file.
void take_from(const Config& config, const CLI::App& app, ProverOptions& options);
[[nodiscard]] bool take_from(const Config& config, const CLI::App& app, TrustOptions& options,
                             bool color);

/// Whether the command line has the option, so that the file has no say.
[[nodiscard]] bool is_given(const CLI::App& app, const std::string& option);

}  // namespace sqsproof::cli
