// The orders of the calls about the messages of a group: what they cost, and what ends the search.
#include "semantics/judge/group_search.h"

#include <gtest/gtest.h>

namespace sqsproof::semantics {
namespace {

using Kind = GroupCall::Kind;

/// `messages` messages in their order, before any call.
GroupCalls group_of(std::size_t messages) {
  GroupCalls calls;
  for (std::size_t i = 0; i < messages; ++i) {
    GroupMessage& message = calls.messages.emplace_back();
    message.message = message.position = message.predecessors = i;
    message.counted = true;
  }
  return calls;
}

GroupCall& add(GroupCalls& calls, Kind kind, Interval at, const std::vector<std::size_t>& messages,
               Duration_us hides = seconds(30)) {
  GroupCall& call = calls.all.emplace_back();
  call.kind = kind;
  call.at = at;
  for (const std::size_t message : messages) {
    call.parts.push_back({message, 0, hides, 0});
    calls.messages[message].last_call = calls.all.size() - 1;
    if (kind == Kind::removal) calls.messages[message].may_be_deleted = true;
  }
  return call;
}

void receive(GroupCalls& calls, Interval at, const std::vector<std::size_t>& messages) {
  add(calls, Kind::receive, at, messages);
}

void remove(GroupCalls& calls, Interval at, std::size_t message, std::size_t issuer) {
  add(calls, Kind::removal, at, {message}).issuer = issuer;
}

/// Each message is received and deleted, and the next receive overlaps the delete.
GroupCalls chain(std::size_t messages) {
  GroupCalls calls = group_of(messages);
  for (std::size_t i = 0; i < messages; ++i) {
    const Instant_us begin = seconds(10) * static_cast<Instant_us>(i);
    receive(calls, {begin, begin + seconds(2)}, {i});
    remove(calls, {begin + seconds(3), begin + seconds(6)}, i, calls.all.size() - 1);
    if (i + 1 == messages) break;
    receive(calls, {begin + seconds(4), begin + seconds(7)}, {i + 1});
    add(calls, Kind::change, {begin + seconds(8), begin + seconds(8) + 1}, {i + 1}, 0).issuer =
        calls.all.size() - 2;
  }
  return calls;
}

bool fit(const GroupCalls& calls, const GroupRules& rules = {}) {
  std::size_t budget = 100'000;
  return try_group(calls, rules, budget).fits;
}

}  // namespace

TEST(GroupSearch, LongHistoriesCostNoMoreThanTheirCalls) {
  constexpr std::size_t kEnough = 1'000'000;
  std::size_t small = kEnough, large = kEnough;
  EXPECT_TRUE(try_group(chain(100), {}, small).fits);
  EXPECT_TRUE(try_group(chain(10'000), {}, large).fits);
  EXPECT_GT(small, kEnough - 2'000);
  EXPECT_LE(kEnough - large, 101 * (kEnough - small));
}

TEST(GroupSearch, AContradictionBehindALongHistoryIsFound) {
  GroupCalls calls = chain(5'000);
  calls.messages.push_back(calls.messages.back());
  GroupMessage& last = calls.messages.back();
  last.position = last.predecessors = 5'000;
  last.not_before = seconds(50'005);
  // It came in at 50005, so what was received with it is hidden until 50035.
  calls.all.resize(calls.all.size() - 2);
  receive(calls, {seconds(49'991), seconds(50'010)}, {4'999, 5'000});
  receive(calls, {seconds(50'020), seconds(50'036)}, {4'999});
  EXPECT_TRUE(fit(calls));
  calls.all.back().at.to = seconds(50'034);
  EXPECT_FALSE(fit(calls));
  GroupRules lenient;
  lenient.early_us = seconds(1);
  EXPECT_TRUE(fit(calls, lenient));
}

TEST(GroupSearch, WhoOvertakesComesAfterADelete) {
  GroupCalls calls = group_of(2);
  receive(calls, {0, seconds(31)}, {1});
  receive(calls, {seconds(2), seconds(35)}, {0});
  remove(calls, {seconds(25), seconds(31)}, 0, 1);
  EXPECT_TRUE(fit(calls));
  receive(calls, {seconds(26), seconds(50)}, {1});
  EXPECT_FALSE(fit(calls));
  GroupRules lenient;
  lenient.order = false;
  EXPECT_TRUE(fit(calls, lenient));
  calls.messages[0].otherwise = 0;
  EXPECT_TRUE(fit(calls)) << "it may have left by itself";
}

TEST(GroupSearch, WhatMayNotHaveHappenedExcuses) {
  GroupCalls calls = group_of(2);
  receive(calls, {0, 10}, {0});
  remove(calls, {20, 30}, 0, 0);
  receive(calls, {seconds(40), seconds(41)}, {0, 1});
  EXPECT_FALSE(fit(calls));
  calls.all[1].answered = false;
  EXPECT_TRUE(fit(calls));
  receive(calls, {seconds(80), seconds(81)}, {1});
  EXPECT_FALSE(fit(calls)) << "whether it happened or not";
}

// A dozen calls at most are tried in all orders; what came of more of them is left open, and what
// comes after them is judged by what is certain then.
TEST(GroupSearch, TooManyCallsAtOnceExcuseWhatTheyMayExcuse) {
  GroupCalls calls = group_of(2);
  for (int i = 0; i < 13; ++i) receive(calls, {i, 20}, {0});
  EXPECT_TRUE(fit(calls)) << "nobody looked";
  receive(calls, {30, 40}, {0, 1});
  EXPECT_TRUE(fit(calls)) << "nobody knows what hides it";
  receive(calls, {50, 60}, {0});
  EXPECT_FALSE(fit(calls));
}

TEST(GroupSearch, ASpentBudgetAccusesNobody) {
  GroupCalls calls = group_of(2);
  receive(calls, {0, 10}, {0, 1});
  receive(calls, {5, 15}, {0});
  std::size_t none = 0;
  const GroupFit spent = try_group(calls, {}, none);
  EXPECT_TRUE(spent.fits && spent.untried);
  EXPECT_FALSE(fit(calls));
}

TEST(GroupSearch, EachOrderHasItsDeadEnd) {
  GroupCalls calls = group_of(2);
  receive(calls, {0, 10}, {0, 1});
  receive(calls, {5, 15}, {0});
  std::size_t budget = 1'000;
  const GroupFit found = try_group(calls, {}, budget);
  ASSERT_EQ(found.dead_ends.size(), 2U);
  EXPECT_EQ(found.dead_ends[0].order, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(found.dead_ends[1].order, (std::vector<std::size_t>{1, 0}));
  const auto& steps = found.dead_ends[0].steps;
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0].at, 0);
  EXPECT_EQ(steps[1].at, seconds(30));
  EXPECT_EQ(steps[1].bound, GroupStep::Bound::lease);
  EXPECT_EQ(steps[1].message, 0U);
}

}  // namespace sqsproof::semantics
