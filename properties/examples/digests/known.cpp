// Digests that are known: recorded from AWS, or in the tests of its SDKs, which check them.
#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

void of_bodies(Conversation& say) {
  const Queue queue = say.make_queue();
  const std::pair<const char*, const char*> known[] = {
      {"message", "78e731027d8fd50ed642340b7c9a63b3"},
      {"{\"foo\": \"bar\"}", "94232c5b8fc9272f6f73a1e36eb68fcf"},
      {"This is a test message", "fafb00f5732ab283681e124bf8747ed1"},
      {"\u00E9\u4E16\U0001F600", "8894601a7350756bf02761affafeb2f8"}};
  for (const auto& [body, digest] : known) {
    say.expect_equal("MD5OfMessageBody", digest, say.send(queue, body).md5_of_message_body);
  }
}

void of_received_bodies(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, "message"));
  say.expect_equal("MD5OfBody", "78e731027d8fd50ed642340b7c9a63b3",
                   say.receive_one(queue).md5_of_body);
}

struct Known {
  MessageAttributes attributes;
  const char* digest;
};

std::vector<Known> known_attributes() {
  return {
      {{{"Foo", text("Bar")}}, "ae7155c6026991b6d54b11589678bf9c"},
      {{{"timestamp", text("1493147359900", "Number")}}, "235c5c510d26fb653d073faed50ae77c"},
      {{{"timestamp", text("1493147359900", "Number.java.lang.Long")}},
       "2e2e4876d8e0bd6b8c2c8f556831c349"},
      {{{"Help.Me", text("Me")}, {"Hello", text("There")}, {"General", text("Kenobi")}},
       "4c360f3fdafd970e05fae2f149d997f5"},
      {{{"B", text("1")}, {"a", text("2")}, {"A.b", text("3")}},
       "496fab13d46d194f744b24e39f23dfc5"},
  };
}

std::vector<Known> known_beyond_ascii() {
  return {{{{"ccc", text("test")},
            {"aaa", bytes("\x02\x03\x04")},
            {"zzz", text("0230.01", "Number")},
            {"\u00F6ther_encodings", text("T\u00FCst")}},
           "756d7f4338696745d063b420a2f7e502"},
          {{{"ccc", text("test", "String.test")},
            {"aaa", bytes("\x02\x03\x04", "Binary.test")},
            {"zzz", text("0230.01", "Number.test")},
            {"\u00F6ther_encodings", text("T\u00FCst", "String.test")}},
           "5b7ef6c8a8d46001c7cdadaeea917aa4"}};
}

void expect_digests(Conversation& say, const std::vector<Known>& all) {
  const Queue queue = say.make_queue();
  for (const Known& known : all) {
    const auto sent = say.ask(message(queue, "hello", known.attributes));
    say.expect_equal("MD5OfMessageAttributes", known.digest,
                     sent.md5_of_message_attributes.value_or(""));
  }
}

void of_attributes(Conversation& say) { expect_digests(say, known_attributes()); }
void beyond_ascii(Conversation& say) { expect_digests(say, known_beyond_ascii()); }

void in_batches(Conversation& say) {
  const Queue queue = say.make_queue();
  SendMessageBatchRequest batch = batch_of(queue, 2, "message");
  batch.entries[1].message_attributes["Foo"] = text("Bar");
  for (const auto& one : say.ask(batch).successful) {
    say.expect_equal("MD5OfMessageBody", "78e731027d8fd50ed642340b7c9a63b3",
                     one.md5_of_message_body);
    say.expect_equal("MD5OfMessageAttributes of " + one.id,
                     one.id == "e1" ? "ae7155c6026991b6d54b11589678bf9c" : "",
                     one.md5_of_message_attributes.value_or(""));
  }
}

void none_without_attributes(Conversation& say) {
  const Queue queue = say.make_queue();
  const auto sent = say.send(queue, "hello");
  say.expect(!sent.md5_of_message_attributes, "the answer has no MD5OfMessageAttributes");
  say.expect(!sent.md5_of_message_system_attributes,
             "the answer has no MD5OfMessageSystemAttributes");
  ReceiveMessageRequest all = looking();
  all.message_attribute_names = {"All"};
  say.expect(!say.receive_one(queue, all).md5_of_message_attributes,
             "the message has no MD5OfMessageAttributes");
}

void of_what_comes(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.ask(message(queue, "hello", known_attributes()[3].attributes)));
  const std::pair<const char*, const char*> known[] = {
      {"Hello", "a311262e065454b75da111d535b8dacd"},
      {"Hel.*", "83fee93c1bcd8b9a5a923ffacdc636c7"},
      {"All", "4c360f3fdafd970e05fae2f149d997f5"},
      {"Nobody", ""}};
  for (const auto& [name, digest] : known) {
    ReceiveMessageRequest request = looking();
    request.message_attribute_names = {name};
    say.expect_equal(std::string("MD5OfMessageAttributes, asked for ") + name, digest,
                     say.receive_one(queue, request).md5_of_message_attributes.value_or(""));
  }
}

}  // namespace

std::span<const Example> digests() {
  static const std::vector<Example> kRows = {
      {{"digests/known-bodies", "the digest of a body is the MD5 of its bytes in UTF-8",
        "SDKs compare it, and take the send for failed when it is another.", "SQSAPI/SendMessage"},
       Level::must,
       of_bodies,
       {"digests-missing"}},
      {{"digests/known-received-bodies", "a received message has the digest of its body",
        "SDKs compare it, and drop the message when it is another.", "SQSAPI/Message"},
       Level::must,
       of_received_bodies,
       {"digest-constant", "digests-missing"}},
      {{"digests/known-attributes", "the digest of attributes has the documented encoding",
        "Names in the order of bytes, whole types, raw bytes of binary values: SDKs compare it.",
        "SQS/sqs-message-metadata"},
       Level::must,
       of_attributes,
       {"digest-without-suffix", "digest-ignores-case", "digests-missing"}},
      {{"digests/beyond-ascii", "names and texts beyond ASCII are digested in UTF-8",
        "Recorded from AWS and in its SDKs; the documents allow no such names.",
        "SQS/sqs-message-metadata"},
       Level::should,
       beyond_ascii,
       {"digests-missing"}},
      {{"digests/in-batches", "entries of a batch have digests like single messages",
        "SDKs compare those, too.", "SQSAPI/SendMessageBatchResultEntry"},
       Level::must,
       in_batches,
       {"digests-missing"}},
      {{"digests/none-without-attributes", "without attributes there is no digest of them",
        "The digest of an empty text makes SDKs refuse the message.", "SQSAPI/Message"},
       Level::must,
       none_without_attributes,
       {"digest-of-nothing"}},
      {{"digests/of-what-comes", "a received digest is that of the attributes that come",
        "A client can compare nothing else.", "SQSAPI/Message"},
       Level::should,
       of_what_comes,
       {"digest-of-all-attributes", "filter-exact-only", "digests-missing"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
