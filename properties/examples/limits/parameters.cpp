// Ranges of parameters.
#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

void count_of_messages(Conversation& say) {
  const Queue queue = say.make_queue();
  for (const int count : {0, 11}) {
    ReceiveMessageRequest request = receiving(queue);
    request.max_number_of_messages = count;
    say.expect_error(request, "InvalidParameterValue");
  }
}

void no_more_than_asked(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.ask(batch_of(queue, 5, "hello")));
  for (const std::size_t most : {1, 2}) {
    ReceiveMessageRequest request = receiving(queue);
    request.max_number_of_messages = static_cast<int>(most);
    say.expect(say.ask(request).messages.size() <= most, "no more come than were asked for");
  }
  say.expect(say.ask(receiving(queue)).messages.size() <= 1,
             "no more than one comes when no number is given");
}

void wait_time(Conversation& say) {
  const Queue queue = say.make_queue();
  for (const int wait : {-1, 21}) {
    ReceiveMessageRequest request = receiving(queue);
    request.wait_time_seconds = wait;
    say.expect_error(request, "InvalidParameterValue");
  }
}

void timeout_of_receive(Conversation& say) {
  const Queue queue = say.make_queue();
  for (const int timeout : {-1, 43'201}) {
    ReceiveMessageRequest request = receiving(queue);
    request.visibility_timeout = timeout;
    say.expect_error(request, "InvalidParameterValue");
  }
}

void timeout_of_change(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, "hello"));
  const auto received = say.receive_one(queue);
  for (const int timeout : {-1, 43'201}) {
    say.expect_error(ChangeMessageVisibilityRequest{queue.url, received.receipt_handle, timeout},
                     "InvalidParameterValue");
  }
}

void delay(Conversation& say) {
  const Queue queue = say.make_queue();
  for (const int seconds : {-1, 901}) {
    SendMessageRequest request = message(queue, "hello");
    request.delay_seconds = seconds;
    say.expect_error(request, "InvalidParameterValue");
  }
  SendMessageRequest longest = message(queue, "hello");
  longest.delay_seconds = 900;
  static_cast<void>(say.ask(longest));
}

void page_size(Conversation& say) {
  ListQueuesRequest request;
  request.max_results = 1'001;
  say.expect_error(request, "InvalidParameterValue");
}

}  // namespace

std::span<const Example> parameter_limits() {
  static const std::vector<Example> kRows = {
      {{"limits/messages-of-receive", "a receive asks for 1 to 10 messages",
        "Code that asks for 100 at once works until it meets AWS.", "SQSAPI/ReceiveMessage"},
       Level::must,
       count_of_messages,
       {"receive-count-cut"}},
      {{"limits/no-more-than-asked", "a receive gives no more messages than it asked for",
        "A worker with one slot cannot hold a second message.", "SQSAPI/ReceiveMessage"},
       Level::must,
       no_more_than_asked,
       {"one-too-many"}},
      {{"limits/wait-time", "a receive waits for 0 to 20 seconds",
        "A longer wait is refused, not cut.", "SQSAPI/ReceiveMessage"},
       Level::must,
       wait_time,
       {"wait-cut"}},
      {{"limits/timeout-of-receive", "a receive hides for 0 to 43,200 seconds",
        "A longer time is refused, not cut.", "SQSAPI/ReceiveMessage"},
       Level::should,
       timeout_of_receive,
       {"receive-timeout-cut"}},
      {{"limits/timeout-of-change", "a visibility timeout is changed to 0 to 43,200 seconds",
        "A longer time is refused, not cut.", "SQSAPI/ChangeMessageVisibility"},
       Level::must,
       timeout_of_change,
       {"change-cut"}},
      {{"limits/delay", "a message is delayed by 0 to 900 seconds",
        "Code that delays by an hour needs another means.", "SQSAPI/SendMessage"},
       Level::must,
       delay,
       {"delay-cut"}},
      {{"limits/page-size", "a page of queues has 1 to 1,000 of them",
        "A page of 0, or of everything, is refused.", "SQSAPI/ListQueues"},
       Level::should,
       page_size,
       {}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
