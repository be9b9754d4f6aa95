// Tasks that move dead letters back: where to, how many at once, and what they leave alone.
#include <algorithm>

#include "properties/examples/families.h"
#include "properties/examples/redrive/dead.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

constexpr int kTaskTakes_s = 5;

void own_sources(Conversation& say) {
  const Queue dead = say.make_queue();
  const Queue one = make_source_of(say, dead);
  const Queue two = make_source_of(say, dead);
  static_cast<void>(say.send(one, "of one"));
  let_die(say, one, dead, 1);
  static_cast<void>(say.send(two, "of two"));
  let_die(say, two, dead, 2);
  static_cast<void>(say.ask(StartMessageMoveTaskRequest{dead.arn, {}, {}}));
  say.wait(kTaskTakes_s);
  say.expect_equal("the body", "of one", say.receive_one(one).body);
  say.expect_equal("the body", "of two", say.receive_one(two).body);
}

void one_at_a_time(Conversation& say) {
  const Queue dead = say.make_queue();
  const Queue queue = make_source_of(say, dead);
  static_cast<void>(say.ask(batch_of(queue, 5, "work")));
  let_die(say, queue, dead, 5);
  StartMessageMoveTaskRequest slowly{dead.arn, {}, {}};
  slowly.max_number_of_messages_per_second = 1;
  static_cast<void>(say.ask(slowly));
  say.expect_error(slowly, "InvalidParameterValue");
}

/// The other message shows that the task has been at work.
void leaves_in_flight(Conversation& say) {
  const Queue dead = say.make_queue();
  const Queue queue = make_source_of(say, dead);
  static_cast<void>(say.ask(batch_of(queue, 2, "work")));
  let_die(say, queue, dead, 2);
  ReceiveMessageRequest hiding = receiving(dead);
  hiding.max_number_of_messages = 1;
  hiding.visibility_timeout = 600;
  const auto held = say.receive(dead, 1, hiding);
  static_cast<void>(say.ask(StartMessageMoveTaskRequest{dead.arn, queue.arn, {}}));
  say.wait(kTaskTakes_s);
  hiding.queue_url = queue.url;
  static_cast<void>(say.receive_one(queue, hiding));
  say.expect_nothing(queue);
  for (const ReceivedMessage& message : held) {
    static_cast<void>(say.ask(DeleteMessageRequest{dead.url, message.receipt_handle}));
  }
  say.expect_nothing(queue);
}

void keeps_what_was_sent(Conversation& say) {
  const Queue dead = say.make_queue();
  const Queue queue = make_source_of(say, dead);
  SendMessageRequest sent = message(queue, "hello", {{"Foo", text("Bar")}});
  sent.message_group_id = "tenant";
  static_cast<void>(say.ask(sent));
  let_die(say, queue, dead, 1);
  say.wait(1);
  static_cast<void>(say.ask(StartMessageMoveTaskRequest{dead.arn, {}, {}}));
  say.wait(kTaskTakes_s);
  ReceiveMessageRequest all;
  all.message_attribute_names = {"All"};
  all.message_system_attribute_names = {"All"};
  const ReceivedMessage moved = say.receive_one(queue, all);
  say.expect_equal("the body", "hello", moved.body);
  say.expect_equal("the number of attributes", 1, moved.message_attributes.size());
  const auto group = moved.attributes.find("MessageGroupId");
  say.expect(group != moved.attributes.end(), "MessageGroupId comes");
  say.expect_equal("MessageGroupId", "tenant", group->second);
}

/// What the newest task of the queue says of itself.
ListMessageMoveTasksResultEntry told(Conversation& say, const Queue& dead) {
  const auto tasks = say.ask(ListMessageMoveTasksRequest{dead.arn, {}}).results;
  say.expect(!tasks.empty(), "the task is listed");
  return tasks.front();
}

