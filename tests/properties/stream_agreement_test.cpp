// The judge of streams against the judge of whole histories: on random programs, against the sound
// endpoint and against every mutant, both have to find the same.
#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "fixtures/mutants/mutant.h"
#include "properties/explore/explore.h"
#include "properties/explore/generate.h"
#include "properties/explore/venues.h"
#include "properties/queue/requirement.h"
#include "semantics/judge/slice.h"
#include "semantics/stream/trace_stream.h"
#include "tests/properties/explorer/made_up.h"
#include "tests/properties/explorer/small_histories.h"
#include "tests/properties/recorded.h"
#include "tests/properties/seeded_program.h"

namespace sqsproof::properties {
namespace {

using semantics::History;
using Shown = std::set<std::pair<std::string, std::size_t>>;  // promise and operation
/// Of each promise the first violation, its explanation, and the calls that matter for it.
using Explained = std::map<std::string, std::vector<std::string>>;

void explain(const semantics::Violation& violation, const std::vector<std::size_t>& calls,
             Explained& explained) {
  auto& words = explained[violation.promise];
  if (!words.empty()) return;
  words = {std::to_string(violation.at), violation.explanation};
  for (const std::size_t call : calls) words.push_back(std::to_string(call));
}

policy::Source source_of(std::string text) {
  return std::make_shared<const policy::SourceText>(
      policy::SourceText{"trace.jsonl", std::move(text)});
}

/// What was put to the test, by the judge of histories and by that of streams.
struct Tested {
  std::set<std::string> by_history, by_stream;
};

Shown shown_by_history(const History& history, const semantics::Tolerance& tolerance,
                       Explained& explained, Tested& tested) {
  semantics::JudgeOptions options;
  options.tolerance = tolerance;
  const auto promises = semantics::stream::streamed_promises();
  options.promises = {promises.begin(), promises.end()};
  Shown shown;
  const auto judgements = semantics::judge_all(history, options);
  for (std::size_t i = 0; i < judgements.size(); ++i) {
    const auto& judgement = judgements[i];
    if (!judgement.untested) tested.by_history.emplace(promises[i]->id);
    for (const auto& violation : judgement.violations) {
      if (shown.emplace(violation.promise, violation.at).second &&
          !explained.contains(violation.promise)) {
        explain(violation, semantics::calls_that_matter(history, violation, options), explained);
      }
    }
  }
  return shown;
}

Shown shown_by_stream(const std::string& trace, const semantics::Tolerance& tolerance,
                      semantics::Duration_us remember_us, Explained& explained, Tested& tested) {
  const tests::Written file(trace);
  semantics::stream::Options options;
  options.tolerance = tolerance;
  options.findings_limit = 100'000;
  options.remember_us = remember_us;
  const auto report = semantics::stream::judge_stream(file.descriptor(), "trace.jsonl", options);
  Shown shown;
  if (!report) {
    ADD_FAILURE() << report.error().front().message;
    return shown;
  }
  for (const auto& found : report->found) {
    shown.emplace(found.violation.promise, found.violation.at);
    explain(found.violation, found.calls, explained);
  }
  for (const auto& [promise, judgement] : report->promises) {
    if (!judgement.untested) tested.by_stream.emplace(promise->id);
  }
  return shown;
}

std::string words_of(const Shown& shown) {
  std::string words;
  for (const auto& [family, at] : shown) words += " " + family + "@" + std::to_string(at);
  return words;
}

/// Whether something was shown that a stream can show.
bool is_violated(const Shown& shown) {
  return std::any_of(shown.begin(), shown.end(), [](const auto& one) {
    return !semantics::stream::is_judged_in_part(*semantics::find_promise(one.first));
  });
}

/// Agreement of memories is not the point.
constexpr semantics::Duration_us kForever = semantics::seconds(30 * 86'400);

struct Tally {
  std::size_t histories = 0, violated = 0, same = 0, only_streamed = 0;
  std::size_t explained = 0, explained_alike = 0;
  /// By promise: histories that test it, those of them that test it as a stream, too, and others.
  struct Tests {
    std::size_t histories = 0, streams = 0, streams_only = 0;
  };
  std::map<std::string, Tests> tests;
  /// By promise: histories that break it, and those of them that do so as streams.
  std::map<std::string, std::pair<std::size_t, std::size_t>> broken;
  void add_broken(const Shown& whole, const Shown& streamed) {
    const auto promises_of = [](const Shown& shown) {
      std::set<std::string> promises;
      for (const auto& [promise, at] : shown) promises.insert(promise);
      return promises;
    };
    for (const std::string& promise : promises_of(whole)) {
      auto& [by_history, by_stream] = broken[promise];
      ++by_history;
      by_stream += promises_of(streamed).contains(promise) ? 1 : 0;
    }
  }
  void add(const Tested& tested) {
    for (const std::string& id : tested.by_history) {
      ++tests[id].histories;
      tests[id].streams += tested.by_stream.contains(id) ? 1 : 0;
    }
    for (const std::string& id : tested.by_stream) {
      tests[id].streams_only += tested.by_history.contains(id) ? 0 : 1;
    }
  }
};

void compare(const std::string& mutant, std::size_t programs, Tally& tally) {
  const auto venues = embedded_venues(mutant);
  ASSERT_TRUE(venues);
  for (std::uint64_t seed = 1; seed <= programs; ++seed) {
    const Program program = tests::seeded_program(seed);
    const OpenVenue place = venues->open();
    const std::string trace = to_json_lines(run_program(program, place.venue).history);
    const semantics::Tolerance tolerance = tolerance_of(place.venue, program);
    const auto history = semantics::read_history(source_of(trace));
    ASSERT_TRUE(history);
    Explained by_history, by_stream;
    Tested tested;
    const Shown whole = shown_by_history(*history, tolerance, by_history, tested);
    const Shown streamed = shown_by_stream(trace, tolerance, kForever, by_stream, tested);
    tally.add(tested);
    tally.add_broken(whole, streamed);
    for (const auto& [promise, words] : by_history) {
      const auto alike = by_stream.find(promise);
      if (alike == by_stream.end() || alike->second.front() != words.front()) continue;
      ++tally.explained;
      tally.explained_alike += alike->second == words ? 1 : 0;
    }
    ++tally.histories;
    tally.violated += is_violated(whole) ? 1 : 0;
    tally.same += whole == streamed ? 1 : 0;
    tally.only_streamed += whole.empty() && !streamed.empty() ? 1 : 0;
    if (is_violated(whole)) {
      EXPECT_FALSE(streamed.empty()) << mutant << " program " << seed << words_of(whole) << "\n"
                                     << trace;
    }
    if (mutant.empty()) {
      EXPECT_EQ(words_of(streamed), "") << "program " << seed;
      Explained none;
      const Shown forgetful =
          shown_by_stream(trace, tolerance, semantics::stream::Options{}.remember_us, none, tested);
      EXPECT_EQ(words_of(forgetful), "") << "program " << seed << ", forgetting";
    }
  }
}

/// Whether every receipt was there before it was used.
bool knows_receipts(const semantics::History& history) {
  std::map<std::string, semantics::Instant_us> issued;
  for (const auto& operation : history.operations) {
    const auto* reply = std::get_if<semantics::Reply>(&operation.answer);
    const auto* received = reply ? std::get_if<semantics::ReceiveMessageResponse>(reply) : nullptr;
    if (!received) continue;
    for (const auto& message : received->messages) {
      issued[message.receipt_handle] = operation.returned;
    }
  }
  return std::all_of(
      history.operations.begin(), history.operations.end(), [&](const auto& operation) {
        const auto* removal = std::get_if<semantics::DeleteMessageRequest>(&operation.call);
        const auto* change =
            std::get_if<semantics::ChangeMessageVisibilityRequest>(&operation.call);
        if (!removal && !change) return true;
        return issued[*(removal ? removal->receipt_handle : change->receipt_handle)] <
               operation.returned;
      });
}

}  // namespace

TEST(StreamAgreement, SoundEndpoint) {
  Tally tally;
  compare("", 600, tally);
  EXPECT_EQ(tally.violated, 0U);
  // What a stream says was tested, was, but for a few calls that overlap; and it notices most of
  // it.
  std::size_t histories = 0, streams = 0, streams_only = 0;
  for (const auto& [id, tests] : tally.tests) {
    if (semantics::stream::is_judged_in_part(*semantics::find_promise(id))) continue;
    EXPECT_LE(tests.streams_only, 4U) << id;
    streams_only += tests.streams_only;
    histories += tests.histories;
    streams += tests.streams;
    std::printf("%-42s %4zu of %4zu\n", id.c_str(), tests.streams, tests.histories);
  }
  EXPECT_GT(streams, histories * 9 / 10);
  EXPECT_LT(streams_only, histories / 500);
}

// Calls of up to forty seconds, side by side: one that is still under way may explain what others
// saw, and an answer that is full has room for nothing else.
TEST(StreamAgreement, SlowCalls) {
  std::size_t silent = 0, same = 0;
  for (std::uint64_t seed = 1; seed <= 3'000; ++seed) {
    auto made = tests::made_up_history(seed);
    tests::Random random(seed);
    if (seed % 2 == 0) tests::widen(made, semantics::seconds(25), random);
    if (!knows_receipts(made)) continue;
    const std::string trace = tests::recorded(made);
    const auto history = semantics::read_history(source_of(trace));
    ASSERT_TRUE(history);
    Explained explained;
    Tested tested;
    const Shown whole = shown_by_history(*history, {}, explained, tested);
    const Shown streamed = shown_by_stream(trace, {}, kForever, explained, tested);
    if (whole.empty()) {
      EXPECT_EQ(words_of(streamed), "") << seed << "\n" << trace;
    }
    silent += whole.empty() ? 1 : 0;
    same += !whole.empty() && !streamed.empty() ? 1 : 0;
  }
  std::printf("%zu found nothing in, %zu found something in\n", silent, same);
  EXPECT_GT(silent, 1'000U);
  EXPECT_GT(same, 500U);
}

TEST(StreamAgreement, Mutants) {
  Tally tally;
  for (const fixtures::Mutant& mutant : fixtures::all_mutants()) {
    if (mutant.needs != fixtures::Needs::one_client || !mutant.within.empty()) continue;
    compare(std::string(mutant.name), 25, tally);
  }
  std::printf(
      "%zu histories, %zu of them violate a promise; %zu with the same violations\n"
      "%zu of %zu violations are shown in the same words with the same calls\n",
      tally.histories, tally.violated, tally.same, tally.explained_alike, tally.explained);
  // A cause may go by another name in a stream, but not always.
  for (const auto& [promise, broken] : tally.broken) {
    std::printf("%-42s %4zu of %4zu\n", promise.c_str(), broken.second, broken.first);
    const bool in_part = semantics::stream::is_judged_in_part(*semantics::find_promise(promise));
    EXPECT_TRUE(broken.second > 0 || broken.first < 4 || in_part) << promise;
  }
  EXPECT_GT(tally.explained, 100U);
  EXPECT_GT(tally.explained_alike, tally.explained * 9 / 10);
  EXPECT_GT(tally.violated, 100U);
  // A slice lacks what other messages say: which cause is named may differ, and a stream judges a
  // group's numbers before it knows of later duplicates.
  EXPECT_GT(tally.same, tally.histories * 98 / 100);
  EXPECT_LE(tally.only_streamed, tally.histories / 200);
}

}  // namespace sqsproof::properties
