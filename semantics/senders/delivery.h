// The seam between senders and queues: a service hands over a message in its own name, and hears
// whether the queue took it. What a queue's policy says about that is decided behind the seam.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <tl/expected.hpp>

#include "semantics/actions/all.h"
#include "semantics/time.h"

namespace sqsproof::semantics {

/// A message on its way, and on whose behalf it is sent: for a policy the caller is the service
/// principal, and the rest are aws:SourceArn and aws:SourceAccount.
/// IAM/confused-deputy
struct ServiceDelivery {
  std::string service;  ///< `sns.amazonaws.com`
  std::string source_arn;
  std::string source_account;
  std::string queue_arn;
  SendMessageRequest message;  ///< without a queue URL
  std::string trace_header{};  ///< X-Ray's, becomes AWSTraceHeader
};

/// Nothing when the queue has the message, or else why it has not.
using Deliver =
    std::function<tl::expected<void, ServiceError>(const ServiceDelivery&, Instant_us now)>;

/// A message that its queue did not get.
struct FailedDelivery {
  Instant_us at = 0;
  std::string service;
  std::string source_arn;
  std::string subscription_arn{};  ///< of SNS; empty otherwise
  std::string queue_arn;
  ServiceError why;
  std::string dead_letter_arn{};  ///< the queue that got the message instead; empty for none
};

/// The failures of late: the services themselves tell nobody but their own logs.
class DeliveryLog {
 public:
  static constexpr std::size_t kMost = 1'000;

  void add(FailedDelivery failure) {
    failures_.push_back(std::move(failure));
    if (failures_.size() > kMost) failures_.pop_front();
  }
  /// The oldest first.
  [[nodiscard]] const std::deque<FailedDelivery>& failures() const { return failures_; }

 private:
  std::deque<FailedDelivery> failures_;
};

}  // namespace sqsproof::semantics
