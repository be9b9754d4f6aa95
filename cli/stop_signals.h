// Ctrl-C, a terminal that is closed, and the wish of others that the program ends.
#pragma once

#include <pthread.h>
#include <signal.h>

namespace sqsproof::cli {

/// Waits for the signal that ends the program; they are blocked before any thread starts, so that
/// every thread inherits that and only this one takes them.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    // Not under `nohup`, which ignores it: a signal that is blocked is delivered all the same.
    struct sigaction hangup {};
    if (sigaction(SIGHUP, nullptr, &hangup) == 0 && hangup.sa_handler != SIG_IGN) {
      sigaddset(&signals_, SIGHUP);
    }
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  }
  void wait() const {
    int signal = 0;
    sigwait(&signals_, &signal);
  }
  [[nodiscard]] bool came_within_ms(long milliseconds) const {
    const timespec time{milliseconds / 1'000, milliseconds % 1'000 * 1'000'000};
    return sigtimedwait(&signals_, nullptr, &time) > 0;
  }

 private:
  sigset_t signals_{};
};

}  // namespace sqsproof::cli
