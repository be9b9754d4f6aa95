// A caller of another account and what a queue's policy lets it do.
#pragma once

#include <string>
#include <string_view>

#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {

/// `Effect` with what a statement of the queue is about: the guest, and one action.
struct Statement {
  std::string effect = "Allow";
  std::string principal{};  ///< JSON; empty: the guest
  std::string action = "sqs:SendMessage";
  std::string condition{};  ///< JSON of the element; empty: none
};

/// The owner and its queue, and the guest beside them.
class Guarded {
 public:
  explicit Guarded(Conversation& say);

  void set_policy(const std::vector<Statement>& statements);
  [[nodiscard]] std::string policy_of(const std::vector<Statement>& statements) const;
  void take_policy_away();
  /// True when the guest may, false when it is denied; anything else fails the example.
  [[nodiscard]] bool guest_may(const semantics::Call& call);
  [[nodiscard]] bool guest_may_send() { return guest_may(message(queue_, "from the guest")); }
  /// A policy takes effect within a minute. SQSAPI/SetQueueAttributes
  void expect_allowed(std::string_view why, const semantics::Call& call);
  void expect_denied(std::string_view why, const semantics::Call& call);
  /// Its identity's policies let the owner do everything; the queue's policy may not.
  [[nodiscard]] bool is_denied_to_owner(const semantics::Call& call);
  [[nodiscard]] const Queue& queue() const { return queue_; }

 private:
  Conversation& say_;
  Queue queue_;
};

}  // namespace sqsproof::properties::examples
