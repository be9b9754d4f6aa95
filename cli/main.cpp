// The program: finds the subcommand, runs it, turns what went wrong into exit code 2.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <fmt/core.h>
#include <string>

#include "cli/command.h"
#include "policy/support/words.h"

namespace sqsproof::cli {
namespace {

constexpr const char* kDescription =
    "Proves what Amazon SQS access policies allow, and tests whether an SQS endpoint keeps a "
    "queue's promises.";
constexpr const char* kExitCodes =
    "Exit codes: 0 holds, 1 violated, 2 bad usage or input, 3 undecided, 130 interrupted.";

/// Says what is wrong with the command line, and what was probably meant.
void complain(const std::string& what, const std::string& first_word) {
  std::vector<std::string_view> names;
  for (const Command& command : all_commands()) names.push_back(command.name);
  const bool known = std::find(names.begin(), names.end(), first_word) != names.end();
  if (known || first_word.empty() || first_word[0] == '-') {
    fmt::print(stderr, "error: {}\n", what);
  } else {
    fmt::print(stderr, "error: there is no command `{}`\n", first_word);
    if (const auto near = policy::nearest_word(first_word, names)) {
      fmt::print(stderr, "  help: did you mean `sqsproof {}`?\n", *near);
    }
  }
  fmt::print(stderr, "  help: see `sqsproof {}--help`\n", known ? first_word + " " : "");
}

/// An option or argument whose value is empty: a variable of a script that is not set, say. Taken
/// as if it were not there, it would make the program do something else without a word.
const CLI::Option* first_empty(const CLI::App& app) {
  for (const CLI::Option* option : app.get_options()) {
    const auto& values = option->results();
    if (option->get_type_size() == 0) continue;  // a flag
    if (std::find(values.begin(), values.end(), "") != values.end()) return option;
  }
  for (const CLI::App* command : app.get_subcommands()) {
    if (const CLI::Option* option = first_empty(*command)) return option;
  }
  return nullptr;
}

/// Before the command does anything.
void refuse_empty(const CLI::App& command) {
  const CLI::Option* empty = first_empty(command);
  if (empty == nullptr) return;
  const bool positional = empty->get_lnames().empty() && empty->get_snames().empty();
  throw CLI::ValidationError(
      fmt::format("`{}` is empty\n  help: give it a value{}", empty->get_name(),
                  positional ? "" : ", or leave it out; is a variable of your script not set?"));
}

int run(int argc, char** argv) {
  CLI::App app{kDescription, "sqsproof"};
  app.footer(kExitCodes);
  app.require_subcommand(1);
  auto chosen = ExitCode::holds;
  for (const Command& command : all_commands()) {
    CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.summary));
    sub->footer("Examples:\n" + std::string(command.examples) + "\n" + kExitCodes);
    sub->callback([declared = command.declare(*sub), sub, &chosen] {
      refuse_empty(*sub);
      chosen = declared();
    });
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& error) {
    complain(error.what(), argc > 1 ? argv[1] : "");
    return static_cast<int>(ExitCode::bad_input);
  }
  return static_cast<int>(chosen);
}

}  // namespace
}  // namespace sqsproof::cli

int main(int argc, char** argv) {
  try {
    return sqsproof::cli::run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "internal error: {}\n  help: please report this with the input\n",
               error.what());
    return static_cast<int>(sqsproof::cli::ExitCode::bad_input);
  }
}
