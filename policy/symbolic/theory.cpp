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

Theory::Theory(const std::vector<std::string>& words) {
  LanguageStore& store = LanguageStore::of_this_thread();
  const std::string name = name_of(words);
  domain_ = store.get(name, [&] { return language_of(words); });
  for (const NumberedWord& word : store.words(name, [&] { return words; })) add_sample(word);
  finite_ = true;
}

Theory::LanguageId Theory::intern(const LanguageHandle& language) {
  for (LanguageId id = 0; id < members_.size(); ++id) {
    if (members_[id].language->number() == language->number()) return id;
  }
  members_.push_back({language, {}, 0});
  return members_.size() - 1;
}

void Theory::add_sample(const std::string& word) {
  add_sample(LanguageStore::of_this_thread().numbered(word));
}

void Theory::add_sample(const NumberedWord& numbered) {
  const auto place =
      std::lower_bound(known_samples_.begin(), known_samples_.end(), numbered.number);
  if (place != known_samples_.end() && *place == numbered.number) return;
  if (samples_.size() >= kMaxSamples) {
    overflown_ = true;
    return;
  }
  known_samples_.insert(place, numbered.number);
  if (in_domain(numbered)) samples_.push_back(numbered);
}

void Theory::update(Member& member) {
  member.samples.resize((samples_.size() + 63) / 64);
  for (; member.known < samples_.size(); ++member.known) {
    if (!member.language->contains(samples_[member.known])) continue;
    member.samples[member.known / 64] |= 1ULL << (member.known % 64);
  }
}

/// The pool is the whole domain: leave out what is not needed for emptiness, one after the other.
Theory::Answer Theory::clash_of(std::vector<LanguageId> inside, std::vector<LanguageId> outside) {
  const auto is_empty = [&] {
    for (std::size_t i = 0; i < samples_.size(); i += 64) {
      std::uint64_t fitting =
          samples_.size() - i >= 64 ? ~0ULL : (1ULL << (samples_.size() - i)) - 1;
      for (LanguageId id : inside) fitting &= members_[id].samples[i / 64];
      for (LanguageId id : outside) fitting &= ~members_[id].samples[i / 64];
      if (fitting != 0) return false;
    }
    return true;
  };
  for (auto* list : {&inside, &outside}) {
    for (std::size_t i = list->size(); i-- > 0;) {
      const LanguageId id = (*list)[i];
      list->erase(list->begin() + static_cast<std::ptrdiff_t>(i));
      if (!is_empty()) list->insert(list->begin() + static_cast<std::ptrdiff_t>(i), id);
    }
  }
  return {Answer::Result::empty, {}, std::move(inside), std::move(outside), 0};
}

Theory::Answer Theory::find(const std::vector<LanguageId>& inside,
                            const std::vector<LanguageId>& outside, std::size_t budget) {
  for (LanguageId id : inside) update(members_[id]);
  for (LanguageId id : outside) update(members_[id]);
  for (std::size_t i = 0; i < samples_.size(); i += 64) {
    std::uint64_t fitting = samples_.size() - i >= 64 ? ~0ULL : (1ULL << (samples_.size() - i)) - 1;
    for (LanguageId id : inside) fitting &= members_[id].samples[i / 64];
    for (LanguageId id : outside) fitting &= ~members_[id].samples[i / 64];
    if (fitting == 0) continue;
    const std::size_t first = i + static_cast<std::size_t>(std::countr_zero(fitting));
    return {Answer::Result::sample, samples_[first].text, {}, {}, 0};
  }
  if (finite_ || makes(Flaw::samples_are_everything))
    return overflown_ ? Answer{} : clash_of(inside, outside);
  std::vector<LanguageHandle> in;
  std::vector<LanguageHandle> out;
  for (LanguageId id : inside) in.push_back(members_[id].language);
  for (LanguageId id : outside) out.push_back(members_[id].language);
  const WordSearch search = LanguageStore::of_this_thread().find_word(domain_, in, out, budget);
  Answer answer;
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
  return answer;
}

}  // namespace sqsproof::policy
