// S3 as far as it delivers into queues: buckets that have a notification configuration, and what
// happens to their objects. There are no objects here: events are told, not caused.
//
// Messages go out through the seam of delivery.h as `s3.amazonaws.com`, for the bucket's ARN and
// its owner. S3/EventNotifications, S3/grant-destinations-permissions-to-s3
#pragma once

#include <map>
#include <string>
#include <vector>

#include "semantics/model/flaw.h"
#include "semantics/senders/delivery.h"
#include "semantics/senders/notification_configuration.h"
#include "semantics/senders/object_event.h"

namespace sqsproof::semantics {
class Archive;
}

namespace sqsproof::semantics::s3 {

struct BucketsConfig {
  std::string region = "us-east-1";
  std::string account = "000000000000";
  Flaw flaw = Flaw::none;
};

/// What became of an event at one of the queues that it goes to.
struct Sent {
  std::string configuration_id;
  std::string queue_arn;
  tl::expected<void, ServiceError> outcome{};
};

/// What PutBucketNotificationConfiguration is told beside the configuration.
struct ConfigureRequest {
  std::string bucket;
  std::string owner{};                       ///< account of the bucket; empty for the endpoint's
  std::string configuration;                 ///< JSON; an empty object takes all of it away
  bool skip_destination_validation = false;  ///< no test events
};

class Buckets {
 public:
  /// The log must live as long as the buckets.
  Buckets(BucketsConfig config, Deliver deliver, DeliveryLog& log);

  /// Replaces the bucket's configuration. Every queue gets a test event, and when one does not
  /// take it nothing is changed: `Unable to validate the following destination configurations`.
  /// FIFO queues are no destinations.
  [[nodiscard]] Checked<bool> configure(const ConfigureRequest& request, Instant_us now);

  /// Tells the queues that the event goes to; an error for a bucket without a configuration, or an
  /// event that there is not. Each is told `copies` times the very same, as S3 does now and then:
  /// once, and at least once is all that it promises. S3/EventNotifications
  [[nodiscard]] Checked<std::vector<Sent>> tell(const std::string& bucket, const ObjectEvent& event,
                                                Instant_us now, int copies = 1);

  void set_flaw(Flaw flaw) { config_.flaw = flaw; }
  void carry(Archive& archive);  ///< snapshot.cpp

 private:
  struct Bucket {
    void carry(Archive& archive);
    std::string owner;
    std::vector<QueueConfiguration> configurations;
    std::uint64_t sequence = 0;
  };
  void tell_one(const QueueConfiguration& configuration, const Bucket& bucket,
                const ObjectEvent& event, const EventSource& source, int copies, Instant_us now,
                std::vector<Sent>& sent);
  tl::expected<void, ServiceError> send(const EventSource& source, const std::string& owner,
                                        const std::string& queue_arn, std::string body,
                                        Instant_us now);
  [[nodiscard]] EventSource source_of(const std::string& bucket, const std::string& id);

  BucketsConfig config_;
  Deliver deliver_;
  DeliveryLog& log_;
  std::map<std::string, Bucket> buckets_;
  std::uint64_t requests_ = 0;
};

}  // namespace sqsproof::semantics::s3
