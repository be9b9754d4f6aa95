// Messages as they are printed: places, spans, cut lines, wide characters, hostile ones.
#include "properties/report/text.h"

#include <gtest/gtest.h>
#include <memory>

namespace sqsproof::properties {
namespace {

/// The snippet alone: what stands between the place and the remarks.
std::string shown(const std::string& text, policy::Place place, const std::string& label = "") {
  const TextMessage message{
      policy::Severity::error,
      "a/b",
      "m",
      std::make_shared<const policy::SourceText>(policy::SourceText{"f", text}),
      place,
      label,
      {}};
  const std::string out = render(message, {});
  const std::string bar = " |\n";
  return out.substr(out.find(bar) + bar.size());
}

}  // namespace

TEST(Text, TheWholeSpanIsUnderlined) {
  EXPECT_EQ(shown("x\nabc def\n", {6, 9}, "here"), "2 | abc def\n  |     ^^^ here\n");
  EXPECT_EQ(shown("abc", {3, 3}), "1 | abc\n  |    ^\n");
  EXPECT_EQ(shown("", {0, 0}), "1 | \n  | ^\n");
  EXPECT_EQ(shown("abc", {7, 9}), "1 | abc\n  |    ^\n");
}

TEST(Text, ASpanOverLinesShowsItsFirstAndItsLast) {
  EXPECT_EQ(shown("a {\n  b\n  }\n", {2, 11}, "here"),
            "1 | a {\n  |   ^\n...\n3 |   }\n  |   ^ here\n");
  EXPECT_EQ(shown("a {\r\n\t},\r\n", {2, 7}), "1 | a {\n  |   ^\n2 |     },\n  |     ^\n");
  EXPECT_EQ(shown("ab\ncd\n", {0, 3}), "1 | ab\n  | ^^\n");
  EXPECT_EQ(shown("{\n\n}", {0, 2}), "1 | {\n  | ^\n");
  EXPECT_EQ(shown("1\n2\n3\n4\n5\n6\n7\n8\n9\n{\n}", {16, 21}),
            " 9 | 9\n   | ^\n...\n11 | }\n   | ^\n");
}

TEST(Text, TabsAndWideCharactersKeepTheUnderlineInPlace) {
  EXPECT_EQ(shown("\tab", {1, 3}), "1 |     ab\n  |     ^^\n");
  EXPECT_EQ(shown("é=x", {3, 4}), "1 | é=x\n  |   ^\n");
  EXPECT_EQ(shown("キュー x", {10, 11}), "1 | キュー x\n  |        ^\n");
  EXPECT_EQ(shown("\"キュー\"", {1, 10}), "1 | \"キュー\"\n  |  ^^^^^^\n");
  EXPECT_EQ(shown("e\u0301x", {3, 4}), "1 | e\u0301x\n  |  ^\n");
  EXPECT_EQ(shown("😀x", {4, 5}), "1 | 😀x\n  |   ^\n");
}

TEST(Text, ALongLineIsCutAroundTheSpan) {
  const std::string before(1000, 'b');
  const std::string after(1000, 'a');
  const std::string out = shown(before + "SPAN" + after, {1000, 1004});
  EXPECT_EQ(out, "1 | …" + std::string(60, 'b') + "SPAN" + std::string(76, 'a') + "…\n  |  " +
                     std::string(60, ' ') + "^^^^\n");
  const std::string wide = shown(std::string(500, 'x'), {0, 500});
  EXPECT_EQ(wide, "1 | " + std::string(140, 'x') + "…\n  | " + std::string(140, '^') + "\n");
}

TEST(Text, NothingOfAnInputActsOnTheTerminal) {
  EXPECT_EQ(printable("a\x1b[31m\tb\r\n\x7f"), "a?[31m b???");
  EXPECT_EQ(printable("\u009b1m \u202e\u2066 \ufeff"), "?1m ?? ?");
  EXPECT_EQ(printable("\xff\xc3(\xed\xa0\x80\xf8\xc0\xaf"), std::string("??") + "(??????");
  EXPECT_EQ(printable("grün キュー 😀"), "grün キュー 😀");
  EXPECT_EQ(shown("\x1b]0;x\a", {0, 3}, "\x1b"), "1 | ?]0;x?\n  | ^^^ ?\n");
}

TEST(Text, ALongSentenceIsCutAtACharacter) {
  EXPECT_EQ(printable("äöü", 3), "äö…");
  EXPECT_EQ(printable("abc", 3), "abc");
  const TextMessage message{
      policy::Severity::error,           "a/b", std::string(5000, 'x'), {}, {}, {},
      {{"help", std::string(5000, 'y')}}};
  EXPECT_LT(render(message, {}).size(), 2200U);
}

TEST(Text, RemarksStandUnderTheBar) {
  TextMessage message{policy::Severity::warning,
                      "a/b",
                      "m",
                      std::make_shared<const policy::SourceText>(
                          policy::SourceText{"f", std::string(11, '\n') + "x"}),
                      {11, 12},
                      "here",
                      {{"note", "why"}, {"help", "what"}}};
  EXPECT_EQ(render(message, {}),
            "warning[a/b]: m\n  --> f:12:1\n   |\n12 | x\n   | ^ here\n   = note: why\n"
            "   = help: what\n");
  EXPECT_EQ(render(message, {true}),
            "\033[1;33mwarning[a/b]\033[0m: \033[1mm\033[0m\n  \033[1;34m-->\033[0m f:12:1\n"
            "   \033[1;34m|\033[0m\n\033[1;34m12\033[0m \033[1;34m|\033[0m x\n"
            "   \033[1;34m|\033[0m \033[1;33m^\033[0m here\n"
            "   \033[1;34m=\033[0m \033[1mnote\033[0m: why\n"
            "   \033[1;34m=\033[0m \033[1mhelp\033[0m: what\n");
}

}  // namespace sqsproof::properties
