// What arrives in a queue of what happens to the objects of a bucket.
#include <nlohmann/json.hpp>

#include "properties/examples/families.h"
#include "properties/examples/senders/bucket.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;
using Json = nlohmann::json;

/// The records of the events that came, in their order.
std::vector<Json> records(Conversation& say, const Queue& queue, std::size_t count) {
  std::vector<Json> all;
  for (const ReceivedMessage& message : say.receive(queue, count)) {
    const Json body = Json::parse(message.body);
    for (const Json& record : body.value("Records", Json::array())) all.push_back(record);
  }
  return all;
}

std::string keys(const std::vector<Json>& records) {
  std::string all;
  for (const Json& record : records) {
    all += (all.empty() ? "" : " ") + record.at("s3").at("object").at("key").get<std::string>();
  }
  return all;
}

const char* const kCreated = "s3:ObjectCreated:*";

void each_event(Conversation& say) {
  Bucket bucket(say);
  const Queue queue = open_queue(say, bucket);
  bucket.configure(queue, {kCreated, "s3:ObjectRemoved:*"}, {});
  bucket.put("a");
  bucket.put("a", "s3:ObjectRemoved:Delete");
  bucket.put("a", "s3:ObjectCreated:Copy");
  const auto came = records(say, queue, 3);
  say.expect_equal("the number of events", 3, came.size());
  say.expect_equal("the first event", "ObjectCreated:Put",
                   came[0].at("eventName").get<std::string>());
  say.expect_equal("the second", "ObjectRemoved:Delete",
                   came[1].at("eventName").get<std::string>());
  say.expect_equal("the third", "ObjectCreated:Copy", came[2].at("eventName").get<std::string>());
}

void rules(Conversation& say) {
  Bucket bucket(say);
  const Queue queue = open_queue(say, bucket);
  bucket.configure(queue, {"s3:ObjectCreated:Put"}, {{"prefix", "in/"}, {"suffix", ".jpg"}});
  for (const char* key : {"in/a.jpg", "in/a.JPG", "out/a.jpg", "in.jpg", "in/b.jpg.txt"}) {
    bucket.put(key);
  }
  bucket.put("in/copy.jpg", "s3:ObjectCreated:Copy");
  say.expect_equal("the keys that arrive", "in/a.jpg", keys(records(say, queue, 1)));
}

void rules_of_encoded_keys(Conversation& say) {
  Bucket bucket(say);
  const Queue queue = open_queue(say, bucket);
  bucket.configure(queue, {kCreated}, {{"suffix", " b.jpg"}});
  bucket.put("a b.jpg");
  bucket.put("a+b.jpg");
  say.expect_equal("the keys that arrive", "a+b.jpg", keys(records(say, queue, 1)));
}

// More than sixteen: the last digit of a counter comes around.
void sequencers(Conversation& say) {
  constexpr std::size_t kAtOnce = 9;
  Bucket bucket(say);
  const Queue queue = open_queue(say, bucket);
  bucket.configure(queue, {kCreated}, {});
  std::vector<std::string> numbers;
  for (int round = 0; round < 2; ++round) {
    for (std::size_t i = 0; i < kAtOnce; ++i) bucket.put("a");
    const auto came = records(say, queue, kAtOnce);
    say.expect_equal("the number of events", kAtOnce, came.size());
    for (const Json& record : came) {
      numbers.push_back(record.at("s3").at("object").at("sequencer").get<std::string>());
    }
  }
  say.expect(sequencers_grow(numbers), "the sequencers grow: " + policy::join(numbers, ", "));
}

// Events come at least once: a copy is told from a second write by its sequencer alone.
void copies(Conversation& say) {
  Bucket bucket(say);
  const Queue queue = open_queue(say, bucket);
  bucket.configure(queue, {kCreated}, {});
  bucket.put("a", "s3:ObjectCreated:Put", 2);
  const auto came = records(say, queue, 2);
  say.expect_equal("the number of events", 2, came.size());
  const auto sequencer = [&](std::size_t i) {
    return came[i].at("s3").at("object").at("sequencer").get<std::string>();
  };
  say.expect_equal("the sequencer of the copy", sequencer(0), sequencer(1));
}

