// The quick reader says what the general reader says, and nothing of other texts.
#include "policy/support/quick_json.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace {

using namespace sqsproof::policy;

void expect_same(const JsonValue& a, const JsonValue& b) {
  EXPECT_EQ(a.kind, b.kind);
  EXPECT_EQ(a.text, b.text);
  EXPECT_EQ(a.place.begin, b.place.begin);
  EXPECT_EQ(a.place.end, b.place.end);
  ASSERT_EQ(a.items.size(), b.items.size());
  ASSERT_EQ(a.members.size(), b.members.size());
  for (std::size_t i = 0; i < a.items.size(); ++i) expect_same(a.items[i], b.items[i]);
  for (std::size_t i = 0; i < a.members.size(); ++i) {
    EXPECT_EQ(a.members[i].name, b.members[i].name);
    EXPECT_EQ(a.members[i].name_place.begin, b.members[i].name_place.begin);
    EXPECT_EQ(a.members[i].name_place.end, b.members[i].name_place.end);
    expect_same(a.members[i].value, b.members[i].value);
  }
}

/// False when the quick reader leaves the text to the general one.
bool expect_agreement(const std::string& text) {
  const auto quick = read_json_quickly(text, kJsonDepthLimit);
  if (!quick) return false;
  const auto general =
      read_json_generally(std::make_shared<const SourceText>(SourceText{"test", text}));
  EXPECT_TRUE(general) << text;
  if (general) expect_same(*quick, *general);
  return true;
}

TEST(QuickJson, SaysWhatTheGeneralReaderSays) {
  for (const char* text :
       {R"({})", R"([])", R"({"a": [true, false , null]})", R"([ [ ],{ } ])",
        "{\n \"a\":\t\"b\" ,\r\n\"c\": {\"d\" : [\"e\"]}}", R"({"a": {"a": {"a": "*"}}})",
        "[\"\xC3\xA9\", \"\x7F\"]", " [ null , true,false ] \n", "{\"a\": \"/* , ] } */\"}\r\n"}) {
    EXPECT_TRUE(expect_agreement(text)) << text;
  }
}

TEST(QuickJson, LeavesOtherTextsToTheGeneralReader) {
  for (const char* text : {"",
                           " ",
                           "{",
                           "[1]",
                           "[\"a\",]",
                           "{\"a\":\"b\",}",
                           "{\"a\" \"b\"}",
                           "[\"a\" \"b\"]",
                           R"({"a": "b", "a": "c"})",
                           R"(["\n"])",
                           "[\"\xC3\"]",
                           "[\"\xED\xA0\x80\"]",
                           "\"\"",
                           "true",
                           "[nul]",
                           "[nulll]",
                           "[null",
                           "[\"a",
                           "[]]",
                           "{}}",
                           "[],",
                           "{} []",
                           "[,]",
                           "{,}",
                           "[\"a\",,\"b\"]",
                           "{\"a\"}",
                           "{\"a\":}",
                           "{\"a\",\"b\"}",
                           "[\"a\":\"b\"]",
                           "{\"a\":\"b\" \"c\":\"d\"}",
                           "[\"a\"\f]",
                           "[\"\n\"]",
                           "[true]x",
                           "truex",
                           "[truex]",
                           "{'a': 'b'}",
                           "\xEF\xBB\xBF[]",
                           "[\"\x01\"]",
                           "{true: false}",
                           "[}",
                           "{]"}) {
    EXPECT_FALSE(read_json_quickly(text, kJsonDepthLimit)) << text;
  }
}

TEST(QuickJson, KeepsTheLimitOfDepth) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(read_json_quickly(nested(5), 5));
  EXPECT_FALSE(read_json_quickly(nested(6), 5));
}

// One character is taken out, doubled or changed: whatever the quick reader still takes is JSON.
TEST(QuickJson, TakesNothingThatIsNotJson) {
  const std::string text =
      R"({"a": ["b", true , null], "c": {"d" : [{}, []], "e": false}, "f": ""})";
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char* with :
         {"", "\"", ",", ":", "[", "]", "{", "}", " ", "x", "1", "\n", "\x01", "\\"}) {
      std::string changed = text;
      expect_agreement(changed.insert(at, with));
      changed = text;
      expect_agreement(changed.replace(at, 1, with));
    }
  }
}

TEST(QuickJson, AgreesOnTheCasesOfThisProject) {
  std::size_t texts = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(
           std::filesystem::path(SQSPROOF_SOURCE_DIR) / "tests" / "cases")) {
    if (entry.path().extension() != ".json") continue;
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    if (expect_agreement(text.str())) ++texts;
  }
  EXPECT_GT(texts, 100U);
}

}  // namespace
