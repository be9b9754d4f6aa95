// The other side of the seam, for tests: queues that keep what they are given, or refuse it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "semantics/senders/delivery.h"

namespace sqsproof::semantics {

struct PostOffice {
  std::map<std::string, std::vector<ServiceDelivery>> queues;  ///< by ARN
  std::set<std::string> closed;

  [[nodiscard]] Deliver deliver() {
    return [this](const ServiceDelivery& delivery, Instant_us) -> tl::expected<void, ServiceError> {
      if (closed.contains(delivery.queue_arn)) {
        return tl::unexpected(ServiceError{"AccessDeniedException", "closed", 403});
      }
      queues[delivery.queue_arn].push_back(delivery);
      return {};
    };
  }
  [[nodiscard]] std::size_t count(const std::string& arn) const {
    const auto found = queues.find(arn);
    return found == queues.end() ? 0 : found->second.size();
  }
  [[nodiscard]] const SendMessageRequest& last(const std::string& arn) const {
    return queues.at(arn).back().message;
  }
};

[[nodiscard]] inline std::string queue_arn(const std::string& name) {
  return "arn:aws:sqs:us-east-1:000000000000:" + name;
}

}  // namespace sqsproof::semantics
