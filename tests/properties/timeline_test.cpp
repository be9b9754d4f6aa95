// The picture of a failure: calls, timers and messages stand where they belong.
#include <gtest/gtest.h>
#include <regex>

#include "properties/report/timeline/svg.h"
#include "semantics/actions/all.h"
#include "tests/properties/judged.h"

namespace sqsproof::properties {
namespace {

using namespace semantics;

constexpr const char* kQueue = "http://127.0.0.1/000000000000/orders";
constexpr const char* kDeadLetters = "http://127.0.0.1/000000000000/dead";

Operation received(std::size_t id, Instant_us at, const char* queue_url,
                   const std::string& message_id = "m", const std::string& body = "") {
  Operation operation;
  operation.id = id;
  operation.invoked = at;
  operation.returned = at + 2;
  ReceiveMessageRequest request;
  request.queue_url = queue_url;
  operation.call = request;
  ReceiveMessageResponse response;
  ReceivedMessage message;
  message.message_id = message_id;
  message.body = body;
  message.receipt_handle = "r" + std::to_string(id);
  response.messages.push_back(message);
  operation.answer = Reply(response);
  return operation;
}

Operation call(std::size_t id, Instant_us at, const Call& call) {
  Operation operation;
  operation.id = id;
  operation.invoked = at;
  operation.returned = at + 2;
  operation.call = call;
  operation.answer = Reply();
  return operation;
}

Operation unanswered(std::size_t id, Instant_us at, const Call& request) {
  Operation operation = call(id, at, request);
  operation.answer = NoAnswer{"timeout"};
  return operation;
}

Operation sent(std::size_t id, Instant_us at, const std::string& message_id,
               const std::string& body) {
  SendMessageRequest request;
  request.queue_url = kQueue;
  request.message_body = body;
  Operation operation = call(id, at, request);
  SendMessageResponse response;
  response.message_id = message_id;
  operation.answer = Reply(response);
  return operation;
}

/// A picture in which every call counts, and the last is the violation.
std::string story(const std::vector<Operation>& operations) {
  History history = {};
  history.queues = {{kQueue, {}}, {kDeadLetters, {}}};
  history.operations = operations;
  Violation violation{"p", operations.back().id, {}, "", {}, {}};
  for (const Operation& operation : operations) violation.because.push_back(operation.id);
  return timeline::to_svg(history, violation, {});
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
  return found;
}

/// A message that is received at 0 s and at 10 s.
History twice(const char* second_queue) {
  History history;
  QueueSettings settings;
  settings.visibility_timeout_s = 30;
  history.queues = {{kQueue, settings}, {kDeadLetters, settings}};
  history.operations = {received(1, 0, kQueue), received(2, seconds(10), second_queue)};
  return history;
}

Violation shown_by(std::size_t at, std::vector<TimeBound> bounds) {
  return {"p", at, {1, 2}, "", {}, std::move(bounds)};
}

/// The numbers behind `name` in the first part that `pattern` finds.
std::vector<double> numbers(const std::string& svg, const std::string& pattern) {
  std::smatch found;
  std::vector<double> all;
  EXPECT_TRUE(std::regex_search(svg, found, std::regex(pattern))) << pattern << " in\n" << svg;
  for (std::size_t i = 1; i < found.size(); ++i) all.push_back(std::stod(found[i]));
  return all;
}

constexpr const char* kTimer = "M([0-9.]+) [0-9]+ V[0-9]+ H([0-9.]+)\"[^>]*url\\(#tip\\)";
constexpr const char* kGap = "M([0-9.]+) [0-9]+ H([0-9.]+)\" stroke=\"#c62828\" stroke-width=\"2\"";
constexpr const char* kFlight =
    "<rect x=\"([0-9.]+)\" y=\"[0-9]+\" width=\"([0-9.]+)\"[^>]*>"
    "<title>certainly in flight";
constexpr const char* kFrame = "<rect x=\"([0-9.]+)\" y=\"0\" width=\"([0-9.]+)\"";

}  // namespace

TEST(Timeline, ACallThatCameTooEarlyStandsBeforeTheEndOfTheTimer) {
  const auto svg = timeline::to_svg(twice(kQueue), shown_by(2, {{1, 1, 1 + seconds(30)}}), {});
  const auto timer = numbers(svg, kTimer), gap = numbers(svg, kGap), frame = numbers(svg, kFrame);
  EXPECT_LT(timer[0], frame[0]);
  EXPECT_GT(timer[1], frame[0] + frame[1]) << "it ends behind the call";
  EXPECT_LT(gap[0], gap[1]);
  EXPECT_DOUBLE_EQ(gap[1], timer[1]);
  EXPECT_NE(svg.find(">30 s</text>"), svg.npos);
  EXPECT_NE(svg.find(">20 s too early</text>"), svg.npos) << svg;
  EXPECT_NE(svg.find(">30.000001 s</text>"), svg.npos) << "the axis reaches as far";
}

TEST(Timeline, ACallThatCameTooLateStandsBehindIt) {
  const auto svg = timeline::to_svg(twice(kQueue), shown_by(2, {{1, 2, 2 + seconds(4)}}), {});
  const auto timer = numbers(svg, kTimer), gap = numbers(svg, kGap), frame = numbers(svg, kFrame);
  EXPECT_LT(timer[1], frame[0]);
  EXPECT_LT(gap[1], gap[0]) << "from the call back to the end of the timer";
  EXPECT_NE(svg.find(">6 s after it</text>"), svg.npos) << svg;
}

TEST(Timeline, EqualTimersAreOneArrowAndOthersAreLeftOut) {
  const TimeBound usual{1, 1, 1 + seconds(30)};
  const TimeBound before{1, -seconds(5), seconds(30)};
  const TimeBound endless{1, 1, INT64_MAX};
  const TimeBound backwards{1, 1, 0};
  const auto svg =
      timeline::to_svg(twice(kQueue), shown_by(2, {usual, before, usual, endless, backwards}), {});
  const std::string tip = "marker-end=\"url(#tip)\"";
  EXPECT_EQ(svg.find(tip), svg.rfind(tip));
  EXPECT_NE(svg.find(tip), svg.npos);
}

TEST(Timeline, AMessageThatMovedHasALaneInEachQueue) {
  const auto lanes = [](const std::string& svg) {
    std::size_t count = 0;
    for (std::size_t at = svg.find(">m1</text>"); at != svg.npos;
         at = svg.find(">m1</text>", at + 1)) {
      ++count;
    }
    return count;
  };
  const auto moved = timeline::to_svg(twice(kDeadLetters), shown_by(2, {}), {});
  EXPECT_EQ(lanes(moved), 2U);
  EXPECT_NE(moved.find(">in q2</text>"), moved.npos) << moved;
  const auto stayed = timeline::to_svg(twice(kQueue), shown_by(2, {}), {});
  EXPECT_EQ(lanes(stayed), 1U);
  EXPECT_EQ(stayed.find(">in "), stayed.npos);
}

TEST(Timeline, APurgeTakesWhatWasSentBefore) {
  const auto svg = story({sent(1, 0, "m1", "a"), call(2, seconds(5), PurgeQueueRequest{kQueue}),
                          sent(3, seconds(6), "m2", "b"), received(4, seconds(9), kQueue, "m1")});
  EXPECT_EQ(count(svg, "<title>certainly purged</title>"), 1U) << svg;
  EXPECT_EQ(count(svg, "<title>perhaps purged</title>"), 1U) << "while the call lasts";
  EXPECT_LT(svg.find("certainly purged"), svg.find(">m2</text>")) << "that of m1";
  const auto never =
      story({sent(1, 0, "m1", "a"), unanswered(2, seconds(5), PurgeQueueRequest{kQueue}),
             sent(3, seconds(6), "m2", "b"), received(4, seconds(9), kQueue, "m1")});
  EXPECT_EQ(count(never, "certainly purged"), 0U) << never;
  EXPECT_EQ(count(never, "perhaps purged"), 1U) << never;
  EXPECT_EQ(count(never, "stroke=\"#999\" stroke-dasharray=\"4 3\""), 1U) << "a call in grey";
}

TEST(Timeline, AMessageExpiresUntilItIsSeenAgain) {
  SetQueueAttributesRequest shorter;
  shorter.queue_url = kQueue;
  shorter.attributes = {{"MessageRetentionPeriod", "60"}};
  const auto svg =
      story({call(1, -9, shorter), sent(2, 0, "m1", "a"), received(3, seconds(40), kQueue, "m1"),
             received(4, seconds(90), kQueue, "m1")});
  EXPECT_EQ(count(svg, "certainly expired"), 1U) << svg;
  EXPECT_EQ(count(svg, "perhaps expired"), 1U) << svg;
  EXPECT_EQ(count(svg, ">MessageRetentionPeriod=60</text>"), 1U) << "a mark";
  const auto flight = numbers(svg, kFlight), frame = numbers(svg, kFrame);
  EXPECT_LT(flight[0] + flight[1], frame[0]) << "the expiry ends the timeout";
  const auto kept = story({sent(2, 0, "m1", "a"), received(3, seconds(90), kQueue, "m1")});
  EXPECT_EQ(count(kept, "expired"), 0U) << "four days";
}

TEST(Timeline, ADeadLetterHasLeftItsQueue) {
  const auto svg = story({sent(1, 0, "m1", "a"), received(2, seconds(1), kQueue, "m1"),
                          received(3, seconds(50), kDeadLetters, "m1")});
  EXPECT_EQ(count(svg, "perhaps moved"), 1U) << "at any time behind its timeout";
  EXPECT_EQ(count(svg, "url(#moved)"), 1U) << svg;
}

TEST(Timeline, ACopyOfAMoveTaskPointsToItsOriginal) {
  const Operation task = call(3, seconds(4), StartMessageMoveTaskRequest{});
  const auto moved = story({sent(1, 0, "m1", "a"), sent(2, 9, "m2", "b"), task,
                            received(4, seconds(9), kQueue, "m3", "b")});
  EXPECT_EQ(count(moved, ">in orders</text>"), 1U) << moved;
  EXPECT_LT(moved.find(">m2</text>"), moved.find(">m3</text>"));
  const auto ambiguous = story({sent(1, 0, "m1", "b"), sent(2, 9, "m2", "b"), task,
                                received(4, seconds(9), kQueue, "m3", "b")});
  EXPECT_EQ(count(ambiguous, ">in orders</text>"), 0U) << "of two with its body, either may be it";
  const auto untouched = story(
      {sent(1, 0, "m1", "a"), sent(2, 9, "m2", "b"), received(4, seconds(9), kQueue, "m3", "b")});
  EXPECT_EQ(count(untouched, ">in orders</text>"), 0U) << "without a task";
}

TEST(Timeline, DelaysOfBatchesAndOfChangedQueuesAreDrawn) {
  SendMessageBatchRequest batch;
  batch.queue_url = kQueue;
  batch.entries.resize(2);
  batch.entries[0].id = "e1";
  batch.entries[1].id = "e2";
  batch.entries[1].delay_seconds = 20;
  SendMessageBatchResponse answer;
  answer.successful.resize(2);
  answer.successful[0].id = "e1";
  answer.successful[0].message_id = "m1";
  answer.successful[1].id = "e2";
  answer.successful[1].message_id = "m2";
  Operation both = call(1, 0, batch);
  both.answer = Reply(answer);
  const auto svg = story({both, received(2, seconds(30), kQueue, "m2")});
  EXPECT_EQ(count(svg, "certainly delayed"), 1U) << svg;
  SetQueueAttributesRequest slower;
  slower.queue_url = kQueue;
  slower.attributes = {{"DelaySeconds", "10"}, {"RedrivePolicy", "{\"maxReceiveCount\": 3}"}};
  const auto later =
      story({call(1, 0, slower), sent(2, 9, "m1", "a"), received(3, seconds(30), kQueue, "m1")});
  EXPECT_EQ(count(later, "certainly delayed"), 1U) << later;
  EXPECT_EQ(count(later, ">DelaySeconds=10, RedrivePolicy</text>"), 1U) << later;
}

// Of the judge's own reasons: the timer that was not over, from the call that began it.
TEST(Timeline, TheJudgeNamesTheTimer) {
  const History history = twice(kQueue);
  const Promise& promise = *find_promise("visibility/hidden-until-timeout");
  const Judgement judgement = judge_one(promise, history, {});
  ASSERT_EQ(judgement.violations.size(), 1U) << judgement.why;
  const auto& bounds = judgement.violations.front().bounds;
  ASSERT_EQ(bounds.size(), 1U);
  EXPECT_EQ(bounds.front().operation, 1U);
  EXPECT_EQ(bounds.front().until - bounds.front().from, seconds(30));
}

}  // namespace sqsproof::properties
