// The program: finds the subcommand, runs it, turns what went wrong into exit code 2.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <fmt/core.h>
#include <span>
#include <string>
#include <vector>

#include "cli/command.h"
#include "policy/support/words.h"

namespace sqsproof::cli {
namespace {

constexpr const char* kDescription =
    "Proves what Amazon SQS access policies allow, and tests whether an SQS endpoint keeps a "
    "queue's promises.";
constexpr const char* kExitCodes =
    "Exit codes: 0 holds, 1 violated, 2 bad usage or input, 3 undecided, 130 interrupted.";

/// Says what is wrong with the command line, and what was probably meant: of the first words, those
/// that are commands are followed.
void complain(const CLI::App& app, const std::string& what, std::span<char*> words) {
  const CLI::App* at = &app;
  std::string path = "sqsproof ";
  std::vector<std::string> names;
  std::string_view word;
  for (char* const one : words) {
    names.clear();
    word = "";
    for (const CLI::App* sub : at->get_subcommands(nullptr)) names.push_back(sub->get_name());
    if (names.empty()) break;
    word = one;
    if (std::find(names.begin(), names.end(), word) == names.end()) break;
    at = at->get_subcommand(std::string(word));
    path += std::string(word) + " ";
    word = "";
  }
  if (names.empty() || word.empty() || word[0] == '-') {
    fmt::print(stderr, "error: {}\n", what);
  } else {
    fmt::print(stderr, "error: there is no command `{}{}`\n", path, word);
    const std::vector<std::string_view> known(names.begin(), names.end());
    if (const auto near = policy::nearest_word(word, known)) {
      fmt::print(stderr, "  help: did you mean `{}{}`?\n", path, *near);
    }
  }
  fmt::print(stderr, "  help: see `{}--help`\n", path);
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

/// Two reports in one stream are none that a program can read.
void refuse_mixed_outputs(const CLI::App& app) {
  const CLI::Option* option = app.get_option_no_throw("--output");
  const std::vector<std::string> all = option ? option->results() : std::vector<std::string>{};
  const auto to_stream = [](const std::string& output) { return output.find('=') == output.npos; };
  const auto first = std::find_if(all.begin(), all.end(), to_stream);
  const auto second = first == all.end() ? first : std::find_if(first + 1, all.end(), to_stream);
  if (second != all.end()) {
    throw CLI::ValidationError(
        fmt::format("`--output {0}` and `--output {1}` both write to standard output\n"
                    "  help: give one of them a file: `--output {1}=FILE`",
                    *first, *second));
  }
  for (const CLI::App* command : app.get_subcommands()) refuse_mixed_outputs(*command);
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
      refuse_mixed_outputs(*sub);
      chosen = declared();
    });
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& error) {
    complain(app, error.what(), std::span(argv, static_cast<std::size_t>(argc)).subspan(1));
    return static_cast<int>(ExitCode::bad_input);
  }
  return static_cast<int>(chosen);
}

}  // namespace
}  // namespace sqsproof::cli

int main(int argc, char** argv) {
  try {
    const int code = sqsproof::cli::run(argc, argv);
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
    fmt::print(stderr, "error: cannot write to standard output: {}\n  help: is the disk full?\n",
               std::strerror(errno));
    return static_cast<int>(sqsproof::cli::ExitCode::bad_input);
  } catch (const std::exception& error) {
    fmt::print(stderr, "internal error: {}\n  help: please report this with the input\n",
               error.what());
    return static_cast<int>(sqsproof::cli::ExitCode::bad_input);
  }
}
