// The judge of streams against the judge of whole histories: on random programs, against the sound
// endpoint and against every mutant, both have to find the same.
#include <algorithm>
#include <gtest/gtest.h>
#include <set>
#include <unistd.h>

#include "fixtures/mutants/mutant.h"
#include "properties/explore/explore.h"
#include "properties/explore/generate.h"
#include "properties/explore/venues.h"
#include "properties/queue/requirement.h"
#include "semantics/stream/trace_stream.h"

namespace sqsproof::properties {
namespace {

using semantics::History;
using Shown = std::set<std::pair<std::string, std::size_t>>;  // promise and operation

policy::Source source_of(std::string text) {
  return std::make_shared<const policy::SourceText>(
      policy::SourceText{"trace.jsonl", std::move(text)});
}

/// A file without a name that holds the text.
class Written {
 public:
  explicit Written(const std::string& text) : file_(std::tmpfile()) {
    std::fwrite(text.data(), 1, text.size(), file_);
    std::fflush(file_);
    std::rewind(file_);
  }
  Written(const Written&) = delete;
  Written& operator=(const Written&) = delete;
  ~Written() { std::fclose(file_); }
  [[nodiscard]] int descriptor() const { return fileno(file_); }

 private:
  std::FILE* file_;
};

/// These also demand that a message be found in time, which takes a whole queue to judge.
constexpr std::string_view kHalfStreamed[] = {"delay/message-overrides-queue",
                                              "visibility/request-overrides-queue",
                                              "visibility/change-counts-from-call"};

Shown shown_by_history(const History& history) {
  semantics::JudgeOptions options;
  const auto promises = semantics::stream::streamed_promises();
  options.promises = {promises.begin(), promises.end()};
  Shown shown;
  for (const auto& judgement : semantics::judge_all(history, options)) {
    for (const auto& violation : judgement.violations) {
      shown.emplace(violation.promise, violation.at);
    }
  }
  return shown;
}

Shown shown_by_stream(const std::string& trace) {
  const Written file(trace);
  semantics::stream::Options options;
  options.findings_limit = 100'000;
  options.remember_us = semantics::seconds(30 * 86'400);  // agreement of memories is not the point
  const auto report = semantics::stream::judge_stream(file.descriptor(), "trace.jsonl", options);
  Shown shown;
  if (!report) {
    ADD_FAILURE() << report.error().front().message;
    return shown;
  }
  for (const auto& found : report->found) {
    shown.emplace(found.violation.promise, found.violation.at);
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
    return std::find(std::begin(kHalfStreamed), std::end(kHalfStreamed), one.first) ==
           std::end(kHalfStreamed);
  });
}

struct Tally {
  std::size_t histories = 0, violated = 0, same = 0, only_streamed = 0;
};

void compare(const std::string& mutant, std::size_t programs, Tally& tally) {
  const auto venues = embedded_venues(mutant);
  ASSERT_TRUE(venues);
  for (std::uint64_t seed = 1; seed <= programs; ++seed) {
    Bias bias;
    bias.keys = seed % 3 == 0 ? 3 : 0;
    bias.purge = seed % 7 == 0 ? 1 : 0;
    bias.set = seed % 5 == 0 ? 1 : 0;
    const auto rows = all_requirements();
    const std::string_view id = rows[seed % rows.size()].words.id;
    const Program program = generate_program_for(id, bias, Timing::full, seed * 7919);
    const OpenVenue place = venues->open();
    const std::string trace = to_json_lines(run_program(program, place.venue).history);
    const auto history = semantics::read_history(source_of(trace));
    ASSERT_TRUE(history);
    const Shown whole = shown_by_history(*history);
    const Shown streamed = shown_by_stream(trace);
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
    }
  }
}

}  // namespace

TEST(StreamAgreement, SoundEndpoint) {
  Tally tally;
  compare("", 600, tally);
  EXPECT_EQ(tally.violated, 0U);
}

TEST(StreamAgreement, Mutants) {
  Tally tally;
  for (const fixtures::Mutant& mutant : fixtures::all_mutants()) {
    if (mutant.needs != fixtures::Needs::one_client || !mutant.within.empty()) continue;
    compare(std::string(mutant.name), 25, tally);
  }
  std::printf("%zu histories, %zu of them violate a promise; %zu with the same violations\n",
              tally.histories, tally.violated, tally.same);
  EXPECT_GT(tally.violated, 100U);
  // A slice lacks what other messages say: which cause is named may differ, and a stream judges a
  // group's numbers before it knows of later duplicates.
  EXPECT_GT(tally.same, tally.histories * 98 / 100);
  EXPECT_LE(tally.only_streamed, tally.histories / 200);
}

}  // namespace sqsproof::properties
