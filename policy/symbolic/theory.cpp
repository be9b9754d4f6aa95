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
  samples_.reserve(domain.words.size());
  for (const NumberedWord& word : domain.words) {
    if (known_samples_.insert(word.number())) samples_.push_back(word);
  }
}

std::uint64_t Theory::next_number() {
  thread_local std::uint64_t last = 0;
  return ++last;
}

Theory::LanguageId Theory::intern(const LanguageHandle& language) {
  StoredLanguage::Home& home = language->home();
  if (home.theory == number_) return home.id;
  const auto [found, fresh] = ids_.try_emplace(language->number(), members_.size());
  if (fresh) {
    constexpr std::size_t kUsualMembers = 8;
    if (members_.empty()) members_.reserve(kUsualMembers);
    members_.push_back({language, 0, {}, 0, pool_});
  }
  home = {number_, found->second};
  return found->second;
}

void Theory::keep_samples() { kept_ = samples_.size(); }

void Theory::forget_samples() {
  if (known_samples_.size() == kept_) return;
  samples_.erase(samples_.begin() + static_cast<std::ptrdiff_t>(kept_), samples_.end());
  known_samples_.clear();
  for (const NumberedWord& word : samples_) known_samples_.insert(word.number());
  overflown_ = false;
  ++pool_;
}

void Theory::add_sample(std::string_view word) {
  add_sample(LanguageStore::of_this_thread().numbered(word));
}

void Theory::add_sample(const NumberedWord& word) {
  if (samples_.size() >= kMaxSamples) {
    overflown_ = overflown_ || known_samples_.insert(word.number());
    return;
  }
  if (!known_samples_.insert(word.number()) || !in_domain(word)) return;
  constexpr std::size_t kUsualSamples = 16;
  if (samples_.empty()) samples_.reserve(kUsualSamples);
  samples_.push_back(word);
}

/// Of what was known in the pool before, that of the samples that stayed.
void Theory::move_to_this_pool(Member& member) const {
  member.pool = pool_;
  member.known = std::min(member.known, static_cast<std::uint32_t>(kept_));
  if (member.known < 64) member.first &= (1ULL << member.known) - 1;
  for (std::size_t i = 0; i < member.rest.size(); ++i) {
    const std::size_t begin = 64 * (i + 1);
    const std::size_t kept = member.known > begin ? member.known - begin : 0;
    if (kept < 64) member.rest[i] &= (1ULL << kept) - 1;
  }
}

void Theory::update(LanguageId id, std::size_t end) {
  Member& member = members_[id];
  if (member.pool != pool_) move_to_this_pool(member);
  if (member.known >= end) return;
  if (end > 64 && member.rest.size() < (end - 1) / 64) member.rest.resize((end - 1) / 64);
  for (; member.known < end; ++member.known) {
    if (!member.language->contains(samples_[member.known])) continue;
    std::uint64_t& bits = member.known < 64 ? member.first : member.rest[member.known / 64 - 1];
    bits |= 1ULL << (member.known % 64);
  }
}

/// Of the words of a block, those that fit, as far as they were tried.
std::uint64_t Theory::fitting(std::size_t block, const std::vector<LanguageId>& inside,
                              const std::vector<LanguageId>& outside) const {
  std::uint64_t fitting = ~0ULL;
  for (LanguageId id : inside) fitting &= members_[id].samples(block);
  for (LanguageId id : outside) fitting &= ~members_[id].samples(block);
  return fitting;
}

/// The first words fit most often, so no more are tried than needed.
std::size_t Theory::first_fitting(const std::vector<LanguageId>& inside,
                                  const std::vector<LanguageId>& outside) {
  constexpr std::size_t kAtOnce = 8;
  for (std::size_t i = 0; i < samples_.size();) {
    const std::size_t end = std::min(i + kAtOnce, samples_.size());
    for (LanguageId id : inside) update(id, end);
    for (LanguageId id : outside) update(id, end);
    const std::uint64_t of_these = ((1ULL << (end - i)) - 1) << (i % 64);
    const std::uint64_t found = fitting(i / 64, inside, outside) & of_these;
    if (found != 0) return i / 64 * 64 + static_cast<std::size_t>(std::countr_zero(found));
    i = end;
  }
  return samples_.size();
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
      if (first_fitting(answer.inside, answer.outside) == samples_.size()) continue;
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
  if (first < samples_.size()) {
    answer.result = Answer::Result::sample;
    answer.sample = samples_[first].text();
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
    answer.sample = search.word;
    add_sample(search.word);
  } else if (search.result == WordSearch::Result::empty) {
    answer.result = Answer::Result::empty;
    for (std::size_t i : search.inside) answer.inside.push_back(inside[i]);
    for (std::size_t i : search.outside) answer.outside.push_back(outside[i]);
  }
}

}  // namespace sqsproof::policy
