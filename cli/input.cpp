#include "cli/input.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fmt/core.h>
#include <memory>

#include "properties/report/text.h"

namespace sqsproof::cli {
namespace {

tl::unexpected<policy::Diagnostics> refuse(const std::string& path, const std::string& what,
                                           const std::string& help) {
  auto named = std::make_shared<const policy::SourceText>(policy::SourceText{path, ""});
  return tl::unexpected(policy::Diagnostics{{"input/unreadable",
                                             policy::Severity::error,
                                             fmt::format("cannot read `{}`: {}", path, what),
                                             std::move(named),
                                             {},
                                             {},
                                             help}});
}

struct Close {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};

}  // namespace

policy::Result<policy::Source> read_input(const std::string& path, const std::string& if_too_long) {
  const auto too_long = [&] {
    return refuse(path, fmt::format("more than {} bytes", kInputBytesLimit), if_too_long);
  };
  std::error_code error;
  if (path != "-" && std::filesystem::is_directory(path, error)) {
    return refuse(path, "it is a directory", "name a file in it");
  }
  if (path != "-" && std::filesystem::is_regular_file(path, error)) {
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    if (!error && size > kInputBytesLimit) return too_long();
  }
  const std::unique_ptr<std::FILE, Close> file(path == "-" ? stdin
                                                           : std::fopen(path.c_str(), "rb"));
  if (!file) return refuse(path, std::strerror(errno), "check the name and the permissions");
  std::string text;
  std::array<char, 1 << 16> block;
  for (std::size_t count = 0;
       (count = std::fread(block.data(), 1, block.size(), file.get())) > 0;) {
    text.append(block.data(), count);
    if (text.size() > kInputBytesLimit) return too_long();
  }
  if (std::ferror(file.get()) != 0) return refuse(path, std::strerror(errno), "try again");
  return std::make_shared<const policy::SourceText>(
      policy::SourceText{path == "-" ? "<stdin>" : path, std::move(text)});
}

void print_notes(const std::vector<std::string>& notes, const Common& common) {
  if (common.quiet) return;
  for (const std::string& note : notes) {
    fmt::print(stderr, "note: {}\n", properties::printable(note));
  }
}

void print(const policy::Diagnostics& diagnostics, bool color) {
  constexpr std::size_t kMost = 100;
  policy::Diagnostics shown(
      diagnostics.begin(),
      diagnostics.begin() + static_cast<std::ptrdiff_t>(std::min(diagnostics.size(), kMost)));
  fmt::print(stderr, "{}", properties::render(shown, {color}));
  if (shown.size() < diagnostics.size()) {
    fmt::print(stderr, "… and {} more\n", diagnostics.size() - shown.size());
  }
}

}  // namespace sqsproof::cli
