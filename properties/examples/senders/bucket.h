// Buckets, for examples: their events are told by the control API of the embedded endpoint.
#pragma once

#include <string>
#include <vector>

#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {

/// What the key of an object begins or ends with.
struct KeyRule {
  const char* name;  ///< prefix or suffix
  const char* value;
};

/// A bucket whose events go to a queue.
class Bucket {
 public:
  explicit Bucket(Conversation& say) : say_(say), name_(say.fresh_name("-bucket")) {}

  /// The HTTP status.
  int configure(const Queue& queue, const std::vector<std::string>& events,
                const std::vector<KeyRule>& rules, bool test = false);
  void put(const std::string& key, const std::string& event = "s3:ObjectCreated:Put",
           int copies = 1);
  /// Of an object with that content and that version.
  void put_version(const std::string& key, const std::string& etag, const std::string& version);
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  void tell(const std::string& request);
  /// The HTTP status of the control API; skips the example where there are no buckets.
  int ask(std::string_view path, const std::string& request);

  Conversation& say_;
  std::string name_;
};

/// Whether they grow, whether all of them are filled up with zeros on the right, as the guide says
/// now, or on the left, as it said before. S3/notification-content-structure
[[nodiscard]] bool sequencers_grow(const std::vector<std::string>& sequencers);

/// That lets S3 send to the queue, on a condition in JSON.
[[nodiscard]] std::string policy_for(const Queue& queue, const std::string& condition);
/// A queue that the bucket may send to.
[[nodiscard]] Queue open_queue(Conversation& say, const Bucket& bucket);

}  // namespace sqsproof::properties::examples
