// Laws that the judge has to keep whatever a history holds: what says the same in other words gets
// the same judgement, and what says less accuses no more.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "fixtures/mutants/mutant.h"
#include "properties/explore/venues.h"
#include "properties/queue/requirement.h"
#include "tests/properties/explorer/small_histories.h"
#include "tests/properties/judged.h"

namespace sqsproof::tests {
namespace {

using namespace semantics;
using properties::Bias;
using properties::Program;

/// What was accepted stays accepted; of what was not, another cause may be named. Returns how many.
std::size_t accuses_no_more(const Shown& before, const Shown& after, const std::string& story) {
  const auto known = promises_of(before);
  std::size_t others = 0;
  for (const auto& [promise, at] : after) {
    // How long a call takes is what these promise.
    if (promise.starts_with("long-poll/")) continue;
    EXPECT_FALSE(known.empty()) << promise << "@" << at << " in " << story;
    others += known.contains(promise) ? 0 : 1;
  }
  return others;
}

using Law = std::function<void(const History& history, const std::string& where, Random& random)>;

Program program_for(std::uint64_t seed, bool two_queues) {
  Bias bias;
  bias.keys = seed % 3 == 0 ? 3 : 0;
  bias.purge = seed % 7 == 0 && !two_queues ? 1 : 0;
  bias.set = seed % 5 == 0 ? 1 : 0;
  bias.clients = 40;
  if (two_queues) bias.other_queue = 100, bias.dead_letters = 0;
  const auto rows = properties::all_requirements();
  const std::string_view id = rows[seed % rows.size()].words.id;
  if (two_queues) return properties::generate_program(bias, properties::Timing::full, seed * 7919);
  return properties::generate_program_for(id, bias, properties::Timing::full, seed * 7919);
}

void try_endpoint(const std::string& mutant, std::size_t programs, bool two_queues, const Law& law,
                  Counts& counts) {
  const auto venues = properties::embedded_venues(mutant);
  ASSERT_TRUE(venues);
  for (std::uint64_t seed = 1; seed <= programs; ++seed) {
    const Program program = program_for(seed, two_queues);
    const properties::OpenVenue place = venues->open();
    const auto run = properties::run_program(program, place.venue);
    if (!run.endpoint_failure.empty()) continue;
    const History history = saved(run.history);
    ++counts.histories;
    counts.violated += shown(history).empty() ? 0 : 1;
    Random random(seed);
    law(history, mutant + " program " + std::to_string(seed), random);
  }
}

/// The sound endpoint and all mutants that a client of queues sees.
void try_law(const Law& law, bool two_queues = false) {
  Counts counts;
  try_endpoint("", 200, two_queues, law, counts);
  for (const fixtures::Mutant& mutant : fixtures::all_mutants()) {
    if (mutant.needs != fixtures::Needs::one_client || !mutant.within.empty()) continue;
    try_endpoint(std::string(mutant.name), 12, two_queues, law, counts);
  }
  std::printf("%zu histories, %zu of them violate a promise\n", counts.histories, counts.violated);
  EXPECT_GT(counts.violated, 20U);
}

/// Replaces quoted texts of a trace, by its names for messages and receipts.
std::string renamed(const std::string& trace, const std::map<std::string, std::string>& names) {
  std::string result;
  for (std::size_t begin = 0; begin < trace.size();) {
    const std::size_t open = trace.find('"', begin);
    if (open == std::string::npos) return result + trace.substr(begin);
    std::size_t close = open + 1;
    while (trace[close] != '"') close += trace[close] == '\\' ? 2 : 1;
    const std::string word = trace.substr(open + 1, close - open - 1);
    const auto found = names.find(word);
    result += trace.substr(begin, open + 1 - begin);
    result += found == names.end() ? word : found->second;
    result += '"';
    begin = close + 1;
  }
  return result;
}

/// `r#1` and so on become numbers of another order, clients too.
void name_others(const std::string& trace, std::map<std::string, std::string>& names) {
  constexpr int kMost = 600;
  for (int i = 1; i < kMost && trace.find("r#" + std::to_string(i)) != std::string::npos; ++i) {
    names.emplace("r#" + std::to_string(i), "r#" + std::to_string(kMost - i));
  }
  names.emplace("c0", "c2");
  names.emplace("c1", "c0");
  names.emplace("c2", "c1");
}

std::string queue_of(const Operation& operation) {
  return std::visit(
      [](const auto& request) -> std::string {
        if constexpr (requires { request.queue_url; }) return request.queue_url;
        return "";
      },
      operation.call);
}

}  // namespace

TEST(JudgeLaws, WiderCallsAccuseNoMore) {
  std::size_t renamed_causes = 0;
  try_law([&](const History& history, const std::string& where, Random& random) {
    const Shown before = shown(history);
    constexpr Duration_us kWidths_us[] = {5, 40 * kMillisecond_us, seconds(3)};
    History wider = history;
    widen(wider, kWidths_us[random() % std::size(kWidths_us)], random);
    renamed_causes += accuses_no_more(before, shown(wider), where + "\n" + text_of(wider));
  });
  EXPECT_LE(renamed_causes, 4U);
}

TEST(JudgeLaws, MoreToleranceAccusesNoMore) {
  std::size_t renamed_causes = 0;
  try_law([&](const History& history, const std::string& where, Random& random) {
    const Tolerance less{pick_between(random, 0, seconds(1)), pick_between(random, 0, seconds(1))};
    const Tolerance more{less.early_us + pick_between(random, 0, seconds(2)),
                         less.late_us + pick_between(random, 0, seconds(2))};
    renamed_causes += accuses_no_more(shown(history, less), shown(history, more),
                                      where + "\n" + text_of(history));
  });
  EXPECT_LE(renamed_causes, 4U);
}

TEST(JudgeLaws, AnotherClockChangesNothing) {
  try_law([](const History& history, const std::string& where, Random& random) {
    History later = history;
    const Duration_us shift = pick_between(random, -seconds(900), seconds(86'400));
    for (Operation& operation : later.operations) {
      operation.invoked += shift;
      operation.returned += shift;
    }
    EXPECT_EQ(words_of(shown(later)), words_of(shown(history))) << where;
  });
}

TEST(JudgeLaws, OtherNamesChangeNothing) {
  try_law([](const History& history, const std::string& where, Random&) {
    const std::string trace = to_json_lines(history);
    std::map<std::string, std::string> names;
    name_messages(history, names);
    name_others(trace, names);
    const auto read = read_history(source_of(renamed(trace, names)));
    ASSERT_TRUE(read) << where << " " << read.error().front().message;
    EXPECT_EQ(words_of(shown(*read)), words_of(shown(history))) << where;
  });
}

TEST(JudgeLaws, TheOrderOfLinesChangesNothing) {
  try_law([](const History& history, const std::string& where, Random& random) {
    const std::string trace = to_json_lines(history);
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < trace.size();) {
      const std::size_t end = trace.find('\n', begin) + 1;
      lines.push_back(trace.substr(begin, end - begin));
      begin = end;
    }
    std::shuffle(lines.begin() + 1, lines.end(), random);  // the head stays the first
    std::string mixed;
    for (const std::string& line : lines) mixed += line;
    const auto read = read_history(source_of(mixed));
    ASSERT_TRUE(read) << where << " " << read.error().front().message;
    EXPECT_EQ(words_of(shown(*read)), words_of(shown(history))) << where;
  });
}

TEST(JudgeLaws, AnotherQueueChangesNothing) {
  std::size_t with_others = 0;
  const auto law = [&](const History& history, const std::string& where, Random&) {
    if (history.operations.empty()) return;
    const auto* reply = std::get_if<Reply>(&history.operations.front().answer);
    const auto* main = reply ? std::get_if<CreateQueueResponse>(reply) : nullptr;
    if (!main) return;
    std::set<std::size_t> of_main;
    const auto is_other = [&](const Operation& operation) {
      const bool creates = std::holds_alternative<CreateQueueRequest>(operation.call);
      return creates ? &operation != history.operations.data()
                     : queue_of(operation) != main->queue_url;
    };
    History alone = history;
    alone.operations.clear();
    for (std::size_t i = 0; i < history.operations.size(); ++i) {
      const Operation& operation = history.operations[i];
      if (i == history.drained_from) alone.drained_from = alone.operations.size();
      if (is_other(operation)) continue;
      of_main.insert(operation.id);
      alone.operations.push_back(operation);
    }
    with_others += alone.operations.size() < history.operations.size() ? 1 : 0;
    const auto of_queue = [&](const Shown& found) {
      Shown here;
      for (const auto& [promise, at] : found) {
        // One clock is that of all queues, and one id is that of one message of all queues.
        const bool of_all = promise == "timestamps/fit-calls" || promise == "delivery/ids-unique";
        if (of_main.contains(at) && !of_all) here.emplace(promise, at);
      }
      return here;
    };
    EXPECT_EQ(words_of(of_queue(shown(alone))), words_of(of_queue(shown(history))))
        << where << "\n"
        << text_of(history);
  };
  try_law(law, true);
  EXPECT_GT(with_others, 500U);
}

}  // namespace sqsproof::tests
