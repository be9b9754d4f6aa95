// Buckets, for examples: their events are told by the control API of the embedded endpoint.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {

/// A bucket whose events go to a queue.
class Bucket {
 public:
  using Json = nlohmann::json;

  explicit Bucket(Conversation& say) : say_(say), name_(say.fresh_name("-bucket")) {}

  /// The HTTP status.
  int configure(const Queue& queue, const Json& events, const Json& rules, bool test = false);
  void put(const std::string& key, const std::string& event = "s3:ObjectCreated:Put",
           int copies = 1);
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  Conversation& say_;
  std::string name_;
};

/// That lets S3 send to the queue, on a condition in JSON.
[[nodiscard]] std::string policy_for(const Queue& queue, const std::string& condition);
/// A queue that the bucket may send to.
[[nodiscard]] Queue open_queue(Conversation& say, const Bucket& bucket);
/// The records of the events that came, in their order.
[[nodiscard]] std::vector<nlohmann::json> records(Conversation& say, const Queue& queue,
                                                  std::size_t count);
[[nodiscard]] std::string keys(const std::vector<nlohmann::json>& records);

}  // namespace sqsproof::properties::examples
