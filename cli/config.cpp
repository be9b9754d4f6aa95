#include "cli/config.h"

#include <CLI/CLI.hpp>

#include "cli/input.h"
#include "semantics/vocabulary.h"

namespace sqsproof::cli {
namespace {

using properties::Expectation;

/// False when one of the texts is wrong.
bool add_texts(const std::vector<std::string>& texts, Expectation::Kind kind, const char* option,
               Config& config, bool color) {
  bool all = true;
  for (const std::string& text : texts) {
    auto one = properties::read_expectation(option, text, kind, semantics::sqs_vocabulary());
    if (one) {
      config.expectations.push_back(std::move(*one));
      continue;
    }
    print(one.error(), color);
    all = false;
  }
  return all;
}

}  // namespace

void add_config(CLI::App& app, std::string& config_path) {
  app.add_option("--config", config_path,
                 "a TOML file with options and with what is expected; the command line wins")
      ->type_name("FILE");
}

void add_expectations(CLI::App& app, ExpectationOptions& options) {
  add_config(app, options.config_path);
  app.add_option("--must-allow", options.must_allow,
                 "all such requests must get in: 'PRINCIPAL ACTION[,ACTION]', repeatable")
      ->type_name("TEXT")
      ->allow_extra_args(false);
  app.add_option("--must-not-allow", options.must_not_allow,
                 "no such request may get in: 'PRINCIPAL ACTION[,ACTION]', repeatable")
      ->type_name("TEXT")
      ->allow_extra_args(false);
}

std::optional<Config> load_config(const ExpectationOptions& options, bool color) {
  Config config;
  if (!options.config_path.empty()) {
    const auto source = read_input(options.config_path);
    auto read = source ? read_config(*source) : tl::unexpected(source.error());
    if (!read) {
      print(read.error(), color);
      return std::nullopt;
    }
    config = std::move(*read);
  }
  const bool allow =
      add_texts(options.must_allow, Expectation::Kind::must_allow, "--must-allow", config, color);
  const bool not_allow = add_texts(options.must_not_allow, Expectation::Kind::must_not_allow,
                                   "--must-not-allow", config, color);
  if (!allow || !not_allow) return std::nullopt;
  return config;
}

void take_from(const Config& config, const CLI::App& app, ProverOptions& options) {
  if (config.timeout && !is_given(app, "--timeout")) options.timeout_s = *config.timeout;
  if (config.engine && !is_given(app, "--engine")) options.engine = *config.engine;
}

bool take_from(const Config& config, const CLI::App& app, TrustOptions& options, bool color) {
  if (!is_given(app, "--trusted-account")) options.accounts = config.trusted_accounts;
  if (!is_given(app, "--trusted-org")) options.organizations = config.trusted_orgs;
  return read_org_file(options, color);
}

bool is_given(const CLI::App& app, const std::string& option) { return app.count(option) > 0; }

}  // namespace sqsproof::cli
