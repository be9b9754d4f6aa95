#include "tests/runners/json_case.h"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace sqsproof::tests {

policy::Source source_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return std::make_shared<const policy::SourceText>(
      policy::SourceText{file.string(), std::move(text).str()});
}

std::optional<policy::JsonValue> read_case(const std::filesystem::path& file,
                                           std::initializer_list<std::string_view> fields) {
  const policy::Source source = source_of(file);
  auto root = policy::read_json(source);
  if (!root) {
    for (const policy::Diagnostic& problem : root.error()) {
      const auto at = policy::line_column(*source, problem.place.begin);
      ADD_FAILURE_AT(file.c_str(), static_cast<int>(at.line)) << problem.message;
    }
    return std::nullopt;
  }
  bool good = root->kind == policy::JsonValue::Kind::object;
  EXPECT_TRUE(good) << "a case is an object";
  for (const policy::JsonMember& member : root->members) {
    const bool known = member.name == "why" || member.name == "reference" ||
                       member.name == "rules" ||
                       std::find(fields.begin(), fields.end(), member.name) != fields.end();
    EXPECT_TRUE(known) << "unknown field `" << member.name << "`";
    good = good && known;
  }
  good = good && !text_of(*root, "why").empty() && !text_of(*root, "reference").empty();
  return good ? std::optional(std::move(*root)) : std::nullopt;
}

std::string text_of(const policy::JsonValue& object, std::string_view name) {
  const policy::JsonValue* value = policy::member_of(object, name);
  if (value != nullptr && value->kind == policy::JsonValue::Kind::string) return value->text;
  ADD_FAILURE() << "no string `" << name << "`";
  return {};
}

}  // namespace sqsproof::tests
