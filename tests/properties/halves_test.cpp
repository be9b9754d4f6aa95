// A history of two halves, between which nothing is left: the judge says of the whole what it says
// of each.
#include <algorithm>
#include <cstdio>
#include <gtest/gtest.h>

#include "fixtures/mutants/mutant.h"
#include "properties/explore/venues.h"
#include "tests/properties/explorer/small_histories.h"
#include "tests/properties/judged.h"

namespace sqsproof::tests {

using namespace semantics;
using properties::Program;

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
    // Numbers grow on where nothing else is left, and one clock is that of both halves.
    const bool of_both = promise == "fifo/sequence/grows" || promise == "timestamps/fit-calls";
    if (!of_both) operations.insert(at);
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
  // Numbers that are seen to fall over the whole put nothing of it in order.
  const bool fall = promises_of(whole).contains("fifo/sequence/grows");
  if (fall && !promises_of(expected).contains("fifo/sequence/grows")) return;
  EXPECT_EQ(operations_of(whole), operations_of(expected))
      << mutant << " " << seed << words_of(whole) << " instead of" << words_of(expected) << "\n"
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
