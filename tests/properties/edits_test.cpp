// Fixes put into a text, and unified diffs.
#include "properties/report/edits.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace sqsproof::properties {
namespace {

Fix fix(std::vector<Fix::Edit> edits) { return {"", std::move(edits)}; }

Edited apply(std::string_view text, std::vector<Fix> fixes) { return apply_fixes(text, fixes); }

using Indices = std::vector<std::size_t>;

/// What `patch` makes of a diff: a second reading of the format, to hold the writer to.
std::string patched(const std::string& before, const std::string& diff) {
  const auto take_line = [](const std::string& text, std::size_t& at) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    std::string line = text.substr(at, end - at);
    at = end;
    return line;
  };
  std::string out;
  std::size_t at = 0;
  std::size_t old_line = 1;
  std::size_t in = 0;
  while (in < diff.size()) {
    std::string line = take_line(diff, in);
    if (line.rfind("--- ", 0) == 0 && in == line.size()) continue;
    if (line.rfind("+++ ", 0) == 0 && out.empty() && at == 0) continue;
    if (line.rfind("@@ -", 0) == 0) {
      const std::size_t count = std::stoul(line.substr(line.find(',') + 1));
      const std::size_t first = std::stoul(line.substr(4)) + (count == 0 ? 1 : 0);
      for (; old_line < first; ++old_line) out += take_line(before, at);
      continue;
    }
    if (in < diff.size() && diff[in] == '\\') {
      line.pop_back();
      take_line(diff, in);
    }
    const std::string rest = line.substr(1);
    if (line[0] != '+') {
      EXPECT_EQ(take_line(before, at), rest);
      ++old_line;
    }
    if (line[0] != '-') out += rest;
  }
  return out + before.substr(at);
}

}  // namespace

TEST(Edits, AllOtherBytesStay) {
  const Edited edited = apply("{\r\n\t\"a\": 1}\n", {fix({{{4, 7}, "\"b\""}, {{9, 10}, "22"}})});
  EXPECT_EQ(edited.text, "{\r\n\t\"b\": 22}\n");
  EXPECT_EQ(edited.taken, Indices{0});
}

TEST(Edits, OfTwoThatTouchTheSamePlaceTheFirstIsTaken) {
  const Edited edited = apply("abcdef", {fix({{{1, 4}, "X"}}), fix({{{3, 5}, "Y"}}),
                                         fix({{{5, 6}, "Z"}}), fix({{{1, 1}, "W"}})});
  EXPECT_EQ(edited.text, "aXeZ");
  EXPECT_EQ(edited.taken, (Indices{0, 2}));
}

TEST(Edits, NeighboursAndInsertionsBehindAreTaken) {
  const Edited edited = apply("abc", {fix({{{2, 2}, "-"}}), fix({{{0, 2}, "X"}})});
  EXPECT_EQ(edited.text, "X-c");
  EXPECT_EQ(edited.taken, (Indices{0, 1}));
}

TEST(Edits, AFixIsTakenWholeOrNotAtAll) {
  const Edited edited =
      apply("abcdef", {fix({{{0, 1}, "X"}}), fix({{{5, 6}, "Y"}, {{0, 2}, "Y"}})});
  EXPECT_EQ(edited.text, "Xbcdef");
}

TEST(Edits, AFixThatIsWrongInItselfIsPassedOver) {
  const Edited edited = apply("abc", {fix({{{2, 9}, "X"}}), fix({{{2, 1}, "X"}}),
                                      fix({{{0, 2}, "X"}, {{1, 3}, "Y"}}), fix({})});
  EXPECT_EQ(edited.text, "abc");
  EXPECT_TRUE(edited.taken.empty());
}

TEST(Edits, AStringIsWrittenAsJson) {
  EXPECT_EQ(json_string("a\"b\\c\n"), R"("a\"b\\c\n")");
  EXPECT_EQ(json_string("ü"), "\"ü\"");
}

TEST(UnifiedDiff, ShowsThreeLinesAround) {
  EXPECT_EQ(unified_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n", "f"),
            "--- f\n+++ f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n");
  EXPECT_EQ(unified_diff("a\n", "a\n", "f"), "");
}

TEST(UnifiedDiff, SaysWhenTheLastLineDoesNotEnd) {
  EXPECT_EQ(unified_diff("a", "b\n", "f"),
            "--- f\n+++ f\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+b\n");
  EXPECT_EQ(unified_diff("", "b\n", "f"), "--- f\n+++ f\n@@ -0,0 +1,1 @@\n+b\n");
}

RC_GTEST_PROP(UnifiedDiff, PatchingGivesTheSecondText, ()) {
  const auto text = [] {
    const auto lines = *rc::gen::container<std::vector<std::string>>(
        rc::gen::element<std::string>("a\n", "b\n", "\n", "c\r\n", "+\n", "-\n", "@\n"));
    std::string all = *rc::gen::element<std::string>("x\n", "");
    for (const std::string& line : lines) all += line;
    return all + *rc::gen::element<std::string>("", "end");
  };
  const std::string before = text();
  const std::string after = text();
  RC_ASSERT(patched(before, unified_diff(before, after, "f")) == after);
}

}  // namespace sqsproof::properties
