#include "semantics/senders/object_event.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "semantics/senders/timestamp.h"

namespace sqsproof::semantics::s3 {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kOwner = "A3NL1KOZZKExample";
constexpr std::string_view kHost =
    "FMyUVURIY8/IgAtTv8xRjskZQpcIZ9KG4V5Wp6S7S/JRWeUWerMUE5JgHvANOjpD";

bool begins(const ObjectEvent& event, std::string_view family) {
  return event.event.starts_with(family);
}

std::string_view version_of(const ObjectEvent& event) {
  const bool newer = begins(event, "s3:ObjectTagging:") || begins(event, "s3:ObjectAcl:") ||
                     begins(event, "s3:Lifecycle") || begins(event, "s3:IntelligentTiering") ||
                     event.event == "s3:ObjectRestore:Delete";
  if (newer) return "2.3";
  return begins(event, "s3:Replication:") ? "2.2" : "2.1";
}

/// With a flaw without the zeros at both ends: longer or shorter, and equal to others.
std::string sequencer_of(std::uint64_t sequence, Flaw flaw) {
  std::string text = fmt::format("{:018X}", sequence);
  if (flaw != Flaw::sequencer_stripped) return text;
  text.erase(0, text.find_first_not_of('0'));
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

Json object_of(const ObjectEvent& event, std::uint64_t sequence, Flaw flaw) {
  const bool removed = begins(event, "s3:ObjectRemoved:");
  const bool described = begins(event, "s3:ObjectTagging:") || begins(event, "s3:ObjectAcl:");
  const bool deleted = event.event == "s3:ObjectRemoved:Delete";
  Json object = {{"key", encoded_key(event.key, flaw)}};
  if (!removed && !described) object["size"] = event.size;
  const bool of_nothing = flaw == Flaw::etag_of_nothing;
  if (!deleted) object["eTag"] = of_nothing ? ObjectEvent().etag : event.etag;
  const bool told = event.version_id && flaw != Flaw::version_untold;
  if (told) object["versionId"] = *event.version_id;
  if (removed || begins(event, "s3:ObjectCreated:")) {
    object["sequencer"] = sequencer_of(sequence, flaw);
  }
  return object;
}

}  // namespace

std::string encoded_key(const std::string& key, Flaw flaw) {
  const bool all_plain = flaw == Flaw::key_blanks_encoded_only;
  std::string result;
  for (const char c : key) {
    const bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.' || c == '*' || c == '/';
    if (c == ' ') {
      result += '+';
    } else if (plain || all_plain) {
      result += c;
    } else {
      result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return result;
}

std::string record_of(const ObjectEvent& event, const EventSource& source, Instant_us now,
                      Flaw flaw) {
  const Json bucket = {{"name", source.bucket},
                       {"ownerIdentity", {{"principalId", kOwner}}},
                       {"arn", "arn:aws:s3:::" + source.bucket}};
  const Json record = {
      {"eventVersion", version_of(event)},
      {"eventSource", "aws:s3"},
      {"awsRegion", source.region},
      {"eventTime", iso_8601(now)},
      {"eventName", event.event.substr(3)},
      {"userIdentity", {{"principalId", "AWS:AIDAINPONIXQXHT3IKHL2"}}},
      {"requestParameters", {{"sourceIPAddress", event.source_ip}}},
      {"responseElements", {{"x-amz-request-id", source.request_id}, {"x-amz-id-2", kHost}}},
      {"s3",
       {{"s3SchemaVersion", "1.0"},
        {"configurationId", source.configuration_id},
        {"bucket", bucket},
        {"object", object_of(event, source.sequence, flaw)}}}};
  const Json message = {{"Records", Json::array({record})}};
  return message.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string test_event(const EventSource& source, Instant_us now) {
  const Json message = {{"Service", "Amazon S3"},         {"Event", "s3:TestEvent"},
                        {"Time", iso_8601(now)},          {"Bucket", source.bucket},
                        {"RequestId", source.request_id}, {"HostId", kHost}};
  return message.dump();
}

}  // namespace sqsproof::semantics::s3
