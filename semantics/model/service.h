// The timed reference model: what SQS does, as a value that calls are applied to.
//
// Pure: time comes in with each call and never goes back, nothing waits, nothing is read or written
// outside. What AWS leaves free is fixed to the strict choice (no duplicates, first sent first
// received, visible exactly on time), so the same calls at the same times give the same answers.
// No cost grows with the backlog of a queue or the number of queues.
//
// A long poll is a receive that the caller repeats: while the answer is empty and the wait
// (`wait_of`) is not over, try again at `next_event` or after another call on the queue. A receive
// that answers empty has no effect.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "semantics/actions/all.h"
#include "semantics/model/flaw.h"
#include "semantics/time.h"

namespace sqsproof::semantics {

struct ServiceConfig {
  std::string region = "us-east-1";
  std::string account = "000000000000";
  /// Queue URLs are `<base_url>/<account>/<name>`.
  std::string base_url = "http://127.0.0.1:9324";
  std::uint64_t seed = 1;  ///< of message ids
  Flaw flaw = Flaw::none;  ///< one promise is broken on purpose
};

class Service {
 public:
  static constexpr Instant_us kNever = INT64_MAX;

  explicit Service(ServiceConfig config);
  ~Service();
  Service(Service&&) noexcept;
  Service& operator=(Service&&) noexcept;

  /// Applies a call at `now`. Never a NoAnswer.
  [[nodiscard]] Answer apply(const Call& call, Instant_us now);
  /// The same, with queue URLs in the answer under another base (the host that a client used).
  [[nodiscard]] Answer apply(const Call& call, Instant_us now, const std::string& base_url);

  /// How long an empty receive may be repeated: the request's wait, or the queue's.
  [[nodiscard]] Duration_us wait_of(const ReceiveMessageRequest& request) const;
  /// The next instant after `now` at which a message of the queue can become available by itself;
  /// kNever when there is none, or no such queue.
  [[nodiscard]] Instant_us next_event(const std::string& queue_url, Instant_us now);
  /// The name that a queue URL (or a bare name) stands for: its last path segment.
  [[nodiscard]] static std::string queue_name_of(const std::string& queue_url);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A receive that was answered, with nothing: the answer that a long poll waits on.
[[nodiscard]] bool is_empty_receive(const Answer& answer);

}  // namespace sqsproof::semantics
