// The automata and their product against plain enumeration of short words.
#include "policy/symbolic/search.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "policy/symbolic/theory.h"

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

/// The definition that the automaton's `repeated` shape has to agree with.
bool is_repetition(const Language& language, std::string_view text) {
  std::vector<bool> reached(text.size() + 1);
  reached[0] = true;
  for (std::size_t from = 0; from < text.size(); ++from) {
    if (!reached[from]) continue;
    for (std::size_t to = from + 1; to <= text.size(); ++to) {
      if (contains(language, text.substr(from, to - from))) reached[to] = true;
    }
  }
  return reached[text.size()];
}

Language glob_of(const std::string& pattern) { return glob(pattern, any_byte()); }

rc::Gen<std::string> patterns() {
  return rc::gen::container<std::string>(rc::gen::element('a', 'b', ':', '*', '?'));
}

}  // namespace

TEST(Automaton, AgreesWithPlainMembership) {
  const auto words = words_up_to(5, "ab:");
  for (const std::string& pattern : words_up_to(4, "a:*?")) {
    const Language wild = glob_of(pattern);
    const Language narrow = glob(pattern, without(any_byte(), ":"));
    Automaton wild_automaton(wild);
    Automaton narrow_automaton(narrow);
    Automaton both(wild | narrow);
    for (const std::string& word : words) {
      ASSERT_EQ(wild_automaton.matches(word), contains(wild, word)) << pattern << " " << word;
      ASSERT_EQ(narrow_automaton.matches(word), contains(narrow, word)) << pattern << " " << word;
      ASSERT_EQ(both.matches(word), contains(wild, word) || contains(narrow, word));
    }
  }
}

TEST(Automaton, RepeatedShapeIsAnyNumberOfWords) {
  for (const std::string& pattern : words_up_to(3, "a:*?")) {
    const Language language = glob(pattern, bytes_of("ab")) + exactly(":");
    Automaton automaton(language, Shape::repeated);
    for (const std::string& word : words_up_to(6, "ab:")) {
      ASSERT_EQ(automaton.matches(word), is_repetition(language, word)) << pattern << " " << word;
    }
  }
}

TEST(Automaton, ForgettingChangesNothing) {
  Automaton automaton(glob_of("a*b?c"));
  EXPECT_TRUE(automaton.matches("axxbyc"));
  automaton.forget();
  EXPECT_TRUE(automaton.matches("axxbyc"));
  EXPECT_FALSE(automaton.matches("axxbyd"));
}

// A glob of n items is told apart from others by words not much longer than n, so that for these
// sizes a search that finds nothing among the short words must say `empty`, and the other way.
RC_GTEST_PROP(Search, AgreesWithEnumeration, ()) {
  const auto inside = *rc::gen::resize(5, rc::gen::container<std::vector<std::string>>(patterns()));
  const auto outside =
      *rc::gen::resize(5, rc::gen::container<std::vector<std::string>>(patterns()));
  RC_PRE(inside.size() <= 3 && outside.size() <= 3);
  static const auto kWords = words_up_to(7, "ab:");
  const Language domain = many_of(bytes_of("ab:"));
  Automaton domain_automaton(domain);
  std::vector<Automaton> automata;
  automata.reserve(inside.size() + outside.size());
  std::vector<Automaton*> in;
  std::vector<Automaton*> out;
  for (const auto& p : inside) in.push_back(&automata.emplace_back(glob_of(p)));
  for (const auto& p : outside) out.push_back(&automata.emplace_back(glob_of(p)));
  const WordSearch search = find_word(domain_automaton, in, out, 1'000'000);
  const auto fits = [&](const std::string& word) {
    for (const auto& p : inside) {
      if (!contains(glob_of(p), word)) return false;
    }
    for (const auto& p : outside) {
      if (contains(glob_of(p), word)) return false;
    }
    return true;
  };
  if (search.result == WordSearch::Result::found) {
    RC_ASSERT(contains(domain, search.word));
    RC_ASSERT(fits(search.word));
    for (const std::string& word : kWords) {
      if (word.size() >= search.word.size()) break;
      RC_ASSERT(!fits(word));
    }
  } else {
    RC_ASSERT(search.result == WordSearch::Result::empty);
    for (const std::string& word : kWords) RC_ASSERT(!fits(word));
    // The core alone is empty too.
    std::vector<Automaton*> core_in;
    std::vector<Automaton*> core_out;
    for (std::size_t i : search.inside) core_in.push_back(in[i]);
    for (std::size_t i : search.outside) core_out.push_back(out[i]);
    RC_ASSERT(find_word(domain_automaton, core_in, core_out, 1'000'000).result ==
              WordSearch::Result::empty);
  }
}

