#include "properties/examples/senders/bucket.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace sqsproof::properties::examples {

using namespace semantics;
using Json = nlohmann::json;

int Bucket::configure(const Queue& queue, const std::vector<std::string>& events,
                      const std::vector<KeyRule>& rules, bool test) {
  Json one = {{"Id", "c"}, {"QueueArn", queue.arn}, {"Events", events}};
  for (const KeyRule& rule : rules) {
    one["Filter"]["Key"]["FilterRules"].push_back({{"Name", rule.name}, {"Value", rule.value}});
  }
  const Json request = {
      {"Bucket", name_},
      {"SkipDestinationValidation", !test},
      {"NotificationConfiguration", {{"QueueConfigurations", Json::array({one})}}}};
  return ask("s3/notification", request.dump());
}

int Bucket::ask(std::string_view path, const std::string& request) {
  const int status = say_.channel().control(path, request).status;
  // Others serve the clock of the control API and no buckets.
  if (status == 404 || status == 405 || status == 501) {
    say_.skip(
        fmt::format("the endpoint has no buckets: POST /_control/{} gets HTTP {}", path, status));
  }
  return status;
}

void Bucket::put(const std::string& key, const std::string& event, int copies) {
  const Json request = {
      {"Bucket", name_}, {"Key", key}, {"Event", event}, {"Size", 1'024}, {"Copies", copies}};
  tell(request.dump());
}

void Bucket::put_version(const std::string& key, const std::string& etag,
                         const std::string& version) {
  const Json request = {
      {"Bucket", name_}, {"Key", key}, {"Size", 1'024}, {"ETag", etag}, {"VersionId", version}};
  tell(request.dump());
}

void Bucket::tell(const std::string& request) {
  say_.expect_equal("the HTTP status of what is told of an object", 200,
                    static_cast<std::size_t>(ask("s3/object", request)));
}

bool sequencers_grow(const std::vector<std::string>& sequencers) {
  std::size_t longest = 0;
  for (const std::string& one : sequencers) longest = std::max(longest, one.size());
  const auto grow = [&](bool on_the_left) {
    std::string last;
    for (const std::string& one : sequencers) {
      const std::string zeros(longest - one.size(), '0');
      std::string filled = on_the_left ? zeros + one : one + zeros;
      if (filled <= last) return false;
      last = std::move(filled);
    }
    return true;
  };
  return grow(false) || grow(true);
}

std::string policy_for(const Queue& queue, const std::string& condition) {
  return fmt::format(R"({{"Version":"2012-10-17","Statement":[{{"Effect":"Allow",)"
                     R"("Principal":{{"Service":"s3.amazonaws.com"}},"Action":"sqs:SendMessage",)"
                     R"("Resource":"{}","Condition":{}}}]}})",
                     queue.arn, condition);
}

Queue open_queue(Conversation& say, const Bucket& bucket) {
  const Queue queue = say.make_queue();
  say.set(queue, "Policy",
          policy_for(queue, fmt::format(R"({{"ArnEquals":{{"aws:SourceArn":"arn:aws:s3:::{}"}}}})",
                                        bucket.name())));
  return queue;
}

}  // namespace sqsproof::properties::examples
