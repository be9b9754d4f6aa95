#include "policy/prover/fast_core_tables.h"

#include <utility>

namespace sqsproof::policy {
namespace {

std::vector<FastCoreTables>& idle_of_this_thread() {
  thread_local std::vector<FastCoreTables> idle;
  return idle;
}

}  // namespace

FastCoreTables FastCoreTables::take() {
  auto& idle = idle_of_this_thread();
  if (idle.empty()) return {};
  FastCoreTables tables = std::move(idle.back());
  idle.pop_back();
  return tables;
}

void FastCoreTables::give_back(FastCoreTables&& tables) {
  constexpr std::size_t kMostIdle = 4;
  constexpr std::size_t kMostWords = 1U << 16U;  // what is big is not kept
  auto& idle = idle_of_this_thread();
  if (idle.size() >= kMostIdle || tables.clauses_.size() > kMostWords ||
      tables.watches_.size() > kMostWords) {
    return;
  }
  tables.clear();
  idle.push_back(std::move(tables));
}

void FastCoreTables::clear() {
  for (std::size_t literal = 0; literal < 2 * infos_.size(); ++literal) watches_[literal].clear();
  clauses_.clear();
  values_.clear();
  infos_.clear();
  queue_.clear();
  trail_.clear();
  decisions_.clear();
  assumptions_.clear();
  learnt_.clear();
  added_.clear();
  added_as_.clear();
  lessons_.clear();
  sources_.clear();
}

}  // namespace sqsproof::policy
