#include "cli/conform_stop.h"

#include <fmt/core.h>
#include <unistd.h>

namespace sqsproof::cli {

StopGuard::StopGuard(std::string clean_command)
    : clean_command_(std::move(clean_command)), thread_([this] { watch(); }) {}

StopGuard::~StopGuard() {
  over_ = true;
  thread_.join();
}

void StopGuard::stops(std::shared_ptr<fixtures::Leash> leash) {
  const std::lock_guard lock(mutex_);
  leash_ = std::move(leash);
  if (taken_ > 0) leash_->stop();
}

void StopGuard::watch() {
  while (!over_) {
    if (signals_.came_within_ms(100)) take_signal();
  }
}

void StopGuard::take_signal() {
  const std::lock_guard lock(mutex_);
  if (++taken_ > 1) {
    fmt::print(stderr, "\nleft at once; its queues may be there still\n  help: {}\n",
               clean_command_);
    _exit(static_cast<int>(ExitCode::interrupted));
  }
  fmt::print(stderr, "\nstopping: queues are being deleted; Ctrl-C again leaves at once\n");
  if (leash_) leash_->stop();
}

ExitCode delete_queues(const Target& target, const EndpointOptions& options) {
  const auto left = target.endpoint->delete_queues();
  for (const std::string& url : left) fmt::print(stderr, "error: {} is left behind\n", url);
  if (left.empty()) return ExitCode::holds;
  fmt::print(stderr, "  help: {}\n", clean_command(options));
  return ExitCode::undecided;
}

std::string clean_command(const EndpointOptions& options) {
  return fmt::format("sqsproof conform clean --endpoint {} --queue-prefix {}{}", options.url,
                     options.queue_prefix, options.allow_remote ? " --allow-remote" : "");
}

}  // namespace sqsproof::cli
