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

Operation received(std::size_t id, Instant_us at, const char* queue_url) {
  Operation operation;
  operation.id = id;
  operation.invoked = at;
  operation.returned = at + 2;
  ReceiveMessageRequest request;
  request.queue_url = queue_url;
  operation.call = request;
  ReceiveMessageResponse response;
  ReceivedMessage message;
  message.message_id = "m";
  message.receipt_handle = "r" + std::to_string(id);
  response.messages.push_back(message);
  operation.answer = Reply(response);
  return operation;
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
  EXPECT_NE(moved.find(">in dead</text>"), moved.npos) << moved;
  const auto stayed = timeline::to_svg(twice(kQueue), shown_by(2, {}), {});
  EXPECT_EQ(lanes(stayed), 1U);
  EXPECT_EQ(stayed.find(">in "), stayed.npos);
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
