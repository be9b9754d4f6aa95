// Message attributes come back as they were sent, when they are asked for.
#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

ReceiveMessageRequest named(std::vector<std::string> names) {
  ReceiveMessageRequest request = looking();
  request.message_attribute_names = std::move(names);
  return request;
}

/// Names of the attributes that come, with commas.
std::string come(Conversation& say, const Queue& queue, std::vector<std::string> names) {
  std::string came;
  for (const auto& [name, value] :
       say.receive_one(queue, named(std::move(names))).message_attributes) {
    came += (came.empty() ? "" : ",") + name;
  }
  return came;
}

void round_trip(Conversation& say) {
  const Queue queue = say.make_queue();
  const MessageAttributes sent = {{"text", text("a \u00E9 <&>")},
                                  {"labelled", text("x", "String.label")},
                                  {"number", text("42", "Number")},
                                  {"bytes", bytes(std::string("\x00\xFF\x80 a", 5))},
                                  {"picture", bytes("\x89PNG", "Binary.png")}};
  static_cast<void>(say.ask(message(queue, "hello", sent)));
  const auto came = say.receive_one(queue, named({"All"})).message_attributes;
  say.expect_equal("the number of attributes", sent.size(), came.size());
  for (const auto& [name, value] : sent) {
    const auto found = came.find(name);
    say.expect(found != came.end(), "the attribute `" + name + "` comes");
    say.expect_equal("the type of `" + name + "`", value.data_type, found->second.data_type);
    say.expect(value == found->second, "the value of `" + name + "` is as it was sent");
  }
}

/// A queue with a message that has attributes, as AWS was recorded with them.
Queue with_three(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.ask(
      message(queue, "hello",
              {{"Help.Me", text("Me")}, {"Hello", text("There")}, {"General", text("Kenobi")}})));
  return queue;
}

void none_unless_asked(Conversation& say) {
  const Queue queue = with_three(say);
  say.expect_equal("the attributes that come unasked", "", come(say, queue, {}));
}

void by_name(Conversation& say) {
  const Queue queue = with_three(say);
  say.expect_equal("the attributes that come", "General,Hello",
                   come(say, queue, {"Hello", "General"}));
}

// "All message attributes starting with a prefix, for example bar.*": whether the period belongs to
// the prefix is not said, so here it may. SQSAPI/ReceiveMessage, MessageAttributeName.N
void by_prefix(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.ask(message(
      queue, "hello", {{"bar.one", text("1")}, {"bar.two", text("2")}, {"foo.bar", text("3")}})));
  say.expect_equal("the attributes that come", "bar.one,bar.two", come(say, queue, {"bar.*"}));
}

void by_prefix_without_period(Conversation& say) {
  const Queue queue = with_three(say);
  say.expect_equal("the attributes that come", "Hello,Help.Me", come(say, queue, {"Hel.*"}));
}

void all(Conversation& say) {
  const Queue queue = with_three(say);
  for (const char* word : {"All", ".*"}) {
    say.expect_equal("the attributes that come", "General,Hello,Help.Me", come(say, queue, {word}));
  }
}

void unknown_names(Conversation& say) {
  const Queue queue = with_three(say);
  say.expect_equal("the attributes that come", "", come(say, queue, {"Nobody"}));
  say.expect_equal("the attributes that come", "Hello", come(say, queue, {"Hello", "Nobody"}));
}

void filter_changes_nothing(Conversation& say) {
  const Queue queue = with_three(say);
  static_cast<void>(come(say, queue, {"Hello"}));
  say.expect_equal("the attributes that come", "General,Hello,Help.Me", come(say, queue, {"All"}));
}

}  // namespace

std::span<const Example> attributes() {
  static const std::vector<Example> kRows = {
      {{"attributes/as-sent", "attributes of every type come back as they were sent",
        "Types and bytes of attributes are what consumers branch on.", "SQS/sqs-message-metadata"},
       Level::must,
       round_trip,
       {"binary-as-text", "attribute-changed"}},
      {{"attributes/none-unasked", "no attribute comes that was not asked for",
        "A consumer that forgets to ask finds out on AWS only.", "SQSAPI/ReceiveMessage"},
       Level::must,
       none_unless_asked,
       {"attributes-unasked"}},
      {{"attributes/by-name", "attributes come by their names",
        "Others stay with the message, and unsent.", "SQSAPI/ReceiveMessage"},
       Level::must,
       by_name,
       {"attribute-names-unread"}},
      {{"attributes/by-prefix", "`prefix.*` asks for all attributes whose name begins so",
        "Libraries that keep several values ask for them by prefix.", "SQSAPI/ReceiveMessage"},
       Level::must,
       by_prefix,
       {"filter-exact-only"}},
      {{"attributes/prefix-ends-before-period",
        "the period of `prefix.*` does not belong to the prefix",
        "Recorded from AWS: `Hel.*` asks for `Hello`, too. The documents leave it open.",
        "SQSAPI/ReceiveMessage"},
       Level::should,
       by_prefix_without_period,
       {"filter-exact-only"}},
      {{"attributes/all", "`All` and `.*` ask for all attributes", "Both words are in use.",
        "SQSAPI/ReceiveMessage"},
       Level::must,
       all,
       {"no-word-for-all"}},
      {{"attributes/unknown-names", "a name that a message does not have asks for nothing",
        "Consumers of several kinds of messages ask for the attributes of all of them.",
        "SQSAPI/ReceiveMessage"},
       Level::should,
       unknown_names,
       {}},
      {{"attributes/filter-keeps-message", "what a receive does not ask for stays with the message",
        "The next consumer may ask for it.", "SQSAPI/ReceiveMessage"},
       Level::must,
       filter_changes_nothing,
       {"attributes-come-once"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