TEST(Search, FindsAShortestWord) {
  Automaton domain(many_of(bytes_of("ab:")));
  Automaton first(glob_of("*a?"));
  Automaton second(glob_of("*b*:"));
  EXPECT_EQ(find_word(domain, {&first, &second}, {}, 100'000).word, "ba:");
}

TEST(Search, CoreLeavesOutWhatIsNotNeeded) {
  Automaton domain(many_of(bytes_of("abc")));
  Automaton a(exactly("a"));
  Automaton starts_with_b(glob_of("b*"));
  Automaton anything(glob_of("*"));
  const WordSearch search = find_word(domain, {&anything, &a, &starts_with_b}, {}, 1000);
  ASSERT_EQ(search.result, WordSearch::Result::empty);
  EXPECT_EQ(search.inside, (std::vector<std::size_t>{1, 2}));
}

TEST(Search, BudgetEndsIt) {
  Automaton domain(many_of(any_byte()));
  std::vector<Automaton> automata;
  automata.reserve(12);
  std::vector<Automaton*> inside;
  for (char c = 'a'; c < 'm'; ++c) {
    inside.push_back(&automata.emplace_back(glob_of(std::string("*") + c + "?" + c + "*")));
  }
  Automaton no_long_ones(glob_of("??????????*"));
  const WordSearch search = find_word(domain, inside, {&no_long_ones}, 5000);
  EXPECT_EQ(search.result, WordSearch::Result::gave_up);
  EXPECT_LT(search.work, 50'000U);
}

TEST(Search, WordsAreReadable) {
  Automaton domain(many_of(any_byte()));
  Automaton pattern(glob_of("arn:aws:s3:::?*-logs"));
  Automaton other(glob_of("arn:aws:s3:::a*"));
  const WordSearch search = find_word(domain, {&pattern}, {&other}, 100'000);
  EXPECT_EQ(search.word, "arn:aws:s3:::b-logs");
}

LanguageHandle stored(const Language& language) {
  return LanguageStore::of_this_thread().add("", language);
}

TEST(Theory, TriesItsSamplesInOrder) {
  Theory theory(stored(many_of(any_byte())));
  theory.add_sample("mallory");
  theory.add_sample("bob");
  const auto m = theory.intern(stored(glob_of("m*")));
  const auto b = theory.intern(stored(glob_of("*b")));
  EXPECT_EQ(theory.find({}, {}, 10).sample, "mallory");
  EXPECT_EQ(theory.find({b}, {}, 10).sample, "bob");
  EXPECT_EQ(theory.find({b, m}, {}, 100'000).sample, "mb");
  EXPECT_EQ(theory.find({b}, {b}, 100'000).result, Theory::Answer::Result::empty);
  EXPECT_EQ(theory.intern(stored(glob_of("m*"))), m);
}

TEST(Theory, IgnoresSamplesOutsideOfItsDomain) {
  Theory theory(stored(exactly("a") | exactly("b")));
  theory.add_sample("c");
  EXPECT_TRUE(theory.samples().empty());
  const auto a = theory.intern(stored(exactly("a")));
  EXPECT_EQ(theory.find({}, {a}, 1000).sample, "b");
}

TEST(NumberMap, NumbersWhatIsNewInOrder) {
  NumberMap map;
  for (std::uint32_t index = 0; index < 1000; ++index) {
    EXPECT_EQ(map.size(), index);
    EXPECT_EQ(map.of(7 + 7 * std::uint64_t{index}), index);
    EXPECT_EQ(map.of(7 + 7 * std::uint64_t{index}), index);
    EXPECT_EQ(map.of(7), 0U);
  }
}

TEST(Theory, ForgetsSamplesButThoseOfEveryPolicy) {
  Theory theory(stored(many_of(bytes_of("abcd"))));
  theory.add_sample("a");
  theory.keep_samples();
  const auto a = theory.intern(stored(exactly("a")));
  for (const char* word : {"b", "c", "b"}) {
    theory.add_sample(word);
    EXPECT_EQ(theory.find({}, {}, 1000).sample, "a");
    EXPECT_EQ(theory.find({}, {a}, 1000).sample, word);
    theory.forget_samples();
    ASSERT_EQ(theory.samples().size(), 1U);
    EXPECT_EQ(theory.samples().front().text(), "a");
  }
  EXPECT_EQ(theory.find({}, {a}, 1000).sample, "");  // a shortest one, and no sample
}

TEST(LanguageStore, AWordKeepsItsNumber) {
  LanguageStore& store = LanguageStore::of_this_thread();
  const NumberedWord one = store.numbered("one");
  const NumberedWord other = store.numbered("other");
  NumberedWord copy = other;
  copy = one;
  EXPECT_EQ(copy.number(), store.numbered("one").number());
  EXPECT_NE(one, other);
  EXPECT_EQ(other.text(), "other");
}

}  // namespace sqsproof::policy
