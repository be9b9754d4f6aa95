// Streams of programs that take longer than the judge of streams remembers what has left: what a
// sound endpoint still delivers then was not invented.
#include <gtest/gtest.h>

#include "properties/explore/explore.h"
#include "properties/explore/generate.h"
#include "properties/explore/venues.h"
#include "properties/queue/requirement.h"
#include "semantics/model/weakness.h"
#include "semantics/stream/trace_stream.h"
#include "tests/properties/recorded.h"
#include "tests/properties/seeded_program.h"

namespace sqsproof::properties {
namespace {

void expect_nothing_found(const semantics::Weaknesses& weak, const semantics::Freedoms& granted,
                          std::uint64_t programs) {
  const auto venues = embedded_venues("", weak);
  ASSERT_TRUE(venues);
  for (std::uint64_t seed = 1; seed <= programs; ++seed) {
    const Program program = tests::seeded_program(seed);
    const OpenVenue place = venues->open();
    const std::string trace = to_json_lines(run_program(program, place.venue).history);
    semantics::stream::Options options;
    options.tolerance = tolerance_of(place.venue, program);
    options.granted = granted;
    const tests::Written file(trace);
    const auto report = semantics::stream::judge_stream(file.descriptor(), "trace.jsonl", options);
    ASSERT_TRUE(report);
    for (const auto& found : report->found) {
      ADD_FAILURE() << "program " << seed << ": " << found.violation.promise << "@"
                    << found.violation.at << "\n"
                    << trace;
    }
  }
}

}  // namespace

// Mostly dead letters: their source was purged, or does not keep them that long.
TEST(StreamForgetting, SoundEndpoint) { expect_nothing_found({}, {}, 5'000); }

// AWS may deliver what was deleted, however late: nobody knows any more that it was sent.
TEST(StreamForgetting, DeletedDeliveries) {
  semantics::Weaknesses weak;
  weak.add(semantics::Weakness::delivers_deleted);
  expect_nothing_found(weak, semantics::Freedoms::aws(), 2'000);
}

}  // namespace sqsproof::properties
