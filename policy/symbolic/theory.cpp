#include "policy/symbolic/theory.h"

#include <bit>

#include "policy/symbolic/search.h"

namespace sqsproof::policy {
namespace {

constexpr std::size_t kMaxSamples = 2048;
std::string text_of(const Language& language, Shape shape) {
  return canonical_text(language) + std::to_string(static_cast<int>(shape));
}

std::shared_ptr<Automaton> stored(const std::string& text, const Language& language, Shape shape) {
  return stored_automaton(
      text, [&] { return language; }, shape);
}

/// As a name for `stored_automaton`.
std::string text_of(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += std::to_string(word.size()) + ":" + word;
  return text;
}

Language language_of(const std::vector<std::string>& words) {
  Language language;
  for (const std::string& word : words) language = language | exactly(word);
  return language;
}

}  // namespace

Theory::Theory(const Language& domain, Shape shape)
    : domain_(stored(text_of(domain, shape), domain, shape)) {}

Theory::Theory(const std::string& name, const std::function<Language()>& domain)
    : domain_(stored_automaton("domain " + name, domain)) {}

Theory::LanguageId Theory::intern(const Language& language, Shape shape) {
  const std::string text = text_of(language, shape);
  const auto [found, fresh] = numbers_.emplace(text, members_.size());
  if (fresh) members_.push_back({stored(text, language, shape), {}, {}, 0});
  return found->second;
}

Theory::Theory(DomainTest in_domain) : domain_test_(std::move(in_domain)), finite_(true) {}

Theory::LanguageId Theory::intern(const std::string& name, const Test& test) {
  const auto [found, fresh] = numbers_.emplace("test " + name, members_.size());
  if (fresh) members_.push_back({nullptr, test, {}, 0});
  return found->second;
}

bool Theory::is_in(Member& member, const std::string& word) {
  return member.automaton ? member.automaton->matches(word) : member.test(word);
}

void Theory::add_sample(const std::string& word) {
  if (known_samples_.contains(word)) return;
  if (samples_.size() >= kMaxSamples) {
    overflown_ = true;
    return;
  }
  known_samples_.emplace(word, true);
  if (in_domain(word)) samples_.push_back(word);
}

void Theory::update(Member& member) {
  member.samples.resize((samples_.size() + 63) / 64);
  for (; member.known < samples_.size(); ++member.known) {
    if (!is_in(member, samples_[member.known])) continue;
    member.samples[member.known / 64] |= 1ULL << (member.known % 64);
  }
}

Theory::Theory(const std::vector<std::string>& words)
    : Theory(text_of(words), [&] { return language_of(words); }) {
  for (const std::string& word : words) add_sample(word);
  finite_ = true;
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

bool Theory::contains(LanguageId language, std::string_view word) {
  return is_in(members_[language], std::string(word));
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
    return {Answer::Result::sample, samples_[first], {}, {}, 0};
  }
  if (finite_) return overflown_ ? Answer{} : clash_of(inside, outside);
  std::vector<Automaton*> in;
  std::vector<Automaton*> out;
  for (LanguageId id : inside) in.push_back(members_[id].automaton.get());
  for (LanguageId id : outside) out.push_back(members_[id].automaton.get());
  const WordSearch search = find_word(*domain_, in, out, budget);
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
