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
#include "semantics/judge/judge.h"
#include "tests/properties/explorer/small_histories.h"

namespace sqsproof::tests {
namespace {

using namespace semantics;
using properties::Bias;
using properties::Program;

using Shown = std::set<std::pair<std::string, std::size_t>>;  // promise and operation

policy::Source source_of(std::string text) {
  return std::make_shared<const policy::SourceText>(
      policy::SourceText{"trace.jsonl", std::move(text)});
}

Shown shown(const History& history, const Tolerance& tolerance = {}) {
  JudgeOptions options;
  options.tolerance = tolerance;
  Shown found;
  for (const Judgement& judgement : judge_all(history, options)) {
    for (const Violation& violation : judgement.violations) {
      found.emplace(violation.promise, violation.at);
    }
  }
  return found;
}

std::set<std::string> promises_of(const Shown& found) {
  std::set<std::string> promises;
  for (const auto& [promise, at] : found) promises.insert(promise);
  return promises;
}

std::string words_of(const Shown& found) {
  std::string words;
  for (const auto& [promise, at] : found) words += " " + promise + "@" + std::to_string(at);
  return words;
}

std::string text_of(const History& history) {
  std::string text;
  for (const std::string& line : describe_operations(history)) text += line + "\n";
  return text;
}

/// The history of a program as it is saved, and read again.
History saved(const History& history) {
  auto read = read_history(source_of(to_json_lines(history)));
  EXPECT_TRUE(read);
  return read ? *read : History{};
}

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

struct Counts {
  std::size_t histories = 0, violated = 0;
};

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

void name_messages(const History& history, std::map<std::string, std::string>& names) {
  const auto add = [&](const std::string& id) {
    names.try_emplace(id, "renamed-" + std::to_string(997 - names.size()));
  };
  for (const Operation& operation : history.operations) {
    const auto* reply = std::get_if<Reply>(&operation.answer);
    if (!reply) continue;
    if (const auto* sent = std::get_if<SendMessageResponse>(reply)) add(sent->message_id);
    if (const auto* batch = std::get_if<SendMessageBatchResponse>(reply)) {
      for (const auto& entry : batch->successful) add(entry.message_id);
    }
    if (const auto* received = std::get_if<ReceiveMessageResponse>(reply)) {
      for (const auto& message : received->messages) add(message.message_id);
    }
  }
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
        // One clock is that of all queues.
        if (of_main.contains(at) && promise != "timestamps/fit-calls") here.emplace(promise, at);
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

namespace {

/// The messages that answers hold.
std::set<std::string> messages_in(const History& history) {
  std::map<std::string, std::string> names;
  name_messages(history, names);
  std::set<std::string> messages;
  for (const auto& [id, name] : names) messages.insert(id);
  return messages;
}

/// Whether everything that answers hold was deleted, with the receipt that was issued last.
bool is_emptied(const History& history) {
  std::map<std::string, std::string> latest;  // receipt of a message
  std::set<std::string> deleted;
  for (const Operation& operation : history.operations) {
    const auto* reply = std::get_if<Reply>(&operation.answer);
    if (!reply) continue;
    if (const auto* received = std::get_if<ReceiveMessageResponse>(reply)) {
      for (const auto& m : received->messages) latest[m.message_id] = m.receipt_handle;
    }
    const auto* removal = std::get_if<DeleteMessageRequest>(&operation.call);
    if (removal) deleted.insert(removal->receipt_handle.value_or(""));
  }
  const auto all = messages_in(history);
  return std::all_of(all.begin(), all.end(), [&](const std::string& id) {
    return latest.contains(id) && deleted.contains(latest.at(id));
  });
}

/// Whether the first half left nothing behind, as far as its answers say.
bool is_quiescent(const History& first, const Shown& found, const History& second) {
  if (!first.drained || !second.drained || !is_emptied(first)) return false;
  if (promises_of(found).contains("receipts/expired-refused")) return false;  // no sure delete
  const auto there = messages_in(second);
  const auto here = messages_in(first);
  return std::none_of(here.begin(), here.end(),
                      [&](const std::string& id) { return there.contains(id); });
}

/// Which cause is named for a message that nobody got may depend on what came before.
std::string operations_of(const Shown& found) {
  std::set<std::size_t> operations;
  for (const auto& [promise, at] : found) {
    // Numbers grow on where nothing else is left.
    if (promise != "fifo/sequence/grows") operations.insert(at);
  }
  std::string words;
  for (const std::size_t at : operations) words += " " + std::to_string(at);
  return words;
}

/// One after the other, as one recorder would have written them down.
History joined(const History& first, const History& second) {
  History both = first;
  both.drained_from = first.operations.size() + second.drained_from;
  for (Operation operation : second.operations) {
    operation.id += first.operations.size();
    both.operations.push_back(std::move(operation));
  }
  return both;
}

/// Two programs on the same queue, which the first one left drained and long enough ago.
void try_halves(const std::string& mutant, std::uint64_t seed, Counts& counts) {
  const auto venues = properties::embedded_venues(mutant);
  ASSERT_TRUE(venues);
  properties::OpenVenue place = venues->open();
  place.venue.delete_queue = false;
  Program program = small_program("", seed);
  Program more = small_program("", seed + 1'000'000);
  more.plan = program.plan;
  more.fifo = program.fifo;
  const History first = properties::run_program(program, place.venue).history;
  place.venue.clock->sleep_until(place.venue.clock->now() + seconds(1'200));
  const History second = properties::run_program(more, place.venue).history;
  Shown expected = shown(first);
  if (!is_quiescent(first, expected, second)) return;
  ++counts.histories;
  for (const auto& [promise, at] : shown(second)) {
    expected.emplace(promise, at + first.operations.size());
  }
  counts.violated += expected.empty() ? 0 : 1;
  const Shown whole = shown(joined(first, second));
  EXPECT_EQ(operations_of(whole), operations_of(expected))
      << mutant << " " << seed << words_of(whole) << "\n"
      << text_of(joined(first, second));
}

}  // namespace

TEST(JudgeLaws, TheHalvesOfAHistorySayWhatTheWholeSays) {
  Counts counts;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) try_halves("", seed, counts);
  for (const fixtures::Mutant& mutant : fixtures::all_mutants()) {
    if (mutant.needs != fixtures::Needs::one_client || !mutant.within.empty()) continue;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      try_halves(std::string(mutant.name), seed, counts);
    }
  }
  std::printf("%zu histories, %zu of them violate a promise\n", counts.histories, counts.violated);
  EXPECT_GT(counts.histories, 1'000U);
  EXPECT_GT(counts.violated, 20U);
}

}  // namespace sqsproof::tests
