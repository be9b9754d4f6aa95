#include "policy/decide/context.h"

#include <algorithm>

namespace sqsproof::policy {

Context::const_iterator Context::lower_bound(std::string_view key) const {
  return std::lower_bound(
      entries_.begin(), entries_.end(), key,
      [](const Entry& entry, std::string_view wanted) { return entry.first.text() < wanted; });
}

Context::const_iterator Context::find(std::string_view key) const {
  // Names of one length are few, so most are passed by without looking at them.
  return std::find_if(entries_.begin(), entries_.end(),
                      [&](const Entry& entry) { return entry.first.text() == key; });
}

Context::iterator Context::find(std::string_view key) {
  return entries_.begin() + (std::as_const(*this).find(key) - entries_.cbegin());
}

Context::iterator Context::insert(const_iterator place, Entry entry) {
  constexpr std::size_t kUsualKeys = 12;
  const auto index = place - entries_.cbegin();
  if (entries_.capacity() == 0) entries_.reserve(kUsualKeys);
  return entries_.insert(entries_.cbegin() + index, std::move(entry));
}

std::pair<Context::iterator, bool> Context::emplace(const KeyName& key, ContextValue value) {
  const auto place = lower_bound(key);
  if (place != entries_.cend() && place->first == key) {
    return {entries_.begin() + (place - entries_.cbegin()), false};
  }
  return {insert(place, {key, std::move(value)}), true};
}

ContextValue& Context::operator[](const KeyName& key) { return emplace(key, {}).first->second; }

void Context::insert_or_assign(const KeyName& key, ContextValue value) {
  (*this)[key] = std::move(value);
}

std::size_t Context::erase(std::string_view key) {
  const auto place = std::as_const(*this).find(key);
  if (place == entries_.cend()) return 0;
  entries_.erase(place);
  return 1;
}

}  // namespace sqsproof::policy
