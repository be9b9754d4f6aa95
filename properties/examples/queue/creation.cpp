// Queues are made, made again and deleted.
#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

void idempotent(Conversation& say) {
  const StringMap same = {{"VisibilityTimeout", "60"}};
  const Queue queue = say.make_queue(same);
  say.expect_equal("the URL of the queue made again", queue.url,
                   say.ask(CreateQueueRequest{queue.name, same, {}}).queue_url);
}

void fewer_attributes(Conversation& say) {
  const Queue queue = say.make_queue({{"VisibilityTimeout", "60"}});
  for (const StringMap& attributes : {StringMap{}, StringMap{{"DelaySeconds", "0"}}}) {
    say.expect_equal("the URL of the queue made again", queue.url,
                     say.ask(CreateQueueRequest{queue.name, attributes, {}}).queue_url);
  }
}

void other_attributes(Conversation& say) {
  const Queue queue = say.make_queue({{"VisibilityTimeout", "60"}});
  say.expect_error(CreateQueueRequest{queue.name, {{"VisibilityTimeout", "61"}}, {}},
                   "QueueNameExists");
}

void changed_since(Conversation& say) {
  const Queue queue = say.make_queue({{"VisibilityTimeout", "60"}});
  say.set(queue, "VisibilityTimeout", "61");
  say.expect_soon("the changed attribute counts when the queue is made again", [&] {
    const Answer made =
        say.try_call(CreateQueueRequest{queue.name, {{"VisibilityTimeout", "61"}}, {}});
    return std::holds_alternative<Reply>(made);
  });
}

void url_by_name(Conversation& say) {
  const Queue queue = say.make_queue();
  say.expect_soon("GetQueueUrl finds the queue", [&] {
    const Answer found = say.try_call(GetQueueUrlRequest{queue.name, {}});
    const auto* reply = std::get_if<Reply>(&found);
    return reply != nullptr && std::get<GetQueueUrlResponse>(*reply).queue_url == queue.url;
  });
  say.expect_error(GetQueueUrlRequest{queue.name + "-not", {}}, "QueueDoesNotExist");
}

void name_for_url(Conversation& say) {
  const Queue queue = say.make_queue();
  Queue named = queue;
  named.url = queue.name;
  static_cast<void>(say.send(named, "hello"));
  say.expect_equal("the body", "hello", say.receive_one(queue).body);
}

void gone(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.ask(DeleteQueueRequest{queue.url}));
  say.expect_soon("the deleted queue takes no more messages", [&] {
    const Answer sent = say.try_call(message(queue, "hello"));
    const auto* error = std::get_if<ServiceError>(&sent);
    return error != nullptr && error->code == "QueueDoesNotExist";
  });
}

void name_rests(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.ask(DeleteQueueRequest{queue.url}));
  say.expect_error(CreateQueueRequest{queue.name, {}, {}}, "QueueDeletedRecently");
}

void comes_back_empty(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, "hello"));
  static_cast<void>(say.ask(DeleteQueueRequest{queue.url}));
  say.wait(61);
  static_cast<void>(say.ask(CreateQueueRequest{queue.name, {}, {}}));
  say.expect_nothing(queue);
}

void tags_with_it(Conversation& say) {
  const std::string name = say.fresh_name();
  const Queue queue = say.adopt(
      say.ask(CreateQueueRequest{name, {}, {{"team", "blue"}, {"Team", ""}}}).queue_url, name);
  say.expect_soon("the tags are those that the queue was made with", [&] {
    return say.ask(ListQueueTagsRequest{queue.url}).tags ==
           StringMap{{"team", "blue"}, {"Team", ""}};
  });
}

}  // namespace

std::span<const Example> queue_creation() {
  static const std::vector<Example> kRows = {
      {{"queue/made-twice", "a queue that is made again with equal attributes is the same",
        "Programs make their queues whenever they start.", "SQSAPI/CreateQueue"},
       Level::must,
       idempotent,
       {"made-once-only"}},
      {{"queue/made-twice-with-fewer", "only the attributes that are given are compared",
        "Recorded from AWS; the documents want all attributes to be equal.", "SQSAPI/CreateQueue"},
       Level::should,
       fewer_attributes,
       {}},
      {{"queue/made-otherwise-refused", "a queue is not made again with another attribute",
        "A program that changes an attribute in code must set it.", "SQSAPI/CreateQueue"},
       Level::must,
       other_attributes,
       {"made-otherwise-taken"}},
      {{"queue/compared-as-it-is-now", "what counts are the attributes that the queue has now",
        "A queue that was changed since is made again with its present attributes.",
        "SQSAPI/CreateQueue"},
       Level::should,
       changed_since,
       {}},
      {{"queue/found-by-name", "GetQueueUrl finds a queue by its name, and no other",
        "Programs start with it.", "SQSAPI/GetQueueUrl"},
       Level::must,
       url_by_name,
       {"any-name-found"}},
      {{"queue/name-for-url", "the name of a queue is taken in place of its URL",
        "Recorded from AWS; the documents want a URL.", "SQSAPI/SendMessage"},
       Level::should,
       name_for_url,
       {}},
      {{"queue/gone-when-deleted", "a deleted queue takes no more messages",
        "It may go on for a minute, not longer.", "SQSAPI/DeleteQueue"},
       Level::must,
       gone,
       {"deletion-ignored"}},
      {{"queue/name-rests", "the name of a deleted queue cannot be used for a minute",
        "Tests that delete and make queues of one name fail on AWS only.", "SQSAPI/DeleteQueue"},
       Level::must,
       name_rests,
       {"name-free-at-once"}},
      {{"queue/comes-back-empty", "a queue made again after a minute has no old messages",
        "Everything in a queue goes with it.", "SQSAPI/DeleteQueue"},
       Level::must,
       comes_back_empty,
       {"queue-comes-back"}},
      {{"queue/made-with-tags", "a queue is made with tags, whose keys have case",
        "Costs and policies are kept apart by tags.", "SQSAPI/CreateQueue"},
       Level::must,
       tags_with_it,
       {"creation-forgets-tags"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
