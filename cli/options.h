// Options that several commands share.
#pragma once

#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/exit_code.h"

namespace CLI {
class App;
}

namespace sqsproof::cli {

struct Common {
  std::vector<std::string> output;  ///< `FORMAT` or `FORMAT=FILE`; text to standard output if none
  std::string color = "auto";       ///< auto, always, never
  bool quiet = false;               ///< no progress and no closing line
};

/// Adds --output, --color and --quiet. `formats` are those that the command can write.
std::shared_ptr<Common> add_common(CLI::App& app, std::vector<std::string> formats);

/// For `CLI::Option::check`: a number of the range. CLI::Range takes `nan`, which is in none.
[[nodiscard]] std::function<std::string(const std::string&)> number_within(double least,
                                                                           double most);
/// For the same: a whole number that is not below 0, where `-1` would become a huge one.
[[nodiscard]] std::string check_natural(const std::string& text);

/// Whether text on standard output (1) or standard error (2) is coloured.
[[nodiscard]] bool use_color(const Common& common, int descriptor);

/// Something that can be written in one of the command's formats.
struct Rendered {
  std::string format;
  std::string text;
};
/// The formats that were asked for, `text` if none.
[[nodiscard]] std::vector<std::string> formats_asked(const Common& common);
/// Whether the report goes to files alone: who waits at the terminal is told its closing line.
[[nodiscard]] bool writes_files_only(const Common& common);
/// Writes each rendered report where `--output` says; whole files or nothing. `stream` is where
/// those go that name no file: not standard output when that carries something else.
/// Returns `bad_input` (with a message on standard error) when a file cannot be written.
[[nodiscard]] ExitCode write_outputs(const Common& common, const std::vector<Rendered>& reports,
                                     std::FILE* stream = stdout);

}  // namespace sqsproof::cli
