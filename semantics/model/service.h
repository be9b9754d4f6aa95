// The timed reference model: what SQS does, as a value that calls are applied to.
//
// Pure: time comes in with each call and never goes back, nothing waits, nothing is read or written
// outside. What AWS leaves free is fixed to the strict choice (no duplicates, first sent first
// received, visible exactly on time), so the same calls at the same times give the same answers.
// No cost grows with the backlog of a queue or the number of queues, beyond a logarithm; what time
// does to messages is paid for once a message, by the first call after it.
//
// One account in one region. A program that serves several has a Service for each.
//
// A long poll is a receive that the caller repeats: while the answer is empty and the wait
// (`wait_of`) is not over, try again at `next_event` or after a call that woke the queue (`woken`).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "semantics/actions/all.h"
#include "semantics/limits.h"
#include "semantics/model/counts.h"
#include "semantics/model/flaw.h"
#include "semantics/model/weakness.h"
#include "semantics/time.h"

namespace sqsproof::semantics {

struct ServiceConfig {
  std::string region = "us-east-1";
  std::string account = "000000000000";
  /// Queue URLs are `<base_url>/<account>/<name>`.
  std::string base_url = "http://127.0.0.1:9324";
  std::uint64_t seed = 1;  ///< of message ids
  /// Messages in flight of a queue; tests want fewer than AWS. SQSAPI/ReceiveMessage
  std::size_t in_flight_limit = kInFlight;
  Flaw flaw = Flaw::none;  ///< one promise is broken on purpose
  Weaknesses weak{};       ///< freedoms of AWS that it takes, by chance from the seed
};

/// What the way of a call tells beside the call. Empty members have a usual value.
struct CallContext {
  std::string base_url;      ///< of queue URLs in the answer: the host that the client used
  std::string sender;        ///< SenderId of messages: `AIDA…`; usually the account
  std::string trace_header;  ///< X-Amzn-Trace-Id, becomes AWSTraceHeader of messages
};

/// What of a queue decides who may use it.
struct QueueGuard {
  std::string policy;  ///< as it was given; empty for none
  StringMap tags;
};

/// A queue as it is, whatever freedoms its answers take.
struct QueueState {
  std::string name;
  std::string arn;
  Instant_us created = 0;
  Counts counts;
  StringMap attributes;  ///< those that can be set
  StringMap tags;
};

class Service {
 public:
  static constexpr Instant_us kNever = INT64_MAX;

  explicit Service(ServiceConfig config);
  ~Service();
  Service(Service&&) noexcept;
  Service& operator=(Service&&) noexcept;

  /// Applies a call at `now`. Never a NoAnswer. A receive that answers empty had no effect, unless
  /// it sent messages to a dead-letter queue.
  [[nodiscard]] Answer apply(const Call& call, Instant_us now, const CallContext& context = {});

  /// Names of the queues where the last call may have made messages available, or ended the queue:
  /// those whose long polls should be tried again.
  [[nodiscard]] const std::vector<std::string>& woken() const;
  /// How long an empty receive may be repeated: the request's wait, or the queue's.
  [[nodiscard]] Duration_us wait_of(const ReceiveMessageRequest& request) const;
  /// The next instant from `now` on at which a message of the queue can become available by itself:
  /// `now` when one did since the last call. kNever when there is none, or no such queue.
  [[nodiscard]] Instant_us next_event(const std::string& queue_url, Instant_us now) const;
  /// Of the queue of that name, as it is in force at `now`; nullopt when there is no such queue.
  [[nodiscard]] std::optional<QueueGuard> guard_of(const std::string& queue_name,
                                                   Instant_us now) const;
  /// All queues, by name. What time does to them may wake queues.
  [[nodiscard]] std::vector<QueueState> inspect(Instant_us now);
  /// All that later answers depend on, beside the configuration; for `load` of another one of the
  /// same configuration. False, and nothing done, when it is no such text.
  [[nodiscard]] std::string save() const;
  [[nodiscard]] bool load(std::string_view saved);
  /// From now on wrong in another way, or in none; what it did wrong before stays as it is.
  void set_flaw(Flaw flaw);
  /// The name that a queue URL (or a bare name) stands for: its last path segment.
  [[nodiscard]] static std::string queue_name_of(const std::string& queue_url);

 private:
  struct State;
  [[nodiscard]] Answer apply_as_it_is(const Call& call, Instant_us now, const CallContext& context);
  std::unique_ptr<State> state_;
};

/// A receive that was answered, with nothing: the answer that a long poll waits on.
[[nodiscard]] bool is_empty_receive(const Answer& answer);

}  // namespace sqsproof::semantics