void encoded_keys(Conversation& say) {
  Bucket bucket(say);
  const Queue queue = open_queue(say, bucket);
  bucket.configure(queue, {kCreated}, {});
  bucket.put("a b@c/\u00E9.txt");
  const auto came = records(say, queue, 1);
  say.expect_equal("the key that arrives", "a+b%40c/%C3%A9.txt", keys(came));
  const Json& s3 = came.front().at("s3");
  say.expect_equal("the size", 1'024, s3.at("object").at("size").get<std::size_t>());
  say.expect_equal("the bucket", bucket.name(), s3.at("bucket").at("name").get<std::string>());
  say.expect_equal("the configuration", "c", s3.at("configurationId").get<std::string>());
}

void versions(Conversation& say) {
  constexpr const char* kHello = "5d41402abc4b2a76b9719d911017c592";  // the digest of `hello`
  Bucket bucket(say);
  const Queue queue = open_queue(say, bucket);
  bucket.configure(queue, {kCreated}, {});
  bucket.put_version("a", kHello, "3HL4kqtJlcpXroDTDmJ");
  bucket.put("b");
  const auto came = records(say, queue, 2);
  say.expect_equal("the number of events", 2, came.size());
  const Json& object = came[0].at("s3").at("object");
  say.expect_equal("the eTag", kHello, object.value("eTag", ""));
  say.expect_equal("the version", "3HL4kqtJlcpXroDTDmJ", object.value("versionId", ""));
  say.expect_equal("the version without versions", "",
                   came[1].at("s3").at("object").value("versionId", ""));
}

// A policy for another bucket, or for buckets of another account, lets this one not in.
void policy_of_another(Conversation& say) {
  Bucket bucket(say);
  Bucket other(say);
  const Queue of_other = open_queue(say, other);
  bucket.configure(of_other, {kCreated}, {});
  const Queue of_stranger = say.make_queue();
  say.set(of_stranger, "Policy",
          policy_for(of_stranger, R"({"StringEquals":{"aws:SourceAccount":"000000000001"}})"));
  Bucket third(say);
  third.configure(of_stranger, {kCreated}, {});
  bucket.put("a");
  third.put("a");
  say.expect_nothing(of_other);
  say.expect_nothing(of_stranger);
  other.configure(of_other, {kCreated}, {});
  other.put("b");
  say.expect_equal("the keys that arrive", "b", keys(records(say, of_other, 1)));
}

void test_event(Conversation& say) {
  Bucket bucket(say);
  const Queue queue = open_queue(say, bucket);
  bucket.configure(queue, {kCreated}, {}, true);
  const Json body = Json::parse(say.receive_one(queue).body);
  say.expect_equal("the event", "s3:TestEvent", body.at("Event").get<std::string>());
  say.expect(!body.contains("Records"), "a test event has no records");
}

void no_fifo(Conversation& say) {
  Bucket bucket(say);
  const Queue queue = say.make_fifo();
  const int status = bucket.configure(queue, {kCreated}, {}, true);
  say.expect_equal("the HTTP status", 400, static_cast<std::size_t>(status));
}

}  // namespace

std::span<const Example> s3() {
  constexpr ExampleNeeds kBuckets = ExampleNeeds::buckets;
  constexpr const char* kPage = "S3/notification-content-structure";
  static const std::vector<Example> kRows = {
      {{"s3/each-event", "every event of an object that is asked for arrives",
        "Work that begins with an object begins with its event.", "S3/EventNotifications"},
       Level::must,
       each_event,
       {"removals-untold", "copies-untold"},
       kBuckets},
      {{"s3/rules", "prefix, suffix and kind of event select exactly",
        "A function that writes where it reads starts itself for ever.",
        "S3/notification-how-to-filtering"},
       Level::must,
       rules,
       {"key-filters-in-lower-case"},
       kBuckets},
      {{"s3/rules-of-keys", "rules compare the key, not how it is encoded",
        "A suffix with a blank matches the key that has it.", "S3/notification-how-to-filtering"},
       Level::must,
       rules_of_encoded_keys,
       {"key-filters-read-encoded"},
       kBuckets},
      {{"s3/sequencers-grow", "sequencers of one key grow with its writes",
        "Events come in any order: consumers compare them.", kPage},
       Level::must,
       sequencers,
       {"sequencer-of-clock", "sequencer-stripped"},
       kBuckets},
      {{"s3/copies-alike", "an event that comes twice has the same sequencer both times",
        "A consumer that meets a copy takes it for another write.", kPage},
       Level::should,
       copies,
       {"sequencer-of-copy"},
       kBuckets},
      {{"s3/encoded-keys", "a key is encoded like a form",
        "A consumer that does not decode it looks for another object.", kPage},
       Level::must,
       encoded_keys,
       {"key-blanks-encoded-only"},
       kBuckets},
      {{"s3/versions", "an event names the digest and the version of its object",
        "A consumer that reads the object works on what came later, and cannot tell.", kPage},
       Level::must,
       versions,
       {"etag-of-nothing", "version-untold"},
       kBuckets},
      {{"s3/policy-names-another", "a policy for another bucket or account lets this one not in",
        "Anybody's bucket can name any queue: its policy alone keeps it out.",
        "S3/grant-destinations-permissions-to-s3"},
       Level::must,
       policy_of_another,
       {"sources-unread"},
       kBuckets},
      {{"s3/test-event", "a new configuration sends a test event without records",
        "Consumers have to skip it.", kPage},
       Level::must,
       test_event,
       {"test-events-unsent"},
       kBuckets},
      {{"s3/no-fifo", "a FIFO queue is no destination", "S3 does not send to FIFO queues itself.",
        "S3/EventNotifications"},
       Level::must,
       no_fifo,
       {"fifo-destinations-taken"},
       kBuckets},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
