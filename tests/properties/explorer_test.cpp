// The judge against an explorer that tries all orders and solves for the instants, on small
// histories of a sound endpoint and of mutants: the judge must never find fault with what can be
// explained, and misses nothing of what cannot.
#include "tests/properties/explorer/explorer.h"

#include <algorithm>
#include <cstdio>
#include <gtest/gtest.h>
#include <map>

#include "fixtures/mutants/mutant.h"
#include "properties/explore/venues.h"
#include "semantics/judge/judge.h"
#include "tests/properties/explorer/made_up.h"
#include "tests/properties/explorer/small_histories.h"

namespace sqsproof::tests {
namespace {

using namespace semantics;

/// The promises of safety that the explorer knows.
constexpr std::string_view kPromises[] = {"delivery/nothing-invented",
                                          "delivery/refused-stays-out",
                                          "delivery/one-message-per-send",
                                          "delivery/content-unchanged",
                                          "delivery/ids-unique",
                                          "delivery/once-per-answer",
                                          "delivery/same-on-redelivery",
                                          "delivery/not-after-delete",
                                          "visibility/hidden-until-timeout",
                                          "visibility/request-overrides-queue",
                                          "visibility/change-counts-from-call",
                                          "visibility/change-ends-with-receive",
                                          "visibility/change-touches-one-message",
                                          "delay/hidden-until-due",
                                          "delay/message-overrides-queue",
                                          "counters/receives",
                                          "retention/gone-after-end",
                                          "retention/counts-from-send",
                                          "retention/in-flight-expires",
                                          "purge/takes-everything",
                                          "fifo/order/prefix",
                                          "fifo/order/batch",
                                          "fifo/order/once-per-answer",
                                          "fifo/groups/required",
                                          "fifo/sequence/grows",
                                          "fifo/sequence/stays",
                                          "attributes/group-comes-back",
                                          "fifo/dedup/window-holds",
                                          "fifo/dedup/by-content",
                                          "fifo/dedup/different-ids",
                                          "fifo/dedup/group-scope",
                                          "fifo/dedup/original-named",
                                          "fifo/dedup/first-content-kept"};

/// What the judge finds, one line a violation; empty when it accepts.
std::string found_by_judge(const History& history, const Tolerance& tolerance) {
  JudgeOptions options;
  options.tolerance = tolerance;
  for (const std::string_view id : kPromises) {
    options.promises.push_back(find_promise(id));
    EXPECT_NE(options.promises.back(), nullptr) << id;
  }
  std::string found;
  for (const Judgement& judgement : judge_all(history, options)) {
    for (const Violation& violation : judgement.violations) {
      found += violation.promise + ": " + violation.explanation + "\n";
    }
  }
  return found;
}

std::string text_of(const History& history) {
  std::string text;
  for (const std::string& line : describe_operations(history)) text += line + "\n";
  return text;
}

struct Tally {
  std::size_t histories = 0, accepted = 0, rejected = 0, missed = 0, false_alarms = 0,
              undecided = 0, overlapping = 0, most_tried = 0;
  std::map<std::string, std::size_t> missed_by_obstacle;
  std::map<std::string, std::size_t> rejected_by_obstacle;
};

bool overlaps(const History& history) {
  Instant_us until = 0;
  for (const Operation& operation : history.operations) {
    if (operation.invoked <= until) return true;
    until = std::max(until, operation.returned);
  }
  return false;
}

void compare(const History& history, const Tolerance& tolerance, const std::string& where,
             Tally& tally) {
  const Exploration explored = explore_small(history, tolerance);
  const std::string found = found_by_judge(history, tolerance);
  ++tally.histories;
  tally.overlapping += overlaps(history) ? 1 : 0;
  tally.most_tried = std::max(tally.most_tried, explored.tried);
  if (explored.explained == Explained::undecided) {
    ++tally.undecided;
  } else if (explored.explained == Explained::yes) {
    tally.accepted += found.empty() ? 1 : 0;
    tally.false_alarms += found.empty() ? 0 : 1;
    EXPECT_EQ(found, "") << where << "\n" << text_of(history);
  } else {
    ++tally.rejected;
    ++tally.rejected_by_obstacle[explored.obstacle];
    if (found.empty()) ++tally.missed, ++tally.missed_by_obstacle[explored.obstacle];
    EXPECT_NE(found, "") << where << ", " << explored.obstacle << "\n" << text_of(history);
  }
}

/// How far the calls of a history are moved apart: not at all, by latencies, by parts of timeouts.
constexpr Duration_us kWidths_us[] = {0, 40 * kMillisecond_us, seconds(2), seconds(20)};

void compare_endpoint(const std::string& mutant, std::string_view promise, std::size_t programs,
                      std::uint64_t first_seed, Tally& tally) {
  const auto venues = properties::embedded_venues(mutant);
  ASSERT_TRUE(venues);
  for (std::uint64_t seed = first_seed; seed < first_seed + programs; ++seed) {
    const auto made = run_small(small_program(promise, seed), venues->open);
    if (!made) continue;
    Random random(seed);
    const std::string where = mutant + " program " + std::to_string(seed);
    for (int i = 0; i < 2; ++i) {
      History history = *made;
      const Duration_us width = kWidths_us[random() % std::size(kWidths_us)];
      if (width > 0) widen(history, width, random);
      if (random() % 4 == 0) lose_answers(history, random);
      const Duration_us slack = random() % 4 == 0 ? 50 * kMillisecond_us : 0;
      compare(history, {slack, slack}, where, tally);
      if (mutant.empty()) {
        EXPECT_EQ(explore_small(history, {}).explained, Explained::yes) << where << "\n"
                                                                        << text_of(history);
      }
    }
  }
}

void print(const Tally& tally) {
  std::printf(
      "%zu histories, %zu with overlap: both accept %zu, explorer rejects %zu, of which "
      "the judge misses %zu; false alarms %zu; undecided %zu; at most %zu tried\n",
      tally.histories, tally.overlapping, tally.accepted, tally.rejected, tally.missed,
      tally.false_alarms, tally.undecided, tally.most_tried);
  for (const auto& [obstacle, count] : tally.rejected_by_obstacle) {
    const auto missed = tally.missed_by_obstacle.find(obstacle);
    std::printf("  %-24s %5zu rejected, %zu missed\n", obstacle.c_str(), count,
                missed == tally.missed_by_obstacle.end() ? 0 : missed->second);
  }
}

/// Mutants that one client sees; those that break a promise of the list have more turns.
std::size_t turns_of(const fixtures::Mutant& mutant) {
  if (mutant.needs != fixtures::Needs::one_client || !mutant.within.empty()) return 0;
  const bool listed =
      std::find(std::begin(kPromises), std::end(kPromises), mutant.promise) != std::end(kPromises);
  return listed ? 1'300 : 40;
}

/// Mutants that no promise of the list names, and programs that they are seen in.
struct Seen {
  const char* mutant;
  std::string_view promise;
};
constexpr Seen kSeen[] = {{"purge-leaves-in-flight", "purge/takes-everything"},
                          {"purge-leaves-delayed", "purge/takes-everything"},
                          {"retention-from-look", "retention/counts-from-send"},
                          {"retention-waits-for-timeout", "retention/in-flight-expires"}};

}  // namespace

TEST(SmallHistories, TheJudgeAgreesOnASoundEndpoint) {
  Tally tally;
  std::uint64_t first_seed = 1;
  for (const std::string_view promise : kPromises) {
    compare_endpoint("", promise, 300, first_seed, tally);
    first_seed += 10'000;
  }
  print(tally);
  EXPECT_GT(tally.histories, 9'000U);
  EXPECT_EQ(tally.rejected, 0U);
  EXPECT_EQ(tally.false_alarms, 0U);
}

TEST(SmallHistories, TheJudgeAgreesOnMutants) {
  Tally tally;
  std::uint64_t first_seed = 100'000;
  for (const fixtures::Mutant& mutant : fixtures::all_mutants()) {
    compare_endpoint(std::string(mutant.name), mutant.promise, turns_of(mutant), first_seed, tally);
    first_seed += 10'000;
  }
  for (const Seen& one : kSeen) compare_endpoint(one.mutant, one.promise, 1'000, 1, tally);
  print(tally);
  EXPECT_GT(tally.histories, 11'000U);
  EXPECT_EQ(tally.false_alarms, 0U);
  EXPECT_GT(tally.rejected, 500U);
  for (const char* obstacle : {"deduplication", "timeout", "purged", "retention"}) {
    EXPECT_GT(tally.rejected_by_obstacle[obstacle], 20U) << obstacle;
  }
  EXPECT_EQ(tally.missed, 0U);
  EXPECT_LE(tally.undecided * 100, tally.histories);
}

TEST(SmallHistories, TheJudgeAgreesOnMadeUpOnes) {
  Tally tally;
  constexpr std::uint64_t kHistories = 4'000;
  for (std::uint64_t seed = 1; seed <= kHistories; ++seed) {
    compare(made_up_history(seed), {}, "made up " + std::to_string(seed), tally);
  }
  print(tally);
  EXPECT_GT(tally.accepted, kHistories / 10);
  EXPECT_GT(tally.rejected, kHistories / 10);
  EXPECT_EQ(tally.false_alarms, 0U);
  EXPECT_EQ(tally.missed, 0U);
}

}  // namespace sqsproof::tests
