// What a message may be: size and characters.
#include <fmt/format.h>

#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

Queue small_queue(Conversation& say) { return say.make_queue({{"MaximumMessageSize", "1024"}}); }

void at_the_limit(Conversation& say) {
  const Queue queue = small_queue(say);
  static_cast<void>(say.send(queue, std::string(1'024, 'x')));
  say.expect_equal("the size of the body", 1'024, say.receive_one(queue).body.size());
}

void over_the_limit(Conversation& say) {
  const Queue queue = small_queue(say);
  say.expect_error(message(queue, std::string(1'025, 'x')), "InvalidParameterValue");
  say.expect_nothing(queue);
}

// `k`, `String` and `x` are eight bytes.
void attributes_count(Conversation& say) {
  const Queue queue = small_queue(say);
  static_cast<void>(say.ask(message(queue, std::string(1'016, 'x'), {{"k", text("x")}})));
  say.expect_error(message(queue, std::string(1'017, 'x'), {{"k", text("x")}}),
                   "InvalidParameterValue");
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

void bytes_count(Conversation& say) {
  const Queue queue = small_queue(say);
  static_cast<void>(say.send(queue, repeated("\u00E9", 512)));
  say.expect_error(message(queue, repeated("\u00E9", 513)), "InvalidParameterValue");
}

void one_mebibyte(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, std::string(1'048'576, 'x')));
  say.expect_error(message(queue, std::string(1'048'577, 'x')), "InvalidParameterValue");
}

void bad_characters(Conversation& say) {
  const Queue queue = say.make_queue();
  for (const char* bad : {"\x01", "\x08", "\x1F", "\uFFFE", "\uFFFF"}) {
    say.expect_error(message(queue, fmt::format("a{}b", bad)), "InvalidMessageContents");
  }
  say.expect_error(message(queue, std::string("a\0b", 3)), "InvalidMessageContents");
  say.expect_nothing(queue);
}

// Which error it is, is not known: that of the text, or that of the JSON around it.
void half_characters(Conversation& say) {
  const Queue queue = say.make_queue();
  for (const char* half : {"\\ud83d", "\\ude00"}) {
    const auto answer = say.post_json(
        "SendMessage", fmt::format(R"({{"QueueUrl":"{}","MessageBody":"a{}b"}})", queue.url, half));
    say.expect_equal("the status", 400, static_cast<std::size_t>(answer.status));
  }
  say.expect_nothing(queue);
}

void good_characters(Conversation& say) {
  const std::string body =
      "\t\n \x7F\u0085\u00A0\uD7FF\uE000\uFDD0\uFFFD\U00010000\U0001F600\U0010FFFF <&>\"' ";
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, body));
  say.expect_equal("the body", body, say.receive_one(queue).body);
}

void blanks(Conversation& say) {
  const std::string body = "  two before, two behind  ";
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, body));
  say.expect_equal("the body", body, say.receive_one(queue).body);
}

void not_empty(Conversation& say) {
  const Queue queue = say.make_queue();
  say.expect_error(message(queue, ""), "MissingParameter");
}

}  // namespace

std::span<const Example> message_limits() {
  static const std::vector<Example> kRows = {
      {{"limits/size-at-limit", "a message of exactly MaximumMessageSize bytes is accepted",
        "A limit that is one too small refuses what AWS takes.", "SQSAPI/SetQueueAttributes"},
       Level::must,
       at_the_limit,
       {"size-limit-excluded"}},
      {{"limits/size-over-limit", "a message of one byte more is refused",
        "A test without the limit passes code that AWS refuses.", "SQSAPI/SetQueueAttributes"},
       Level::must,
       over_the_limit,
       {"size-limit-ignored"}},
      {{"limits/size-with-attributes", "names, types and values of attributes count to the size",
        "A message that is full already cannot take a trace id.", "SQS/sqs-message-metadata"},
       Level::must,
       attributes_count,
       {"size-without-attributes"}},
      {{"limits/size-in-bytes", "the size is counted in bytes, not in characters",
        "A text in Japanese has three bytes for each character.", "SQS/sqs-message-metadata"},
       Level::must,
       bytes_count,
       {"size-in-characters"}},
      {{"limits/one-mebibyte", "the largest message has 1,048,576 bytes",
        "The limit was 262,144 bytes until August 2025.", "SQSAPI/SendMessage"},
       Level::must,
       one_mebibyte,
       {"quarter-mebibyte-at-most"}},
      {{"limits/bad-characters-refused", "characters that XML does not have are refused",
        "A body with such a character cannot be given to clients of the Query protocol.",
        "SQSAPI/SendMessage"},
       Level::must,
       bad_characters,
       {"noncharacters-accepted", "nul-dropped"}},
      {{"limits/half-characters-refused", "half of a character in JSON is refused",
        "A text that was cut in the middle of an emoji arrives as another text.",
        "SQSAPI/SendMessage"},
       Level::should,
       half_characters,
       {"surrogates-replaced"},
       ExampleNeeds::bytes},
      {{"limits/good-characters-arrive", "every other character arrives as it was sent",
        "Bodies are often documents in which each byte is signed or parsed.", "SQSAPI/SendMessage"},
       Level::must,
       good_characters,
       {"supplementary-lost"}},
      {{"limits/blanks-arrive", "blanks at both ends of a body arrive",
        "What trims bodies breaks signatures and fixed formats.", "SQSAPI/SendMessage"},
       Level::must,
       blanks,
       {"bodies-trimmed"}},
      {{"limits/body-not-empty", "a message without a body is refused",
        "The shortest body has one character.", "SQSAPI/SendMessage"},
       Level::must,
       not_empty,
       {"body-may-be-empty"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