/// The second is for endpoints that hide for a moment what was received with a timeout of 0, and
/// start a task with fewer messages then.
void let_all_die(Conversation& say, const Queue& queue, const Queue& dead, std::size_t count) {
  static_cast<void>(say.ask(batch_of(queue, count, "work")));
  let_die(say, queue, dead, count);
  say.wait(1);
}

void counters(Conversation& say) {
  const Queue dead = say.make_queue();
  const Queue queue = make_source_of(say, dead);
  let_all_die(say, queue, dead, 2);
  static_cast<void>(say.ask(StartMessageMoveTaskRequest{dead.arn, queue.arn, {}}));
  say.wait(kTaskTakes_s);
  say.expect_soon("the task is COMPLETED, and says that it moved 2 of 2", [&] {
    const auto task = told(say, dead);
    return task.status == "COMPLETED" && task.approximate_number_of_messages_moved == 2 &&
           task.approximate_number_of_messages_to_move.value_or(2) == 2;
  });
}

// Some may still be moved after the cancel: six were recorded (2, then 8).
void cancelled(Conversation& say) {
  constexpr std::size_t kAll = 10;
  const Queue dead = say.make_queue();
  const Queue queue = make_source_of(say, dead);
  let_all_die(say, queue, dead, kAll);
  StartMessageMoveTaskRequest slowly{dead.arn, {}, {}};
  slowly.max_number_of_messages_per_second = 1;
  const auto started = say.ask(slowly);
  say.wait(3);
  static_cast<void>(say.ask(CancelMessageMoveTaskRequest{started.task_handle}));
  say.expect_soon("the task is CANCELLED", [&] { return told(say, dead).status == "CANCELLED"; });
  const auto moved = static_cast<std::size_t>(told(say, dead).approximate_number_of_messages_moved);
  say.wait(kAll);
  say.expect(moved > 0 && moved < kAll, "some were moved, and others were not");
  ReceiveMessageRequest hiding;
  hiding.visibility_timeout = 600;
  say.expect_equal("the messages that were moved", moved, say.receive(queue, moved, hiding).size());
  say.expect_equal("the others", kAll - moved, say.receive(dead, kAll - moved, hiding).size());
}

}  // namespace

std::span<const Example> move_tasks() {
  static const std::vector<Example> kRows = {
      {{"redrive/own-sources",
        "without a destination, dead letters go back to the queues that they came from",
        "Work that ends in another queue is done by the wrong program, or by none.",
        "SQSAPI/StartMessageMoveTask"},
       Level::must,
       own_sources,
       {"move-to-one-source"}},
      {{"redrive/one-at-a-time", "a queue has one running task at a time",
        "Two tasks move at twice the rate that was asked for.", "SQSAPI/StartMessageMoveTask"},
       Level::must,
       one_at_a_time,
       {"move-beside-another"}},
      {{"redrive/spares-in-flight", "a task leaves alone what a consumer is working on",
        "Two consumers work on it otherwise, and neither knows.",
        "SQS/sqs-configure-dead-letter-queue-redrive"},
       Level::should,
       leaves_in_flight,
       {"move-takes-in-flight"}},
      {{"redrive/keeps-what-was-sent",
        "a message that a task moves has the body, attributes and group it was sent with",
        "A task does not edit; without its group, a tenant's backlog is everybody's.",
        "SQS/sqs-configure-dead-letter-queue-redrive"},
       Level::should,
       keeps_what_was_sent,
       {"move-loses-group"}},
      {{"redrive/counters-converge", "a task that is done says how many messages it moved",
        "Who waits for the number that was there waits for ever.", "SQSAPI/ListMessageMoveTasks"},
       Level::should,
       counters,
       {"moved-uncounted"}},
      {{"redrive/cancel-keeps-what-is-done", "a cancelled task leaves each message where it is",
        "What was moved stays moved, the rest stays among the dead letters.",
        "SQSAPI/CancelMessageMoveTask"},
       Level::should,
       cancelled,
       {"cancel-goes-on", "cancel-loses-next"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
