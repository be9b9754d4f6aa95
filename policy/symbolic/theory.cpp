#include "policy/symbolic/theory.h"

#include <algorithm>
#include <bit>

#include "policy/symbolic/flaw.h"

namespace sqsproof::policy {
namespace {

constexpr std::size_t kMaxSamples = 2048;

std::string name_of(const std::vector<std::string>& words) {
  std::string text = "words ";
  for (const std::string& word : words) text += std::to_string(word.size()) + ":" + word;
  return text;
}

Language language_of(const std::vector<std::string>& words) {
  Language language;
  for (const std::string& word : words) language = language | exactly(word);
  return language;
}

}  // namespace

Theory::Theory(const std::string& name, const StoredLanguage::Test& in_domain)
    : domain_(LanguageStore::of_this_thread().find(name)), finite_(true) {
  if (!domain_) domain_ = LanguageStore::of_this_thread().add(name, in_domain);
}

FiniteDomain domain_of(const std::vector<std::string>& words) {
  LanguageStore& store = LanguageStore::of_this_thread();
  const std::string name = name_of(words);
  return {store.get(name, [&] { return language_of(words); }),
          store.words(name, [&] { return words; })};
}

Theory::Theory(const FiniteDomain& domain) : domain_(domain.language), finite_(true) {
  for (const NumberedWord& word : domain.words) add_sample(word);
}

std::uint64_t Theory::next_number() {
  thread_local std::uint64_t last = 0;
  return ++last;
}

Theory::LanguageId Theory::intern(const LanguageHandle& language) {
  StoredLanguage::Home& home = language->home();
  if (home.theory == number_) return home.id;
  const auto [found, fresh] = ids_.try_emplace(language->number(), members_.size());
  if (fresh) members_.push_back({language, {}, {}});
  home = {number_, found->second};
  return found->second;
}

void Theory::keep_samples() { kept_ = pool_.size(); }

void Theory::forget_samples() {
  if (!seen_more_ && pool_.size() == kept_) return;
  const std::vector<std::uint32_t> kept(pool_.begin(),
                                        pool_.begin() + static_cast<std::ptrdiff_t>(kept_));
  for (const std::uint32_t block : blocks_) pool_bits_[block] = 0;
  blocks_.clear();
  pool_.clear();
  ++pool_number_;
  for (const std::uint32_t word : kept) add_to_pool(word);
  overflown_ = false;
  seen_more_ = false;
}

std::vector<NumberedWord> Theory::samples() const {
  std::vector<NumberedWord> samples;
  for (const std::uint32_t word : pool_) samples.push_back(words_[word].word);
  return samples;
}

void Theory::add_sample(std::string_view word) {
  add_sample(LanguageStore::of_this_thread().numbered(word));
}

void Theory::add_sample(const NumberedWord& word) {
  const std::uint32_t number = numbers_.of(word.number());
  if (number == words_.size()) words_.push_back({word, in_domain(word)});
  if (words_[number].pool == pool_number_) return;
  seen_more_ = true;
  overflown_ = overflown_ || pool_.size() >= kMaxSamples;
  if (words_[number].in_domain && pool_.size() < kMaxSamples) {
    add_to_pool(number);
  } else {
    words_[number].pool = pool_number_;
  }
}

void Theory::add_to_pool(std::uint32_t word) {
  words_[word].pool = pool_number_;
  words_[word].position = static_cast<std::uint32_t>(pool_.size());
  pool_.push_back(word);
  const std::uint32_t block = word / 64;
  if (pool_bits_.size() <= block) pool_bits_.resize(block + 1);
  if (pool_bits_[block] == 0) blocks_.push_back(block);
  pool_bits_[block] |= 1ULL << (word % 64);
}

void Theory::try_words(Member& member, std::size_t block) {
  if (block >= member.tried.size()) {
    member.tried.resize(pool_bits_.size());
    member.inside.resize(pool_bits_.size());
  }
  std::uint64_t open = pool_bits_[block] & ~member.tried[block];
  member.tried[block] |= open;
  for (; open != 0; open &= open - 1) {
    const std::uint64_t bit = open & -open;
    const std::size_t word = 64 * block + static_cast<std::size_t>(std::countr_zero(open));
    if (member.language->contains(words_[word].word)) member.inside[block] |= bit;
  }
}

std::size_t Theory::first_fitting(const std::vector<LanguageId>& inside,
                                  const std::vector<LanguageId>& outside) {
  std::size_t first = pool_.size();
  for (const std::uint32_t block : blocks_) {
    std::uint64_t fitting = pool_bits_[block];
    for (LanguageId id : inside) fitting &= inside_of(id, block);
    for (LanguageId id : outside) fitting &= ~inside_of(id, block);
    for (; fitting != 0; fitting &= fitting - 1) {
      const std::size_t word = 64 * block + static_cast<std::size_t>(std::countr_zero(fitting));
      first = std::min<std::size_t>(first, words_[word].position);
    }
  }
  return first;
}

/// The pool is the whole domain: leave out what is not needed for emptiness, one after the other.
void Theory::find_clash(const std::vector<LanguageId>& inside,
                        const std::vector<LanguageId>& outside, Answer& answer) {
  answer.result = Answer::Result::empty;
  answer.inside = inside;
  answer.outside = outside;
  for (auto* list : {&answer.inside, &answer.outside}) {
    for (std::size_t i = list->size(); i-- > 0;) {
      const LanguageId id = (*list)[i];
      list->erase(list->begin() + static_cast<std::ptrdiff_t>(i));
      if (first_fitting(answer.inside, answer.outside) == pool_.size()) continue;
      list->insert(list->begin() + static_cast<std::ptrdiff_t>(i), id);
    }
  }
}

void Theory::find(const std::vector<LanguageId>& inside, const std::vector<LanguageId>& outside,
                  std::size_t budget, Answer& answer) {
  answer.result = Answer::Result::gave_up;
  answer.inside.clear();
  answer.outside.clear();
  answer.work = 0;
  const std::size_t first = first_fitting(inside, outside);
  if (first < pool_.size()) {
    answer.result = Answer::Result::sample;
    answer.sample = words_[pool_[first]].word.text();
  } else if (!finite_ && !makes(Flaw::samples_are_everything)) {
    search(inside, outside, budget, answer);
  } else if (!overflown_) {
    find_clash(inside, outside, answer);
  }
}

void Theory::search(const std::vector<LanguageId>& inside, const std::vector<LanguageId>& outside,
                    std::size_t budget, Answer& answer) {
  in_.clear();
  out_.clear();
  for (LanguageId id : inside) in_.push_back(members_[id].language.get());
  for (LanguageId id : outside) out_.push_back(members_[id].language.get());
  const WordSearch& search = LanguageStore::of_this_thread().find_word(*domain_, in_, out_, budget);
  answer.work = search.work;
  if (search.result == WordSearch::Result::found) {
    answer.result = Answer::Result::sample;
    const NumberedWord word = LanguageStore::of_this_thread().numbered(search.word);
    add_sample(word);
    answer.sample = word.text();  // which the theory shares from now on
  } else if (search.result == WordSearch::Result::empty) {
    answer.result = Answer::Result::empty;
    for (std::size_t i : search.inside) answer.inside.push_back(inside[i]);
    for (std::size_t i : search.outside) answer.outside.push_back(outside[i]);
  }
}

}  // namespace sqsproof::policy
