// `sqsproof completion SHELL`: the words of the command line for a shell, out of the declarations
// of the commands themselves.
#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/format.h>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "policy/support/words.h"

namespace sqsproof::cli {
namespace {

/// What may stand behind a command: its options and its own subcommands.
struct Words {
  std::string path;  ///< `check`, `conform run`
  std::vector<std::string> words;
};

void collect(CLI::App& app, const std::string& path, std::vector<Words>& all) {
  Words here{path, {}};
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) here.words.push_back("--" + name);
  }
  const auto subcommands = app.get_subcommands([](const CLI::App*) { return true; });
  for (const CLI::App* sub : subcommands) here.words.push_back(sub->get_name());
  all.push_back(std::move(here));
  for (CLI::App* sub : subcommands) {
    collect(*sub, path.empty() ? sub->get_name() : path + " " + sub->get_name(), all);
  }
}

/// Nothing of the command line runs: the commands are declared to be looked at.
std::vector<Words> all_words() {
  CLI::App app{"", "sqsproof"};
  for (const Command& command : all_commands()) {
    CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.summary));
    static_cast<void>(command.declare(*sub));
  }
  std::vector<Words> all;
  collect(app, "", all);
  return all;
}

/// Words of the line up to the cursor that are no options make the path of the command.
std::string for_bash() {
  std::string cases;
  for (const Words& words : all_words()) {
    cases += fmt::format("    '{}') words='{}' ;;\n", words.path, policy::join(words.words, " "));
  }
  return fmt::format(R"(_sqsproof() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} path='' next words word i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${{COMP_WORDS[i]}}
    next="${{path:+$path }}$word"
    if _sqsproof_words "$next"; then path=$next; fi
  done
  _sqsproof_words "$path"
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [[ $current != -* && -n $path ]]; then COMPREPLY+=($(compgen -f -- "$current")); fi
}}
_sqsproof_words() {{
  case $1 in
{}    *) return 1 ;;
  esac
}}
complete -o filenames -F _sqsproof sqsproof
)",
                     cases);
}

std::string for_zsh() { return "autoload -U +X bashcompinit && bashcompinit\n" + for_bash(); }

std::string for_fish() {
  std::string script = "complete -c sqsproof -f -n __fish_use_subcommand -a ''\n";
  for (const Words& words : all_words()) {
    std::string condition = "__fish_use_subcommand";
    if (!words.path.empty()) {
      condition = fmt::format("__fish_seen_subcommand_from {}",
                              words.path.substr(words.path.rfind(' ') + 1));
    }
    for (const std::string& word : words.words) {
      const bool option = word.starts_with("--");
      script += fmt::format("complete -c sqsproof -n '{}' {} {}\n", condition, option ? "-l" : "-a",
                            option ? word.substr(2) : word);
    }
  }
  return script;
}

}  // namespace

std::function<ExitCode()> declare_completion(CLI::App& app) {
  auto shell = std::make_shared<std::string>();
  app.add_option("shell", *shell, "bash, zsh or fish")
      ->required()
      ->type_name("SHELL")
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  return [shell] {
    fmt::print("{}", *shell == "fish" ? for_fish() : *shell == "zsh" ? for_zsh() : for_bash());
    return ExitCode::holds;
  };
}

}  // namespace sqsproof::cli
