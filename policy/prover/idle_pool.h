// Solvers that wait for their next session: to create one costs milliseconds. Internal to the core
// that Z3 stands behind.
#pragma once

#include <memory>
#include <vector>

namespace sqsproof::policy {

/// A machine counts its sessions; it is recycled before its memory grows.
template <class Machine>
class IdlePool {
 public:
  std::unique_ptr<Machine> take() {
    if (idle_.empty()) return std::make_unique<Machine>();
    std::unique_ptr<Machine> machine = std::move(idle_.back());
    idle_.pop_back();
    return machine;
  }
  void give_back(std::unique_ptr<Machine> machine) {
    constexpr std::size_t kMostIdle = 4;
    constexpr std::size_t kMostSessions = 50'000;
    if (idle_.size() < kMostIdle && machine->sessions < kMostSessions) {
      idle_.push_back(std::move(machine));
    }
  }
  static IdlePool& of_this_thread() {
    thread_local IdlePool pool;
    return pool;
  }

 private:
  std::vector<std::unique_ptr<Machine>> idle_;
};

}  // namespace sqsproof::policy
