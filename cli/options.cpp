#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fmt/core.h>
#include <unistd.h>

#include "cli/replace_file.h"

namespace sqsproof::cli {
namespace {

std::string format_of(const std::string& output) { return output.substr(0, output.find('=')); }

/// Why nothing can be written where an output says, seen before anything is done; else empty.
std::string check_file_of(const std::string& output) {
  const std::size_t equals = output.find('=');
  if (equals == std::string::npos) return "";
  const std::filesystem::path path = output.substr(equals + 1);
  if (path.empty()) return fmt::format("`{}` names no file", output);
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return fmt::format("cannot write `{}`: it is a folder", path.string());
  }
  const auto folder = path.has_parent_path() ? path.parent_path() : ".";
  if (std::filesystem::is_directory(folder, error)) return "";
  return fmt::format("cannot write `{}`: there is no folder `{}`", path.string(), folder.string());
}

}  // namespace

std::shared_ptr<Common> add_common(CLI::App& app, std::vector<std::string> formats) {
  auto common = std::make_shared<Common>();
  std::string list;
  for (const std::string& format : formats) list += (list.empty() ? "" : ", ") + format;
  app.add_option("--output", common->output, "FORMAT or FORMAT=FILE, repeatable; one of " + list)
      ->type_name("FORMAT[=FILE]")
      ->allow_extra_args(false)
      ->check([formats = std::move(formats), list](const std::string& output) -> std::string {
        const bool known =
            std::find(formats.begin(), formats.end(), format_of(output)) != formats.end();
        return known ? check_file_of(output)
                     : "there is no format `" + format_of(output) + "` here; use one of " + list;
      });
  app.add_option("--color", common->color, "when to colour text")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  app.add_flag("--quiet", common->quiet, "only the report: no progress, no closing line");
  return common;
}

std::function<std::string(const std::string&)> number_within(double least, double most) {
  return [least, most](const std::string& text) -> std::string {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    if (whole && number >= least && number <= most) return "";
    return fmt::format("`{}` is not a number from {} to {}", text, least, most);
  };
}

std::string check_natural(const std::string& text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size()) return "";
  return fmt::format("`{}` is not a whole number from 0 to {}", text, UINT64_MAX);
}

bool use_color(const Common& common, int descriptor) {
  if (common.color != "auto") return common.color == "always";
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string_view(value == nullptr ? "" : value);
  };
  return isatty(descriptor) != 0 && variable("NO_COLOR").empty() && variable("TERM") != "dumb";
}

std::vector<std::string> formats_asked(const Common& common) {
  std::vector<std::string> formats;
  for (const std::string& output : common.output) formats.push_back(format_of(output));
  if (formats.empty()) formats.emplace_back("text");
  return formats;
}

bool writes_files_only(const Common& common) {
  return !common.output.empty() &&
         std::all_of(common.output.begin(), common.output.end(),
                     [](const std::string& output) { return output.find('=') != output.npos; });
}

ExitCode write_outputs(const Common& common, const std::vector<Rendered>& reports,
                       std::FILE* stream) {
  ExitCode code = ExitCode::holds;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const std::string output = i < common.output.size() ? common.output[i] : reports[i].format;
    const std::size_t equals = output.find('=');
    if (equals == std::string::npos) {
      std::fwrite(reports[i].text.data(), 1, reports[i].text.size(), stream);
      continue;
    }
    const std::string path = output.substr(equals + 1);
    const std::string wrong = replace_file(path, reports[i].text);
    if (wrong.empty()) continue;
    fmt::print(stderr,
               "error: cannot write `{}`: {}\n  help: name a folder that exists and can be "
               "written\n",
               path, wrong);
    code = ExitCode::bad_input;
  }
  return code;
}

}  // namespace sqsproof::cli
