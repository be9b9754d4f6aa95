// What message attributes may be.
#include <fmt/format.h>

#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

SendMessageRequest with(const Queue& queue, const std::string& name,
                        const MessageAttributeValue& value) {
  return message(queue, "hello", {{name, value}});
}

void ten_at_most(Conversation& say) {
  const Queue queue = say.make_queue();
  MessageAttributes ten;
  for (int i = 0; i < 10; ++i) ten[fmt::format("k{}", i)] = text("x");
  static_cast<void>(say.ask(message(queue, "hello", ten)));
  ten["one-more"] = text("x");
  say.expect_refused(message(queue, "hello", ten));
}

void names(Conversation& say) {
  const Queue queue = say.make_queue();
  for (const std::string& name :
       {std::string("AWS.a"), std::string("aWs.a"), std::string("Amazon.a"), std::string(".a"),
        std::string("a."), std::string("a!"), std::string("a?"), std::string(257, 'a')}) {
    say.expect_error(with(queue, name, text("x")), "InvalidParameterValue");
  }
  static_cast<void>(say.ask(with(queue, "A-b_c.d9", text("x"))));
}

void types(Conversation& say) {
  const Queue queue = say.make_queue();
  say.expect_error(with(queue, "k", text("x", "Text")), "InvalidParameterValue");
  const std::string long_label = "String." + std::string(250, 'x');
  say.expect_error(with(queue, "k", text("x", long_label)), "InvalidParameterValue");
  for (const MessageAttributeValue& good :
       {text("x", "String.label"), text("7", "Number.int"), bytes("x", "Binary.png")}) {
    static_cast<void>(say.ask(with(queue, "k", good)));
  }
}

void not_empty(Conversation& say) {
  const Queue queue = say.make_queue();
  say.expect_error(with(queue, "k", text("")), "InvalidParameterValue");
}

void numbers(Conversation& say) {
  const Queue queue = say.make_queue();
  say.expect_error(with(queue, "k", text("seven", "Number")), "InvalidParameterValue");
  for (const char* good : {"7", "-7.25", "007.50", "12345678901234567890123456789012345678",
                           "0.12345678901234567890123456789012345678", "1e126", "-1E-128"}) {
    static_cast<void>(say.ask(with(queue, "k", text(good, "Number"))));
  }
}

void characters(Conversation& say) {
  const Queue queue = say.make_queue();
  say.expect_refused(with(queue, "k",
                          text("a\x01"
                               "b")));
  static_cast<void>(say.ask(with(queue, "k", text("\u00E9\U0001F600"))));
}

}  // namespace

std::span<const Example> attribute_limits() {
  static const std::vector<Example> kRows = {
      {{"limits/ten-attributes", "a message has ten attributes at most",
        "The eleventh is refused by AWS only.", "SQS/sqs-message-metadata"},
       Level::must,
       ten_at_most,
       {"eleventh-attribute-dropped"}},
      {{"limits/attribute-names", "names of attributes follow their rules",
        "Names that begin with AWS or Amazon are reserved, dots at the ends are refused.",
        "SQS/sqs-message-metadata"},
       Level::must,
       names,
       {"attribute-names-any"}},
      {{"limits/attribute-types", "types of attributes are String, Number or Binary, with a label",
        "A type of another name is refused, and one of more than 256 bytes.",
        "SQS/sqs-message-metadata"},
       Level::must,
       types,
       {"attribute-types-any", "attribute-types-cut"}},
      {{"limits/attribute-not-empty", "an attribute without a text is refused",
        "An optional value that is put in empty fails on AWS.", "SQS/sqs-message-metadata"},
       Level::must,
       not_empty,
       {"attribute-may-be-empty"}},
      {{"limits/attribute-numbers", "a number has up to 38 digits, and is one",
        "A number that is none is refused; long ones are kept.", "SQS/sqs-message-metadata"},
       Level::should,
       numbers,
       {"long-numbers-refused"}},
      {{"limits/attribute-characters", "texts of attributes have the characters of bodies",
        "A control character in an attribute is refused like one in the body.",
        "SQS/sqs-message-metadata"},
       Level::must,
       characters,
       {"attribute-characters-any"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
