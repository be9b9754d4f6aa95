// Laws of the timed model under any calls at any times: messages are neither made nor lost, each is
// in one count, a hidden one is not delivered, and a FIFO group comes in order.
#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>
#include <set>

#include "semantics/model/service.h"

namespace sqsproof::semantics {
namespace {

constexpr Instant_us kStart = seconds(1'700'000'000);

template <class Response>
Response reply(const Answer& answer) {
  const auto* good = std::get_if<Reply>(&answer);
  RC_ASSERT(good != nullptr);
  return std::get<Response>(*good);
}

/// A queue with a dead-letter queue, and what a reader of AWS's pages would note beside it.
struct World {
  struct Note {
    std::string group;
    int number = 0;
    Instant_us hidden_until = 0;
    std::string handle;
  };
  Service service;
  Instant_us now = kStart;
  bool fifo;
  std::string main;
  std::string dead;
  std::map<std::string, Note> live;  ///< by body
  int sent = 0;

  World(bool is_fifo, Weaknesses weak) : service(config(weak)), fifo(is_fifo) {
    main = fifo ? "main.fifo" : "main";
    dead = fifo ? "dead.fifo" : "dead";
    create(dead, {});
    create(main, {{"VisibilityTimeout", "10"},
                  {"RedrivePolicy",
                   "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":3}"}});
  }
  static ServiceConfig config(Weaknesses weak) {
    ServiceConfig made;
    made.weak = weak;
    return made;
  }
  static std::string arn(const std::string& name) {
    return "arn:aws:sqs:us-east-1:000000000000:" + name;
  }
  Answer call(const Call& call) { return service.apply(call, now); }
  void create(const std::string& name, StringMap attributes) {
    if (fifo) attributes["FifoQueue"] = "true";
    reply<CreateQueueResponse>(call(CreateQueueRequest{name, std::move(attributes), {}}));
  }

  void send(int choice) {
    SendMessageBatchRequest request{main, {}};
    for (int i = 0; i <= choice % 3; ++i) {
      const std::string group(1, static_cast<char>('a' + choice % 4));
      SendMessageBatchRequestEntry entry;
      entry.id = std::to_string(i);
      entry.message_body = "m" + std::to_string(++sent);
      const int delay_s = fifo ? 0 : choice % 5;
      if (delay_s > 0) entry.delay_seconds = delay_s;
      if (fifo || choice % 2 == 0) entry.message_group_id = group;
      if (fifo) entry.message_deduplication_id = entry.message_body;
      live[*entry.message_body] = {group, sent, now + seconds(delay_s), ""};
      request.entries.push_back(std::move(entry));
    }
    RC_ASSERT(reply<SendMessageBatchResponse>(call(request)).failed.empty());
  }

  std::vector<ReceivedMessage> receive(const std::string& queue, int most, int visibility_s) {
    ReceiveMessageRequest request;
    request.queue_url = queue;
    request.max_number_of_messages = most;
    request.visibility_timeout = visibility_s;
    return reply<ReceiveMessageResponse>(call(request)).messages;
  }

  void receive(int choice) {
    for (const ReceivedMessage& message : receive(main, 1 + choice % 10, 10)) {
      const auto note = live.find(message.body);
      RC_ASSERT(note != live.end());
      RC_ASSERT(note->second.hidden_until <= now);
      note->second.hidden_until = now + seconds(10);
      note->second.handle = message.receipt_handle;
      if (fifo) expect_prefix(Note(note->second));
    }
  }

  /// Every earlier message of the group is in flight by now, or gone to the dead letters.
  void expect_prefix(const Note& received) {
    bury();
    for (const auto& [body, other] : live) {
      const bool earlier = other.group == received.group && other.number < received.number;
      RC_ASSERT(!earlier || other.hidden_until > now);
    }
  }

  /// Receives and deletes what stands in the dead-letter queue.
  void bury() {
    for (auto batch = receive(dead, 10, 100); !batch.empty(); batch = receive(dead, 10, 100)) {
      for (const ReceivedMessage& message : batch) {
        RC_ASSERT(live.erase(message.body) == 1U);
        reply<DeleteMessageResponse>(call(DeleteMessageRequest{dead, message.receipt_handle}));
      }
    }
  }

  void remove(int choice) {
    if (live.empty()) return;
    const auto chosen = std::next(live.begin(), choice % static_cast<int>(live.size()));
    if (chosen->second.handle.empty() || chosen->second.hidden_until <= now) return;
    reply<DeleteMessageResponse>(call(DeleteMessageRequest{main, chosen->second.handle}));
    live.erase(chosen);
  }

  void change(int choice) {
    if (live.empty()) return;
    Note& note = std::next(live.begin(), choice % static_cast<int>(live.size()))->second;
    if (note.handle.empty() || note.hidden_until <= now) return;
    const int visibility_s = choice % 7;
    reply<ChangeMessageVisibilityResponse>(
        call(ChangeMessageVisibilityRequest{main, note.handle, visibility_s}));
    note.hidden_until = now + seconds(visibility_s);
  }

  std::array<int, 3> count(const std::string& queue) {
    const auto shown =
        reply<GetQueueAttributesResponse>(call(GetQueueAttributesRequest{queue, {"All"}}));
    const auto number = [&](const char* name) { return std::stoi(shown.attributes.at(name)); };
    return {number("ApproximateNumberOfMessages"), number("ApproximateNumberOfMessagesNotVisible"),
            number("ApproximateNumberOfMessagesDelayed")};
  }

  void expect_counts() {
    const auto here = count(main);
    const auto there = count(dead);
    const int total = here[0] + here[1] + here[2] + there[0] + there[1] + there[2];
    RC_ASSERT(total == static_cast<int>(live.size()));
    int hidden = 0;
    for (const auto& [body, note] : live) {
      if (note.hidden_until > now) ++hidden;
    }
    RC_ASSERT(here[1] + here[2] == hidden);
  }
};

void check_laws(bool fifo, const std::vector<int>& choices) {
  World world(fifo, {});
  for (const int choice : choices) {
    const int kind = choice % 8;
    const int rest = choice / 8;
    if (kind <= 1) world.send(rest);
    if (kind == 2 || kind == 3) world.receive(rest);
    if (kind == 4) world.remove(rest);
    if (kind == 5) world.change(rest);
    if (kind == 5 && rest % 5 == 0) world.bury();
    if (kind >= 6) world.now += seconds(rest % 9);
    world.expect_counts();
  }
}

auto choices() { return rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 100'000)); }

}  // namespace

RC_GTEST_PROP(ModelLaws, StandardWithDeadLetters, ()) { check_laws(false, *choices()); }
RC_GTEST_PROP(ModelLaws, FifoWithDeadLetters, ()) { check_laws(true, *choices()); }

/// A task moves each message once: it is here or there, and in the end all are there.
RC_GTEST_PROP(ModelLaws, MoveTasksConserve, ()) {
  const bool fifo = *rc::gen::arbitrary<bool>();
  const int count = *rc::gen::inRange(0, 40);
  const int rate = *rc::gen::inRange(1, 20);
  World world(fifo, {});
  world.create(fifo ? "goal.fifo" : "goal", {});
  const std::string goal = fifo ? "goal.fifo" : "goal";
  for (int i = 0; i < count; ++i) {
    SendMessageRequest send{world.dead, "m" + std::to_string(i), {}, {}, {}, {}};
    if (fifo) send.message_group_id = std::string(1, static_cast<char>('a' + i % 3));
    if (fifo) send.message_deduplication_id = *send.message_body;
    reply<SendMessageResponse>(world.call(send));
  }
  reply<StartMessageMoveTaskResponse>(
      world.call(StartMessageMoveTaskRequest{World::arn(world.dead), World::arn(goal), rate}));
  for (int second = 1; second <= count / rate + 1; ++second) {
    world.now += kSecond_us;
    const int moved = world.count(goal)[0];
    RC_ASSERT(world.count(world.dead)[0] + moved == count);
    // A step is a whole number of microseconds, so a task may be a message ahead.
    RC_ASSERT(moved == std::min(count, second * rate) || moved == second * rate + 1);
  }
  RC_ASSERT(world.count(goal)[0] == count);
}

/// With every freedom taken, nothing is made up and nothing is lost that nobody deleted.
RC_GTEST_PROP(ModelLaws, FreedomsInventAndLoseNothing, ()) {
  const bool fifo = *rc::gen::arbitrary<bool>();
  World world(fifo, Weaknesses::all());
  for (const int choice : *choices()) {
    if (choice % 3 == 0) world.send(choice / 3);
    if (choice % 3 == 1) world.now += seconds(choice / 3 % 9);
    if (choice % 3 == 2) {
      for (const auto& message : world.receive(world.main, 10, 5)) {
        RC_ASSERT(world.live.contains(message.body));
      }
    }
  }
  std::set<std::string> found;
  for (int i = 0; i < 400 && found.size() < world.live.size(); ++i) {
    world.now += seconds(10);
    for (const std::string& queue : {world.main, world.dead}) {
      for (const auto& message : world.receive(queue, 10, 5)) {
        found.insert(message.body);
        reply<DeleteMessageResponse>(
            world.call(DeleteMessageRequest{queue, message.receipt_handle}));
      }
    }
  }
  RC_ASSERT(found.size() == world.live.size());
}

}  // namespace sqsproof::semantics
