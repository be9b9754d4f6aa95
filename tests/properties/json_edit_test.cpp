// Edits of a JSON text: what is put in stands like its neighbours, whatever their layout.
#include "properties/repair/json_edit.h"

#include <gtest/gtest.h>
#include <memory>

#include "properties/report/edits.h"

namespace sqsproof::properties {
namespace {

using policy::JsonValue;

JsonValue read(const std::string& text) {
  auto value =
      policy::read_json(std::make_shared<const policy::SourceText>(policy::SourceText{"t", text}));
  EXPECT_TRUE(value) << text;
  return value ? *value : JsonValue{};
}

std::string with(const std::string& text, const std::vector<Fix::Edit>& edits) {
  const Fix fix{"", edits, false};
  const Edited edited = apply_fixes(text, {&fix, 1});
  EXPECT_EQ(edited.taken.size(), 1U);
  static_cast<void>(read(edited.text));
  return edited.text;
}

std::string with_member(const std::string& text) {
  return with(text, {JsonEdit(text).insert(read(text), {{"c", "3"}})});
}

std::string without_items(const std::string& text, const std::vector<std::size_t>& gone) {
  return with(text, JsonEdit(text).remove_items(read(text), gone));
}

}  // namespace

TEST(JsonEdit, AMemberStandsLikeItsNeighbours) {
  EXPECT_EQ(with_member(R"({"a":1,"b":2})"), R"({"a":1,"b":2,"c":3})");
  EXPECT_EQ(with_member(R"({"a": 1, "b": 2})"), R"({"a": 1, "b": 2, "c": 3})");
  EXPECT_EQ(with_member(R"({"a": 1})"), R"({"a": 1, "c": 3})");
  EXPECT_EQ(with_member(R"({"a":1})"), R"({"a":1,"c":3})");
  EXPECT_EQ(with_member("{}"), R"({"c": 3})");
  EXPECT_EQ(with_member("{\r\n\t\"a\" : 1\r\n}"), "{\r\n\t\"a\" : 1,\r\n\t\"c\" : 3\r\n}");
  EXPECT_EQ(with_member("{ \"a\": 1\n, \"b\": 2 }"), "{ \"a\": 1\n, \"b\": 2, \"c\": 3 }");
}

TEST(JsonEdit, AnItemStandsLikeItsNeighbours) {
  const auto appended = [](const std::string& text) {
    return with(text, JsonEdit(text).append(read(text), {"8", "9"}));
  };
  EXPECT_EQ(appended("[\n  1,\n  2\n]"), "[\n  1,\n  2,\n  8,\n  9\n]");
  EXPECT_EQ(appended("[1, 2]"), "[1, 2, 8, 9]");
  EXPECT_EQ(appended("[1]"), "[1, 8, 9]");
  EXPECT_EQ(appended(R"({"a": 1})"), R"([{"a": 1}, 8, 9])");
}

TEST(JsonEdit, ItemsGoWithTheirCommas) {
  EXPECT_EQ(without_items("[1, 2, 3]", {0}), "[2, 3]");
  EXPECT_EQ(without_items("[1, 2, 3]", {1}), "[1, 3]");
  EXPECT_EQ(without_items("[1, 2, 3]", {2}), "[1, 2]");
  EXPECT_EQ(without_items("[1, 2, 3]", {0, 1}), "[3]");
  EXPECT_EQ(without_items("[1, 2, 3]", {1, 2}), "[1]");
  EXPECT_EQ(without_items("[1, 2, 3]", {0, 2}), "[2]");
  EXPECT_EQ(without_items("[\n  1,\n  2,\n  3\n]", {1}), "[\n  1,\n  3\n]");
}

TEST(JsonEdit, AMemberGoesWithItsComma) {
  const auto without = [](const std::string& text, std::size_t gone) {
    return with(text, {JsonEdit(text).remove_member(read(text), gone)});
  };
  EXPECT_EQ(without(R"({"a": 1, "b": 2})", 0), R"({"b": 2})");
  EXPECT_EQ(without(R"({"a": 1, "b": 2})", 1), R"({"a": 1})");
}

TEST(JsonEdit, AnObjectIsLaidOutLikeAnother) {
  const std::string lines = "{\n  \"a\": 1,\n  \"b\": 2\n}";
  const std::string tight = R"({"a":1,"b":2})";
  const std::vector<NewMember> members = {{"x", "1"}, {"y", "2"}};
  EXPECT_EQ(JsonEdit(lines).object_like(read(lines), members), "{\n  \"x\": 1,\n  \"y\": 2\n}");
  EXPECT_EQ(JsonEdit(tight).object_like(read(tight), members), R"({"x":1,"y":2})");
  EXPECT_EQ(JsonEdit(lines).nested_in(read(lines), members), "{\n    \"x\": 1,\n    \"y\": 2\n  }");
  EXPECT_EQ(JsonEdit(tight).nested_in(read(tight), members), R"({"x":1,"y":2})");
  EXPECT_EQ(JsonEdit(lines).one_line(read(lines), members), R"({"x": 1, "y": 2})");
  EXPECT_EQ(JsonEdit(tight).strings(read(tight), {"p", "q\""}), R"(["p","q\""])");
  EXPECT_EQ(JsonEdit(lines).strings(read(lines), {"p"}), R"("p")");
}

}  // namespace sqsproof::properties
