// A program on its way: turns commands into calls, and remembers what later commands refer to.
#pragma once

#include <array>
#include <optional>

#include "properties/explore/program.h"
#include "semantics/actions/all.h"

namespace sqsproof::properties {

/// Not thread-safe.
class Script {
 public:
  /// `queue_name`: without `.fifo`; the other queues' names begin with it.
  Script(const Program& program, std::string queue_name);

  /// The calls that make the queues. The main queue comes last, because it names the dead-letter
  /// queue by its ARN, which is asked for in between.
  [[nodiscard]] std::vector<Role> roles() const;
  [[nodiscard]] semantics::Call creation_of(Role role) const;
  void created(Role role, std::string url) { urls_[index(role)] = std::move(url); }
  void named(Role role, std::string arn) { arns_[index(role)] = std::move(arn); }
  [[nodiscard]] const std::string& url_of(Role role) const { return urls_[index(role)]; }
  [[nodiscard]] const std::string& arn_of(Role role) const { return arns_[index(role)]; }

  /// nullopt when the command names nothing.
  [[nodiscard]] std::optional<semantics::Call> call_of(const Command& command);
  void note(const semantics::Call& call, const semantics::Answer& answer,
            semantics::Instant_us returned);

  /// When every timeout and delay so far is over.
  [[nodiscard]] semantics::Instant_us quiet_from() const { return quiet_from_; }
  [[nodiscard]] int sent() const { return sent_; }
  /// The receipts of the queue, oldest first.
  [[nodiscard]] const std::vector<std::string>& receipts_of(Role role) const {
    return receipts_[index(role)];
  }

 private:
  static std::size_t index(Role role) { return static_cast<std::size_t>(role); }
  /// What one message of a send or of a batch consists of.
  struct Content;
  Content next_content(const Command& command, bool invalid);
  semantics::Call send(const Command& command);
  semantics::Call send_batch(const Command& command);
  semantics::Call receive(const Command& command) const;
  std::optional<semantics::Call> by_receipt(const Command& command) const;
  std::optional<semantics::Call> by_receipts(const Command& command) const;
  semantics::Call set(const Command& command);
  std::optional<semantics::Call> move(const Command& command) const;
  const std::string& url(const Command& command) const {
    return urls_[static_cast<std::size_t>(command.queue)];
  }
  void quiet_after(semantics::Instant_us returned, int seconds);

  const Program& program_;
  std::string name_;
  /// `-72` of the queue `sqsproof-1a206b31795-72`. Ids end with it, so that what an endpoint
  /// remembers across queues is seen in a program that uses both, and not in the next one.
  std::string number_;
  std::array<std::string, 3> urls_, arns_;
  std::array<std::vector<std::string>, 3> receipts_;
  std::string task_;
  int sent_ = 0;
  int longest_timeout_s_;
  int longest_delay_s_;
  semantics::Instant_us quiet_from_ = 0;
};

}  // namespace sqsproof::properties
