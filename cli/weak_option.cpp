#include "cli/weak_option.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <fmt/format.h>
#include <optional>

#include "policy/support/words.h"

namespace sqsproof::cli {
namespace {

using semantics::WeaknessRow;

policy::Diagnostic mistake(std::string message, std::string help) {
  return {"weak/unknown", policy::Severity::error, std::move(message), nullptr, {}, "",
          std::move(help)};
}

policy::Diagnostic unknown(const std::string& name) {
  std::vector<std::string_view> words;
  std::string ids;
  for (const WeaknessRow& row : semantics::all_weaknesses()) {
    words.push_back(row.id);
    words.push_back(row.name);
    ids += fmt::format("{}{} {}", ids.empty() ? "" : ", ", row.id, row.name);
  }
  const auto near = policy::nearest_word(name, words);
  return mistake(fmt::format("there is no weakness `{}`", name),
                 near ? fmt::format("did you mean `{}`?", *near) : "use one of " + ids);
}

/// `0.2` as 200,000 of a million; nullopt for what is no probability above 0.
std::optional<std::uint32_t> per_million_of(const std::string& text) {
  double rate = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rate);
  const bool good = error == std::errc() && end == text.data() + text.size();
  if (!good || !(rate >= 1e-6 && rate <= 1)) return std::nullopt;
  return static_cast<std::uint32_t>(rate * 1e6);
}

}  // namespace

void add_weak_option(CLI::App& app, std::vector<std::string>& names) {
  app.add_option("--weak", names, "freedoms of AWS that the endpoint takes: W1, W3=0.2, ...")
      ->type_name("NAME[=RATE],...")
      ->delimiter(',')
      ->allow_extra_args(false);
}

policy::Result<semantics::Weaknesses> read_weaknesses(const std::vector<std::string>& names) {
  semantics::Weaknesses weaknesses;
  policy::Diagnostics mistakes;
  for (const std::string& text : names) {
    const std::size_t equals = text.find('=');
    const std::string name = text.substr(0, equals);
    const WeaknessRow* row = semantics::find_weakness(name);
    if (row == nullptr) {
      mistakes.push_back(unknown(name));
    } else if (equals == std::string::npos) {
      weaknesses.add(row->weakness);
    } else if (!row->by_chance) {
      mistakes.push_back(mistake(fmt::format("`{}` has no rate: {}", name, row->what),
                                 fmt::format("write `{}` alone", name)));
    } else if (const auto per_million = per_million_of(text.substr(equals + 1))) {
      weaknesses.add(row->weakness, *per_million);
    } else {
      mistakes.push_back(mistake(fmt::format("`{}` is no rate", text.substr(equals + 1)),
                                 "write a number above 0 and up to 1, for example 0.2"));
    }
  }
  if (!mistakes.empty()) return tl::unexpected(std::move(mistakes));
  return weaknesses;
}

}  // namespace sqsproof::cli
