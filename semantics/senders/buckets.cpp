#include "semantics/senders/buckets.h"

#include <fmt/format.h>

#include "policy/support/words.h"
#include "policy/values/arn.h"

namespace sqsproof::semantics::s3 {
namespace {

Refusal not_valid() {
  return refuse("InvalidArgument", "Unable to validate the following destination configurations");
}

/// S3/BucketRestrictions, but for names of the past.
bool is_bucket_name(const std::string& name) {
  constexpr std::string_view kLegal = "abcdefghijklmnopqrstuvwxyz0123456789.-";
  return name.size() >= 3 && name.size() <= 63 &&
         name.find_first_not_of(kLegal) == std::string::npos;
}

/// What prefixes and suffixes are compared with: the key, but for flaws.
std::string filtered_key(const std::string& key, Flaw flaw) {
  if (flaw == Flaw::key_filters_read_encoded) return encoded_key(key);
  return flaw == Flaw::key_filters_in_lower_case ? policy::to_lower(key) : key;
}

}  // namespace

Buckets::Buckets(BucketsConfig config, Deliver deliver, DeliveryLog& log)
    : config_(std::move(config)), deliver_(std::move(deliver)), log_(log) {}

EventSource Buckets::source_of(const std::string& bucket, const std::string& id) {
  return {bucket, config_.region, id, fmt::format("{:016X}", ++requests_), 0};
}

tl::expected<void, ServiceError> Buckets::send(const EventSource& source, const std::string& owner,
                                               const std::string& queue_arn, std::string body,
                                               Instant_us now) {
  ServiceDelivery delivery{
      "s3.amazonaws.com", "arn:aws:s3:::" + source.bucket, owner, queue_arn, {}};
  delivery.message.message_body = std::move(body);
  auto outcome = deliver_(delivery, now);
  if (!outcome) {
    log_.add({now, delivery.service, delivery.source_arn, {}, queue_arn, outcome.error(), {}});
  }
  return outcome;
}

Checked<bool> Buckets::configure(const ConfigureRequest& request, Instant_us now) {
  if (!is_bucket_name(request.bucket)) {
    return refuse("InvalidBucketName", "The specified bucket is not valid.");
  }
  if (!request.owner.empty() && !policy::is_account_id(request.owner)) {
    return refuse("InvalidArgument", "The owner of a bucket is an account id of 12 digits");
  }
  auto configurations = read_configuration(request.configuration);
  if (!configurations) return Refusal(configurations.error());
  const std::string& owner = request.owner.empty() ? config_.account : request.owner;
  for (QueueConfiguration& one : *configurations) {
    if (one.id.empty()) one.id = fmt::format("notification-{:08x}", ++requests_);
    const bool fifo = one.queue_arn.ends_with(".fifo");
    if (fifo && config_.flaw != Flaw::fifo_destinations_taken) return not_valid();
    if (fifo || request.skip_destination_validation) continue;
    if (config_.flaw == Flaw::test_events_unsent) continue;
    const EventSource source = source_of(request.bucket, one.id);
    if (!send(source, owner, one.queue_arn, test_event(source, now), now)) return not_valid();
  }
  Bucket& bucket = buckets_[request.bucket];
  bucket.owner = owner;
  bucket.configurations = std::move(*configurations);
  return true;
}

Checked<std::vector<Sent>> Buckets::tell(const std::string& name, const ObjectEvent& event,
                                         Instant_us now, int copies) {
  const auto found = buckets_.find(name);
  if (found == buckets_.end()) {
    return Refusal(ServiceError{"NoSuchBucket", "The specified bucket does not exist", 404});
  }
  if (!is_event(event.event) || event.event.ends_with('*')) {
    return refuse("InvalidArgument", "The event is not supported for notifications");
  }
  if (event.key.empty()) return refuse("InvalidArgument", "An object has a key");
  Bucket& bucket = found->second;
  ++bucket.sequence;
  std::vector<Sent> sent;
  const std::string key = filtered_key(event.key, config_.flaw);
  const bool removed = event.event.starts_with("s3:ObjectRemoved:");
  if (removed && config_.flaw == Flaw::removals_untold) return sent;
  const bool copied = event.event == "s3:ObjectCreated:Copy";
  if (copied && config_.flaw == Flaw::copies_untold) return sent;
  const bool by_clock = config_.flaw == Flaw::sequencer_of_clock;
  for (const QueueConfiguration& one : bucket.configurations) {
    if (!one.selects(event.event, key)) continue;
    EventSource source = source_of(name, one.id);
    source.sequence = by_clock ? static_cast<std::uint64_t>(now / kSecond_us) : bucket.sequence;
    tell_one(one, bucket, event, source, copies, now, sent);
  }
  return sent;
}

void Buckets::tell_one(const QueueConfiguration& configuration, const Bucket& bucket,
                       const ObjectEvent& event, const EventSource& source, int copies,
                       Instant_us now, std::vector<Sent>& sent) {
  EventSource of_copy = source;
  for (int i = 0; i < copies; ++i) {
    if (config_.flaw == Flaw::sequencer_of_copy) of_copy.sequence = source.sequence + i;
    std::string body = record_of(event, of_copy, now, config_.flaw);
    sent.push_back({configuration.id, configuration.queue_arn,
                    send(of_copy, bucket.owner, configuration.queue_arn, std::move(body), now)});
  }
}

}  // namespace sqsproof::semantics::s3
