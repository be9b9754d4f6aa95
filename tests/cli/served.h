// `sqsproof serve` as a child process, and other programs beside it.
#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace sqsproof::tests {

/// A child process whose standard output is read line by line; ended by its id on destruction.
class Child {
 public:
  explicit Child(const std::vector<std::string>& command);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// The next line; empty at the end of the output.
  [[nodiscard]] std::string read_line();
  /// Everything until the end of the output.
  [[nodiscard]] std::string read_all();
  /// Asks it to stop (SIGTERM); its exit code, or 128 plus the signal that ended it.
  int stop();
  /// Sends a signal, and goes on.
  void send(int signal) const;
  /// Ends it at once (SIGKILL), as a crash would.
  void crash();
  /// Waits until it ends by itself.
  int wait();

 private:
  pid_t pid_ = -1;
  int output_ = -1;
};

/// Starts `serve --port 0` with further options; `url` is where it listens.
struct Served {
  explicit Served(const std::vector<std::string>& options = {});
  Child child;
  std::string url;
};

/// Whether a program can be found on the PATH.
[[nodiscard]] bool has_program(const std::string& name);

}  // namespace sqsproof::tests
