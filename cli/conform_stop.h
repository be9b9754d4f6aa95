// Ctrl-C while a run has queues at somebody's endpoint.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "cli/conform_endpoint.h"
#include "cli/exit_code.h"
#include "cli/stop_signals.h"

namespace sqsproof::cli {

/// The first signal ends the run, which then deletes its queues; the second one leaves at once, and
/// says how to clean up. Make it before any other thread.
class StopGuard {
 public:
  explicit StopGuard(std::string clean_command);
  ~StopGuard();
  StopGuard(const StopGuard&) = delete;
  StopGuard& operator=(const StopGuard&) = delete;

  /// What the first signal stops.
  void stops(std::shared_ptr<fixtures::Leash> leash);

 private:
  void watch();
  void take_signal();

  std::string clean_command_;
  StopSignals signals_;
  std::mutex mutex_;  // of the next two
  std::shared_ptr<fixtures::Leash> leash_;
  int taken_ = 0;
  std::atomic<bool> over_ = false;
  std::thread thread_;
};

/// Deletes the queues of a run; says which ones it could not.
[[nodiscard]] ExitCode delete_queues(const Target& target, const EndpointOptions& options);

/// How to delete what a run with these options may have left.
[[nodiscard]] std::string clean_command(const EndpointOptions& options);

}  // namespace sqsproof::cli
