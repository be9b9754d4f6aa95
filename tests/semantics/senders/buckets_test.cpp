// Bucket notifications: which events reach which queue, and what they say.
#include "semantics/senders/buckets.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/semantics/senders/post_office.h"

namespace sqsproof::semantics::s3 {
namespace {

using Json = nlohmann::json;

std::string configuration(const std::string& queue, const std::string& event,
                          const std::string& rules = "[]") {
  return R"({"QueueArn":")" + queue_arn(queue) + R"(","Events":[")" + event +
         R"("],"Filter":{"Key":{"FilterRules":)" + rules + "}}}";
}

std::string all(const std::string& list) { return R"({"QueueConfigurations":[)" + list + "]}"; }

struct World {
  PostOffice post;
  DeliveryLog log;
  Buckets buckets{{}, post.deliver(), log};
  Instant_us now = seconds(1'700'000'000);

  std::string configure(const std::string& text, bool skip = true) {
    const auto done = buckets.configure({"bucket", "111122223333", text, skip}, now);
    return done ? "" : done.error().code + ": " + done.error().message;
  }
  /// How many queues were told.
  std::size_t tell(const std::string& event, const std::string& key) {
    ObjectEvent what;
    what.event = event;
    what.key = key;
    const auto sent = buckets.tell("bucket", what, now);
    EXPECT_TRUE(sent) << sent.error().message;
    return sent ? sent->size() : 0;
  }
  Json record(const std::string& queue = "q") {
    return Json::parse(*post.last(queue_arn(queue)).message_body)["Records"][0];
  }
};

}  // namespace

TEST(Buckets, EventsPrefixesAndSuffixesSelectExactly) {
  World world;
  const std::string rules =
      R"([{"Name":"Prefix","Value":"images/"},{"Name":"suffix","Value":"a b.jpg"}])";
  EXPECT_EQ(world.configure(all(configuration("q", "s3:ObjectCreated:*", rules))), "");
  EXPECT_EQ(world.tell("s3:ObjectCreated:Put", "images/a b.jpg"), 1U);
  EXPECT_EQ(world.tell("s3:ObjectCreated:CompleteMultipartUpload", "images/xa b.jpg"), 1U);
  EXPECT_EQ(world.tell("s3:ObjectCreated:Put", "image/a b.jpg"), 0U);
  EXPECT_EQ(world.tell("s3:ObjectCreated:Put", "images/a+b.jpg"), 0U);
  EXPECT_EQ(world.tell("s3:ObjectCreated:Put", "images/a b.jpeg"), 0U);
  EXPECT_EQ(world.tell("s3:ObjectRemoved:Delete", "images/a b.jpg"), 0U);
  EXPECT_EQ(world.configure(all(configuration("q", "s3:ObjectRemoved:Delete"))), "");
  EXPECT_EQ(world.tell("s3:ObjectRemoved:Delete", "x"), 1U);
  EXPECT_EQ(world.tell("s3:ObjectRemoved:DeleteMarkerCreated", "x"), 0U);
  EXPECT_EQ(world.configure("{}"), "");
  EXPECT_EQ(world.tell("s3:ObjectRemoved:Delete", "x"), 0U);
}

TEST(Buckets, TheRecord) {
  World world;
  EXPECT_EQ(world.configure(all(configuration("q", "s3:ObjectCreated:*"))), "");
  ObjectEvent put;
  put.key = "my photos/ä@b.jpg";
  put.size = 9;
  put.etag = "437b930db84b8079c2dd804a71936b5f";
  put.version_id = "v1";
  ASSERT_TRUE(world.buckets.tell("bucket", put, world.now));
  const Json record = world.record();
  EXPECT_EQ(record["eventVersion"], "2.1");
  EXPECT_EQ(record["eventSource"], "aws:s3");
  EXPECT_EQ(record["awsRegion"], "us-east-1");
  EXPECT_EQ(record["eventTime"], "2023-11-14T22:13:20.000Z");
  EXPECT_EQ(record["eventName"], "ObjectCreated:Put");
  EXPECT_EQ(record["s3"]["s3SchemaVersion"], "1.0");
  EXPECT_EQ(record["s3"]["bucket"]["arn"], "arn:aws:s3:::bucket");
  const Json& object = record["s3"]["object"];
  EXPECT_EQ(object["key"], "my+photos/%C3%A4%40b.jpg");
  EXPECT_EQ(object["size"], 9);
  EXPECT_EQ(object["eTag"], put.etag);
  EXPECT_EQ(object["versionId"], "v1");
  EXPECT_TRUE(object.contains("sequencer"));
  const ServiceDelivery& delivery = world.post.queues.at(queue_arn("q")).back();
  EXPECT_EQ(delivery.service, "s3.amazonaws.com");
  EXPECT_EQ(delivery.source_arn, "arn:aws:s3:::bucket");
  EXPECT_EQ(delivery.source_account, "111122223333");
}

