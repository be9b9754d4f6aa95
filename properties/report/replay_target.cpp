#include "properties/report/replay_target.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "policy/support/words.h"

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;

/// Members that are texts, and the options that say them.
struct TextMember {
  const char* name;
  std::string ReplayTarget::*text;
};
constexpr TextMember kTexts[] = {{"endpoint", &ReplayTarget::endpoint},
                                 {"mutant", &ReplayTarget::mutant},
                                 {"protocol", &ReplayTarget::protocol},
                                 {"profile", &ReplayTarget::profile},
                                 {"region", &ReplayTarget::region}};

tl::unexpected<policy::Diagnostics> problem(const policy::Source& source, std::string message) {
  return tl::unexpected(policy::Diagnostics{
      {"replay/target", policy::Severity::error, std::move(message), source, policy::Place{}, "",
       "give a file that `conform run --replay-dir` has written"}});
}

}  // namespace

std::string shell_word(std::string_view word) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:@%+=,";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string_view::npos) {
    return std::string(word);
  }
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted + "'";
}

std::string ReplayTarget::options() const {
  std::string words;
  for (const TextMember& member : kTexts) {
    const std::string& text = this->*member.text;
    if (!text.empty()) words += fmt::format(" --{} {}", member.name, shell_word(text));
  }
  if (!weak.empty()) words += " --weak " + shell_word(policy::join(weak, ","));
  if (allow_remote) words += " --allow-remote";
  if (early_s) words += fmt::format(" --early {}", *early_s);
  if (late_s) words += fmt::format(" --late {}", *late_s);
  if (virtual_clock) words += " --control-token TOKEN";
  return words;
}

std::string replay_command(std::string_view file, const ReplayTarget& target) {
  return fmt::format("sqsproof conform replay {}{}", shell_word(file), target.options());
}

std::string with_target(const std::string& replay, const ReplayTarget& target) {
  Json document = Json::parse(replay);
  Json json = Json::object();
  for (const TextMember& member : kTexts) {
    if (!(target.*member.text).empty()) json[member.name] = target.*member.text;
  }
  if (!target.weak.empty()) json["weak"] = target.weak;
  if (target.virtual_clock) json["clock"] = "virtual";
  document["target"] = std::move(json);
  return document.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

policy::Result<ReplayTarget> read_target(const policy::Source& replay) {
  ReplayTarget target;
  const Json document = Json::parse(replay->text, nullptr, false);
  if (!document.is_object() || !document.contains("target")) return target;
  const Json& json = document["target"];
  if (!json.is_object()) return problem(replay, "`target` is not an object");
  for (const TextMember& member : kTexts) {
    const auto found = json.find(member.name);
    if (found == json.end()) continue;
    if (!found->is_string()) {
      return problem(replay, fmt::format("`{}` of the target is not a text", member.name));
    }
    target.*member.text = found->get<std::string>();
  }
  if (const auto weak = json.find("weak"); weak != json.end()) {
    const bool texts =
        weak->is_array() &&
        std::all_of(weak->begin(), weak->end(), [](const Json& one) { return one.is_string(); });
    if (!texts) return problem(replay, "`weak` of the target is not a list of texts");
    target.weak = weak->get<std::vector<std::string>>();
  }
  target.virtual_clock = json.contains("clock") && json["clock"] == "virtual";
  return target;
}

}  // namespace sqsproof::properties
