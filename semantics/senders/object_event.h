// What S3 tells a queue about an object, and about a configuration that was just made.
// S3/notification-content-structure
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "semantics/model/flaw.h"
#include "semantics/time.h"

namespace sqsproof::semantics::s3 {

struct ObjectEvent {
  std::string event = "s3:ObjectCreated:Put";
  std::string key;
  std::int64_t size = 0;
  std::string etag = "d41d8cd98f00b204e9800998ecf8427e";  ///< of nothing
  std::optional<std::string> version_id{};
  std::string source_ip = "127.0.0.1";
};

/// What an event is sent from.
struct EventSource {
  std::string bucket;
  std::string region;
  std::string configuration_id;
  std::string request_id;
  std::uint64_t sequence = 0;  ///< grows with every write of the bucket
};

/// `{"Records":[…]}` with one record. The versions, and the members that each event has, are those
/// that were recorded: 2.1, and 2.3 for tagging, ACL, lifecycle and tiering events.
[[nodiscard]] std::string record_of(const ObjectEvent& event, const EventSource& source,
                                    Instant_us now, Flaw flaw = Flaw::none);

/// `{"Service":"Amazon S3","Event":"s3:TestEvent",…}`, without records.
[[nodiscard]] std::string test_event(const EventSource& source, Instant_us now);

/// As keys stand in events: like a form, a space is `+`. Slashes are kept.
[[nodiscard]] std::string encoded_key(const std::string& key, Flaw flaw = Flaw::none);

}  // namespace sqsproof::semantics::s3