TEST(Buckets, MembersOfOtherEvents) {
  World world;
  EXPECT_EQ(world.configure(all(configuration("q", "s3:ObjectRemoved:*") + "," +
                                configuration("t", "s3:ObjectTagging:*"))),
            "");
  EXPECT_EQ(world.tell("s3:ObjectRemoved:Delete", "k"), 1U);
  EXPECT_FALSE(world.record()["s3"]["object"].contains("size"));
  EXPECT_FALSE(world.record()["s3"]["object"].contains("eTag"));
  EXPECT_TRUE(world.record()["s3"]["object"].contains("sequencer"));
  EXPECT_EQ(world.tell("s3:ObjectTagging:Put", "k"), 1U);
  EXPECT_EQ(world.record("t")["eventVersion"], "2.3");
  EXPECT_FALSE(world.record("t")["s3"]["object"].contains("sequencer"));
}

TEST(Buckets, SequencersGrowWithEveryWrite) {
  World world;
  EXPECT_EQ(world.configure(all(configuration("q", "s3:ObjectCreated:*"))), "");
  std::string last;
  for (int i = 0; i < 300; ++i) {
    EXPECT_EQ(world.tell("s3:ObjectCreated:Put", "k"), 1U);
    const auto sequencer = world.record()["s3"]["object"]["sequencer"].get<std::string>();
    EXPECT_LT(last, sequencer);
    last = sequencer;
    if (i == 150) world.now -= seconds(1'000);
  }
}

TEST(Buckets, ATestEventComesWithTheConfiguration) {
  World world;
  EXPECT_EQ(world.configure(all(configuration("q", "s3:ObjectCreated:*")), false), "");
  const Json body = Json::parse(*world.post.last(queue_arn("q")).message_body);
  EXPECT_EQ(body["Service"], "Amazon S3");
  EXPECT_EQ(body["Event"], "s3:TestEvent");
  EXPECT_EQ(body["Bucket"], "bucket");
  EXPECT_FALSE(body.contains("Records"));
}

TEST(Buckets, AQueueThatDoesNotTakeTheTestEventIsNoDestination) {
  World world;
  const std::string unable =
      "InvalidArgument: Unable to validate the following destination configurations";
  world.post.closed.insert(queue_arn("q"));
  const std::string text = all(configuration("q", "s3:ObjectCreated:*"));
  EXPECT_EQ(world.configure(text, false), unable);
  ASSERT_EQ(world.log.failures().size(), 1U);
  EXPECT_EQ(world.log.failures()[0].service, "s3.amazonaws.com");
  EXPECT_FALSE(world.buckets.tell("bucket", {}, world.now));
  EXPECT_EQ(world.configure(text, true), "");
  EXPECT_EQ(world.tell("s3:ObjectCreated:Put", "k"), 1U);
  EXPECT_EQ(world.log.failures().size(), 2U);
  EXPECT_EQ(world.configure(all(configuration("q.fifo", "s3:ObjectCreated:*"))), unable);
}

TEST(Buckets, Refusals) {
  World world;
  const std::string put = "s3:ObjectCreated:Put";
  const std::pair<std::string, const char*> rows[] = {
      {"[]", "MalformedXML"},
      {R"({"TopicConfigurations":[]})", "NotImplemented"},
      {all(R"({"QueueArn":"q","Events":["s3:ObjectCreated:*"]})"), "could not be parsed"},
      {all(configuration("q", "s3:Nothing")), "event is not supported"},
      {all(configuration("q", put, R"([{"Name":"middle","Value":"x"}])")), "prefix or suffix"},
      {all(configuration("q", put, R"([{"Name":"prefix","Value":"x"},
                                      {"Name":"prefix","Value":"y"}])")),
       "more than one prefix"},
      {all(configuration("q", put) + "," + configuration("r", "s3:ObjectCreated:*")), "overlap"},
      {all(configuration("q", put, R"([{"Name":"prefix","Value":"a"}])") + "," +
           configuration("r", put, R"([{"Name":"prefix","Value":"ab"}])")),
       "overlap"},
  };
  for (const auto& [text, why] : rows) {
    EXPECT_NE(world.configure(text).find(why), std::string::npos) << text;
  }
  EXPECT_EQ(
      world.configure(all(configuration("q", put, R"([{"Name":"prefix","Value":"a"}])") + "," +
                          configuration("r", put, R"([{"Name":"prefix","Value":"b"}])"))),
      "");
}

}  // namespace sqsproof::semantics::s3
