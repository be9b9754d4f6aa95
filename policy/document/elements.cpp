#include "policy/document/elements.h"

#include <algorithm>
#include <fmt/format.h>

#include "policy/support/words.h"
#include "policy/values/variables.h"

namespace sqsproof::policy {

void Report::error(std::string id, std::string message, Place place, std::string help,
                   std::string note) {
  add(Severity::error, errors_, std::move(id), std::move(message), place, std::move(help),
      std::move(note));
}

void Report::warning(std::string id, std::string message, Place place, std::string help,
                     std::string note) {
  add(Severity::warning, warnings_, std::move(id), std::move(message), place, std::move(help),
      std::move(note));
}

void Report::add(Severity severity, std::size_t& count, std::string id, std::string message,
                 Place place, std::string help, std::string note) {
  if (++count > kDiagnosticsLimit) return;
  diagnostics_.push_back({std::move(id), severity, std::move(message), source_, place,
                          std::move(note), std::move(help)});
}

std::string suggestion(std::string_view word, std::span<const std::string_view> candidates,
                       std::string otherwise) {
  const auto near = nearest_word(word, candidates);
  return near ? fmt::format("did you mean `{}`?", *near) : otherwise;
}

void mark_variables(Text& text, Version version, Report& report) {
  if (version != Version::v2012_10_17 || text.text.find("${") == std::string::npos) return;
  text.variables = true;
  const auto pieces = parse_variables(text.text);
  if (pieces) return;
  report.error("grammar/variable", pieces.error().message, text.place,
               "write `${key}` or `${key, 'default'}`; a literal dollar sign is `${$}`");
}

std::vector<Text> read_texts(const JsonValue& value, std::string_view element, Report& report) {
  const auto wrong = [&](const JsonValue& part) {
    report.error("grammar/type",
                 fmt::format("{} holds {}, not a string", element, name_of(part.kind)), part.place,
                 "write a string, or an array of strings");
  };
  std::vector<Text> texts;
  if (value.kind == JsonValue::Kind::string) {
    texts.push_back({value.text, value.place});
  } else if (value.kind == JsonValue::Kind::array) {
    texts.reserve(value.items.size());
    for (const JsonValue& item : value.items) {
      if (item.kind == JsonValue::Kind::string) {
        texts.push_back({item.text, item.place});
      } else {
        wrong(item);
      }
    }
  } else {
    wrong(value);
  }
  return texts;
}

/// Elements are spelt in one way only. IAM/reference_policies_grammar
void check_names(const JsonValue& object, std::span<const std::string_view> known,
                 std::string_view where, Report& report) {
  for (const JsonMember& member : object.members) {
    if (std::find(known.begin(), known.end(), member.name) != known.end()) continue;
    report.error("grammar/unknown-element",
                 fmt::format("`{}` is not an element of {}", member.name, where), member.name_place,
                 suggestion(member.name, known, "remove it"));
  }
}

std::optional<Text> read_string(const JsonValue& value, std::string_view element, Report& report) {
  if (value.kind == JsonValue::Kind::string) return Text{value.text, value.place};
  report.error("grammar/type", fmt::format("{} is {}, not a string", element, name_of(value.kind)),
               value.place, "write a string");
  return std::nullopt;
}

}  // namespace sqsproof::policy
