// Sets of strings: the constructors mean what their names say.
#include "policy/values/language.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "policy/operators/operator.h"

namespace sqsproof::policy {
namespace {

std::vector<std::string> words_up_to(std::size_t longest, std::string_view alphabet) {
  std::vector<std::string> words = {""};
  for (std::size_t begin = 0, length = 0; length < longest; ++length) {
    const std::size_t end = words.size();
    for (; begin < end; ++begin) {
      for (char c : alphabet) words.push_back(words[begin] + c);
    }
  }
  return words;
}

/// What an operator row must satisfy for every pattern and value.
void expect_agreement(const Operator& op, const std::string& pattern,
                      const std::vector<std::string>& values) {
  const Language certain = op.certain(pattern);
  const Language possible = op.possible(pattern);
  for (const std::string& value : values) {
    const Truth truth = op.matches(value, pattern);
    ASSERT_EQ(contains(certain, value), truth == Truth::yes)
        << op.name << " pattern `" << pattern << "` value `" << value << "`";
    ASSERT_EQ(contains(possible, value), truth != Truth::no)
        << op.name << " pattern `" << pattern << "` value `" << value << "`";
  }
}

rc::Gen<std::string> arn_patterns() {
  const auto part = rc::gen::resize(
      4, rc::gen::container<std::string>(rc::gen::element('a', 'b', '*', '?', '/')));
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(7, part),
                      [](const std::vector<std::string>& parts) {
                        std::string arn = parts[0];
                        for (std::size_t i = 1; i < parts.size(); ++i) arn += ":" + parts[i];
                        return arn;
                      });
}

}  // namespace

TEST(Operators, LanguagesSayWhatMatchesSays) {
  const auto values = words_up_to(5, "ab:");
  for (const Operator& op : all_operators()) {
    if (op.kind != ValueKind::string) continue;
    for (const std::string& pattern : words_up_to(4, "a:*?")) {
      expect_agreement(op, pattern, values);
    }
  }
}

TEST(Operators, LanguagesSayWhatMatchesSaysOfCharacters) {
  const auto values = words_up_to(6, "a\xc3\xa9");  // also such as are no UTF-8
  std::vector<std::string> patterns = {""};
  for (std::size_t i = 0; i < 4 * 4 * 4; ++i) {
    std::string pattern;
    for (const std::size_t digit : {i / 16, i / 4 % 4, i % 4}) {
      pattern += std::vector<std::string>{"a", "\xc3\xa9", "?", "*"}[digit];
    }
    patterns.push_back(pattern);
  }
  for (const Operator& op : all_operators()) {
    if (op.kind != ValueKind::string) continue;
    for (const std::string& pattern : patterns) expect_agreement(op, pattern, values);
  }
}

TEST(Operators, LanguagesSayWhatMatchesSaysOfCase) {
  const auto values = words_up_to(4, "aAb");
  for (const Operator& op : all_operators()) {
    if (op.kind != ValueKind::string) continue;
    for (const std::string& pattern : words_up_to(3, "aAB")) expect_agreement(op, pattern, values);
  }
}

TEST(Operators, BooleanLanguages) {
  const std::vector<std::string> words = {"true", "false", "TRUE", "False", "", "t", "truee", "1"};
  for (const Operator& op : all_operators()) {
    if (op.kind != ValueKind::boolean) continue;
    for (const std::string& pattern : words) expect_agreement(op, pattern, words);
  }
}

// Five colons need long words: the parts are drawn from the pattern so that they often match.
RC_GTEST_PROP(Operators, ArnLanguagesSayWhatMatchesSays, ()) {
  const std::string pattern = *arn_patterns();
  std::vector<std::string> values = {"", "*", ":::::", "::::", "a:b", pattern};
  const std::size_t count = *rc::gen::inRange<std::size_t>(1, 20);
  for (std::size_t i = 0; i < count; ++i) {
    std::string value;
    for (char c : pattern) {
      if (c == '*') {
        value += *rc::gen::element<std::string>("", "a", "b/", ":", "ab");
      } else if (c == '?') {
        value += *rc::gen::element('a', 'b', ':');
      } else if (*rc::gen::inRange(0, 20) != 0) {
        value += c;
      }
    }
    values.push_back(value);
  }
  for (const Operator& op : all_operators()) {
    if (op.kind != ValueKind::arn) continue;
    for (const std::string& used : {pattern, std::string("*"), pattern.substr(0, 4)}) {
      expect_agreement(op, used, values);
    }
  }
}

TEST(Language, WithinKeepsTheWordsOfTheSet) {
  const auto words = words_up_to(5, "ab:");
  for (const std::string& pattern : words_up_to(4, "a:*?")) {
    const Language language = glob(pattern, any_byte());
    const Language narrow = within(language, bytes_of("ab"));
    for (const std::string& word : words) {
      ASSERT_EQ(contains(narrow, word),
                contains(language, word) && word.find(':') == std::string::npos);
    }
  }
}

TEST(Language, SplitsAtTheFirstSeparator) {
  const auto words = words_up_to(5, "ab:");
  for (const std::string& pattern : words_up_to(4, "a:*?")) {
    const Language language = glob(pattern, any_byte());
    const auto halves = split_at_first(language, ':', 100);
    for (const std::string& word : words) {
      const std::size_t colon = word.find(':');
      if (colon == std::string::npos) continue;
      bool found = false;
      for (const Halves& half : halves) {
        found = found || (contains(half.before, word.substr(0, colon)) &&
                          contains(half.after, word.substr(colon + 1)));
      }
      ASSERT_EQ(found, contains(language, word)) << pattern << " " << word;
    }
  }
}

TEST(Language, ShortestWordIsAWord) {
  for (const std::string& pattern : words_up_to(4, "a:*?")) {
    const Language language = glob(pattern, any_byte());
    EXPECT_TRUE(contains(language, shortest_word(language.alternatives[0]))) << pattern;
  }
}

TEST(Language, GlobsCrossOnlyTheirWildBytes) {
  const Language no_colon = glob("a*b?", without(any_byte(), ":"));
  EXPECT_TRUE(contains(no_colon, "abc"));
  EXPECT_TRUE(contains(no_colon, "axxbz"));
  EXPECT_FALSE(contains(no_colon, "a:bc"));
  EXPECT_FALSE(contains(no_colon, "ab"));
}

TEST(Language, ComplementOfWordsIgnoresCase) {
  const Language language = none_of_words({"true", "false"});
  for (const char* word : {"true", "TRUE", "False", "false"})
    EXPECT_FALSE(contains(language, word));
  for (const char* word : {"", "t", "tru", "truex", "fals", "yes", "f "}) {
    EXPECT_TRUE(contains(language, word)) << word;
  }
}

TEST(Language, UnionAndConcatenation) {
  const Language language =
      (exactly("a") | exactly_ignoring_case("bc")) + repeated(bytes_of("01"), 2);
  EXPECT_TRUE(contains(language, "a01"));
  EXPECT_TRUE(contains(language, "Bc11"));
  EXPECT_FALSE(contains(language, "a0"));
  EXPECT_FALSE(contains(empty_language(), ""));
}

}  // namespace sqsproof::policy
