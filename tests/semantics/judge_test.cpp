// The judge's table of promises, what it does not judge, and that hostile sizes end.
#include "semantics/judge/judge.h"

#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <set>

#include "semantics/history.h"

namespace sqsproof::semantics {
namespace {

Operation answered(std::size_t id, Instant_us at_s, Call call, Reply reply) {
  Operation o;
  o.id = id;
  o.call = std::move(call);
  o.answer = std::move(reply);
  o.invoked = seconds(at_s);
  o.returned = o.invoked + seconds(1);
  return o;
}

Operation received(std::size_t id, Instant_us at_s) {
  ReceiveMessageResponse response;
  response.messages.push_back({"m1", "r" + std::to_string(id), "", "body", {}, {}, {}});
  return answered(id, at_s, ReceiveMessageRequest{"q", {}, {}, {}, {}, {}, 0, {}}, response);
}

}  // namespace

// No endpoint is to blame for what a client knew too early.
TEST(Judge, SaysNothingWhereAReceiptIsUsedBeforeItIsGivenOut) {
  History history;
  history.queues["q"] = {.name = "q"};
  history.operations = {answered(1, 0, DeleteMessageRequest{"q", "r2"}, DeleteMessageResponse{}),
                        received(2, 2), received(3, 100)};
  for (const Judgement& judgement : judge_all(history)) {
    EXPECT_EQ(judgement.verdict, policy::Verdict::unknown);
    EXPECT_EQ(judgement.why,
              "operation 1 used a receipt of operation 2, which began later: the times contradict "
              "each other");
  }
  const Promise& gone = *find_promise("delivery/not-after-delete");
  // Somebody else may have received it before, and given the receipt away.
  history.recorded.all_receives = false;
  EXPECT_EQ(judge_one(gone, history).verdict, policy::Verdict::unknown);
  EXPECT_TRUE(judge_one(gone, history).why.find("contradict") == std::string::npos);
  history.recorded.all_receives = true;
  history.operations[0].invoked = seconds(2);
  history.operations[0].returned = seconds(4);
  EXPECT_EQ(judge_one(gone, history).why.find("contradict"), std::string::npos);
}

TEST(Judge, EveryPromiseHasCasesThatHoldAndCasesThatDoNot) {
  namespace fs = std::filesystem;
  for (const Promise& promise : all_promises()) {
    std::string folder(promise.id);
    std::replace(folder.begin(), folder.end(), '/', '-');
    const fs::path path = fs::path(SQSPROOF_SOURCE_DIR) / "tests/cases/histories" / folder;
    ASSERT_TRUE(fs::is_directory(path)) << path << " has no cases";
    const auto count = std::distance(fs::directory_iterator(path), fs::directory_iterator());
    EXPECT_GE(count, 2) << path;
    EXPECT_EQ(find_promise(promise.id), &promise);
  }
  EXPECT_EQ(find_promise("delivery"), nullptr);
}

TEST(Judge, LongTracesEnd) {
  History history;
  history.queues["q.fifo"] = {.name = "q.fifo", .fifo = true, .visibility_timeout_s = 1};
  constexpr std::size_t kCalls = 40'000;
  for (std::size_t i = 0; i < kCalls; ++i) {
    Operation o;
    o.id = i;
    o.invoked = static_cast<Instant_us>(i * 10);
    o.returned = o.invoked + seconds(1'000);  // everything overlaps
    const std::string n = std::to_string(i / 2);
    if (i % 2 == 0) {
      o.call = SendMessageRequest{"q.fifo", n, {}, {}, "k" + n, "g"};
      o.answer = Reply(SendMessageResponse{"m" + n, "", {}, n});
    } else {
      ReceiveMessageRequest receive;
      receive.queue_url = "q.fifo";
      receive.wait_time_seconds = 1;
      ReceiveMessageResponse response;
      if (i % 3 != 0) response.messages.push_back({"m1", "r" + n, "", "1", {}, {}, {}});
      o.call = receive;
      o.answer = Reply(response);
    }
    history.operations.push_back(std::move(o));
  }
  EXPECT_EQ(judge_all(history).size(), all_promises().size());
}

TEST(Judge, AsksForSomePromisesOnly) {
  History history;
  const Promise* promise = find_promise("delivery/nothing-lost");
  EXPECT_EQ(judge_all(history, {{}, {}, {promise}}).size(), 1U);
  EXPECT_TRUE(judge_one(*promise, history).untested);
}

TEST(Judge, NoPromiseIsThereTwice) {
  std::set<std::string_view> ids;
  for (const Promise& promise : all_promises()) {
    EXPECT_TRUE(ids.insert(promise.id).second) << promise.id;
    EXPECT_FALSE(promise.untested.empty()) << promise.id;
  }
}

}  // namespace sqsproof::semantics
