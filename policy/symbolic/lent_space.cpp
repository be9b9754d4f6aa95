#include "policy/symbolic/lent_space.h"

#include <utility>
#include <vector>

namespace sqsproof::policy {
namespace {

std::vector<std::unique_ptr<Space>>& idle_of_this_thread() {
  // Spaces refer to the store, so it has to outlive them.
  static_cast<void>(LanguageStore::of_this_thread());
  thread_local std::vector<std::unique_ptr<Space>> idle;
  return idle;
}

}  // namespace

/// An idle space that does not fit is not asked again: most threads stay with one queue.
LentSpace::LentSpace(Realm realm, const Vocabulary& vocabulary) {
  auto& idle = idle_of_this_thread();
  while (!idle.empty() && !space_) {
    if (idle.back()->is_for(realm, vocabulary)) space_ = std::move(idle.back());
    idle.pop_back();
  }
  if (!space_) space_ = std::make_unique<Space>(std::move(realm), vocabulary);
}

LentSpace::~LentSpace() {
  constexpr std::size_t kMostIdle = 4;
  auto& idle = idle_of_this_thread();
  if (idle.size() < kMostIdle && space_->forget_policy()) idle.push_back(std::move(space_));
}

}  // namespace sqsproof::policy
