// The orders of the calls about one message: what they cost, and what ends the search.
#include "semantics/judge/orders.h"

#include <gtest/gtest.h>

namespace sqsproof::semantics {
namespace {

using Kind = MessageEvent::Kind;

MessageEvent delivery(Instant_us from, Instant_us to, Duration_us hides) {
  MessageEvent event;
  event.at = {from, to};
  event.hides = hides;
  return event;
}

/// `count` pairs of receives that overlap; the message is hidden for a second each time.
MessageEvents pairs(std::size_t count) {
  MessageEvents events;
  for (std::size_t i = 0; i < count; ++i) {
    const Instant_us begin = seconds(10) * static_cast<Instant_us>(i);
    events.all.push_back(delivery(begin, begin + seconds(4), seconds(1)));
    events.all.push_back(delivery(begin + 1, begin + seconds(5), seconds(1)));
  }
  return events;
}

bool fit(const MessageEvents& events, const OrderRules& rules = {}) {
  std::size_t budget = 100'000;
  return try_orders(events, rules, budget).fits;
}

}  // namespace

TEST(Orders, LongHistoriesCostNoMoreThanTheirCalls) {
  constexpr std::size_t kEnough = 1'000'000;
  std::size_t small = kEnough, large = kEnough;
  EXPECT_TRUE(try_orders(pairs(100), {}, small).fits);
  EXPECT_TRUE(try_orders(pairs(10'000), {}, large).fits);
  EXPECT_GT(small, kEnough - 1'000);
  EXPECT_LE(kEnough - large, 101 * (kEnough - small));
}

TEST(Orders, AContradictionBehindALongHistoryIsFound) {
  MessageEvents events = pairs(5'000);
  events.all.push_back(delivery(seconds(60'000), seconds(60'001), seconds(30)));
  events.all.push_back(delivery(seconds(60'002), seconds(60'031), seconds(30)));
  EXPECT_TRUE(fit(events));
  events.all.push_back(delivery(seconds(60'003), seconds(60'032), seconds(30)));
  EXPECT_FALSE(fit(events));
  OrderRules lenient;
  lenient.early_us = seconds(15);
  EXPECT_TRUE(fit(events, lenient));
}

// A dozen calls at most are tried in all orders; what came of more of them is left open, and what
// comes after them is judged by what is certain then.
TEST(Orders, TooManyCallsAtOnceExcuseWhatTheyMayExcuse) {
  MessageEvents events;
  for (int i = 0; i < 13; ++i) events.all.push_back(delivery(i, 20, seconds(30)));
  EXPECT_TRUE(fit(events)) << "nobody looked";
  events.all.push_back(delivery(30, 40, seconds(30)));
  EXPECT_TRUE(fit(events)) << "nobody knows what hides it";
  events.all.push_back(delivery(50, 60, seconds(30)));
  EXPECT_FALSE(fit(events));
}

TEST(Orders, ASpentBudgetAccusesNobody) {
  MessageEvents events;
  events.all = {delivery(0, 10, seconds(30)), delivery(5, 15, seconds(30))};
  std::size_t none = 0;
  const Fit spent = try_orders(events, {}, none);
  EXPECT_TRUE(spent.fits && spent.untried);
  std::size_t enough = 1'000;
  EXPECT_FALSE(try_orders({}, {}, enough).untried);
  EXPECT_FALSE(fit(events));
}

TEST(Orders, WhatMayNotHaveHappenedExcuses) {
  MessageEvents events;
  events.all = {delivery(0, 10, seconds(30)), delivery(20, 40, 0), delivery(50, 60, seconds(30))};
  MessageEvent& change = events.all[1];
  change.kind = Kind::change;
  change.issuer = 0;
  EXPECT_TRUE(fit(events)) << "the change frees it";
  change.hides = seconds(60);
  EXPECT_FALSE(fit(events));
  change.answered = false;
  EXPECT_FALSE(fit(events)) << "the first receive hides it all the same";
  events.all[0].hides = 20;
  EXPECT_TRUE(fit(events));
}

TEST(Orders, EachOrderHasItsDeadEnd) {
  MessageEvents events;
  events.all = {delivery(0, 10, seconds(30)), delivery(5, 15, seconds(20))};
  std::size_t budget = 1'000;
  const Fit found = try_orders(events, {}, budget);
  ASSERT_EQ(found.dead_ends.size(), 2U);
  EXPECT_EQ(found.dead_ends[0].order, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(found.dead_ends[1].order, (std::vector<std::size_t>{1, 0}));
  const auto& steps = found.dead_ends[0].steps;
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0].at, 0);
  EXPECT_EQ(steps[1].at, seconds(30));
  EXPECT_EQ(steps[1].bound, OrderStep::Bound::lease);
}

}  // namespace sqsproof::semantics
