// Which steps have to do with each other: those that share a message, a group or a key.
#include <map>
#include <numeric>

#include "tests/properties/explorer/steps.h"

namespace sqsproof::tests {

std::vector<std::vector<Step>> parts_of(std::vector<Step> all) {
  std::vector<std::size_t> part(all.size());
  std::iota(part.begin(), part.end(), 0U);
  std::map<std::pair<char, int>, std::size_t> first;
  const auto root = [&](std::size_t i) {
    while (part[i] != i) i = part[i];
    return i;
  };
  const auto join = [&](char what, int name, std::size_t i) {
    if (name == kNobody) return;
    part[root(i)] = root(first.try_emplace({what, name}, i).first->second);
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    join('m', all[i].message, i);
    join('g', all[i].group, i);
    join('k', all[i].key, i);
    for (const Seen& seen : all[i].seen) join('m', seen.message, i);
  }
  std::map<std::size_t, std::vector<Step>> parts;
  for (std::size_t i = 0; i < all.size(); ++i) parts[root(i)].push_back(std::move(all[i]));
  std::vector<std::vector<Step>> listed;
  for (auto& [number, steps] : parts) listed.push_back(std::move(steps));
  return listed;
}

}  // namespace sqsproof::tests
