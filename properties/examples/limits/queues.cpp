// What names, attributes and tags of queues may be.
#include <fmt/format.h>

#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

CreateQueueRequest creating(const std::string& name, StringMap attributes = {}) {
  return {name, std::move(attributes), {}};
}

void names(Conversation& say) {
  const std::string name = say.fresh_name();
  for (const std::string& bad : {name + "/a", name + ".a", name + " a", name + "\u00E9"}) {
    say.expect_error(creating(bad), "InvalidParameterValue");
  }
  const std::string longest = name + "-" + std::string(79 - name.size(), 'x');
  say.expect_error(creating(longest + "x"), "InvalidParameterValue");
  static_cast<void>(say.adopt(say.ask(creating(longest)).queue_url, longest));
}

void suffix(Conversation& say) {
  const std::string name = say.fresh_name();
  say.expect_refused(creating(name + ".fifo"));
  say.expect_refused(creating(name, {{"FifoQueue", "true"}}));
}

struct Range {
  const char* attribute;
  const char* below;
  const char* above;
};
constexpr Range kRanges[] = {{"DelaySeconds", "-1", "901"},
                             {"MaximumMessageSize", "1023", "1048577"},
                             {"MessageRetentionPeriod", "59", "1209601"},
                             {"ReceiveMessageWaitTimeSeconds", "-1", "21"},
                             {"VisibilityTimeout", "-1", "43201"}};

void ranges(Conversation& say) {
  const Queue queue = say.make_queue();
  for (const Range& range : kRanges) {
    for (const char* bad : {range.below, range.above, "many"}) {
      say.expect_error(SetQueueAttributesRequest{queue.url, {{range.attribute, bad}}},
                       "InvalidAttributeValue");
    }
  }
}

void ranges_of_new(Conversation& say) {
  for (const Range& range : kRanges) {
    say.expect_error(creating(say.fresh_name(), {{range.attribute, range.above}}),
                     "InvalidAttributeValue");
  }
}

// SQS says nothing of the others; an error that changes something is none.
void all_or_nothing(Conversation& say) {
  const Queue queue = say.make_queue({{"DelaySeconds", "1"}, {"VisibilityTimeout", "45"}});
  for (const StringMap& wanted :
       {StringMap{{"DelaySeconds", "2"}, {"VisibilityTimeout", "43201"}},
        StringMap{{"DelaySeconds", "901"}, {"VisibilityTimeout", "46"}}}) {
    say.expect_refused(SetQueueAttributesRequest{queue.url, wanted});
  }
  say.expect_equal("DelaySeconds", "1", say.attribute(queue, "DelaySeconds"));
  say.expect_equal("VisibilityTimeout", "45", say.attribute(queue, "VisibilityTimeout"));
}

void ends_of_ranges(Conversation& say) {
  const Queue queue = say.make_queue({{"DelaySeconds", "900"},
                                      {"MaximumMessageSize", "1024"},
                                      {"MessageRetentionPeriod", "60"},
                                      {"ReceiveMessageWaitTimeSeconds", "20"},
                                      {"VisibilityTimeout", "43200"}});
  say.set(queue, "DelaySeconds", "0");
  say.set(queue, "MessageRetentionPeriod", "1209600");
  say.set(queue, "MaximumMessageSize", "1048576");
  say.set(queue, "VisibilityTimeout", "0");
}

void unknown_attribute(Conversation& say) {
  const Queue queue = say.make_queue();
  say.expect_error(GetQueueAttributesRequest{queue.url, {"Colour"}}, "InvalidAttributeName");
  say.expect_error(SetQueueAttributesRequest{queue.url, {{"Colour", "blue"}}},
                   "InvalidAttributeName");
}

void tags(Conversation& say) {
  const Queue queue = say.make_queue();
  for (const StringMap& bad : {StringMap{{std::string(129, 'k'), "v"}}, StringMap{{"", "v"}},
                               StringMap{{"k", std::string(257, 'v')}}}) {
    say.expect_refused(TagQueueRequest{queue.url, bad});
  }
  static_cast<void>(say.ask(
      TagQueueRequest{queue.url, {{std::string(128, 'k'), std::string(256, 'v')}, {"empty", ""}}}));
}

}  // namespace

std::span<const Example> queue_limits() {
  static const std::vector<Example> kRows = {
      {{"limits/queue-names", "names of queues have up to 80 letters, digits, hyphens, underscores",
        "A name with a dot or a slash is refused.", "SQSAPI/CreateQueue"},
       Level::must,
       names,
       {"queue-names-any"}},
      {{"limits/fifo-suffix", "names of FIFO queues end in .fifo, those of standard queues do not",
        "The suffix alone makes no FIFO queue, and the attribute alone does not either.",
        "SQSAPI/CreateQueue"},
       Level::must,
       suffix,
       {"fifo-suffix-optional"}},
      {{"limits/attribute-ranges", "an attribute of a queue out of its range is refused",
        "Infrastructure code with such a value fails at its first rollout.",
        "SQSAPI/SetQueueAttributes"},
       Level::must,
       ranges,
       {"set-numbers-cut"}},
      {{"limits/refused-sets-nothing",
        "a change of several attributes that is refused changes none of them",
        "Whoever sees the error believes that the queue is as it was.",
        "SQSAPI/SetQueueAttributes"},
       Level::should,
       all_or_nothing,
       {"sets-in-part"}},
      {{"limits/attribute-ranges-of-new-queues", "so it is when the queue is made",
        "Infrastructure code with such a value fails at its first rollout.", "SQSAPI/CreateQueue"},
       Level::must,
       ranges_of_new,
       {"new-numbers-cut"}},
      {{"limits/attribute-ranges-have-ends", "both ends of the ranges are accepted",
        "A range that is one too small refuses what AWS takes.", "SQSAPI/SetQueueAttributes"},
       Level::must,
       ends_of_ranges,
       {"longest-timeout-refused"}},
      {{"limits/attribute-must-exist", "an attribute of a queue that there is not is refused",
        "A misspelt name that is accepted leaves the queue as it was.",
        "SQSAPI/SetQueueAttributes"},
       Level::must,
       unknown_attribute,
       {"unknown-attributes-taken"}},
      {{"limits/tags", "a tag has a key of 1 to 128 and a value of up to 256 characters",
        "A longer key is refused, and an empty one.", "SQS/quotas-queues"},
       Level::must,
       tags,
       {"tags-cut"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
