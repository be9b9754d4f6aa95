// What is wrong with a trace, the judge of streams refuses as the judge of whole histories does: in
// recorded traces one record is spoilt, and both have to say the same of it.
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>

#include "semantics/stream/trace_stream.h"
#include "tests/properties/explorer/made_up.h"
#include "tests/properties/explorer/small_histories.h"
#include "tests/properties/recorded.h"

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;
using tests::Random;

std::size_t below(Random& random, std::size_t most) { return random() % most; }

Json any_value(Random& random) {
  static const std::vector<Json> kValues = {nullptr,
                                            true,
                                            0,
                                            1,
                                            -1,
                                            1.5,
                                            1e30,
                                            "",
                                            "x",
                                            "7",
                                            Json::array(),
                                            Json::object(),
                                            {{"u", 1}},
                                            Json::array({1}),
                                            Json::array({Json::object()}),
                                            3'000'000,
                                            9'000'000'000'000'000'000};
  return kValues[below(random, kValues.size())];
}

/// Some value in it, however deep; itself at the top.
Json& any_place(Json& from, Random& random) {
  if (!from.is_structured() || from.empty() || below(random, 4) == 0) return from;
  auto place = from.begin();
  std::advance(place, below(random, from.size()));
  return any_place(*place, random);
}

std::string spoilt(const std::string& line, Random& random) {
  if (below(random, 20) == 0) return line.substr(0, below(random, line.size()));
  Json record = Json::parse(line);
  Json& place = any_place(record, random);
  const bool erase = place.is_object() && !place.empty() && below(random, 2) == 0;
  if (erase) {
    auto member = place.begin();
    std::advance(member, below(random, place.size()));
    place.erase(member);
  } else if (place.is_object() && below(random, 2) == 0) {
    place[below(random, 2) == 0 ? "note" : "u"] = any_value(random);
  } else {
    place = any_value(random);
  }
  return record.dump();
}

/// The trace with one line spoilt, left out, or twice.
std::string spoil(std::vector<std::string> lines, Random& random) {
  const std::size_t at = below(random, lines.size());
  const auto line = lines.begin() + static_cast<std::ptrdiff_t>(at);
  switch (below(random, 8)) {
    case 0:
      lines.erase(line);
      break;
    case 1:
      lines.insert(line, *line);
      break;
    default:
      *line = spoilt(*line, random);
  }
  std::string text;
  for (const std::string& one : lines) text += one + "\n";
  return text;
}

std::size_t line_of(const policy::Diagnostics& problems) {
  return policy::line_column(*problems.front().source, problems.front().place.begin).line;
}

std::string words_of(const policy::Diagnostics& problems) {
  const auto& first = problems.front();
  const auto at = policy::line_column(*first.source, first.place.begin);
  return first.id + " line " + std::to_string(at.line) + ":" + std::to_string(at.column) + " " +
         first.message + "; " + first.help;
}

}  // namespace

TEST(StreamRefusals, AreThoseOfHistories) {
  std::map<std::string, std::size_t> kinds;
  std::size_t accepted = 0, other_mistake = 0;
  for (std::uint64_t seed = 1; seed <= 12'000; ++seed) {
    Random random(seed);
    const std::string trace =
        spoil(tests::recorded_lines(tests::made_up_history(seed % 200)), random);
    const auto whole = semantics::read_history(
        std::make_shared<const policy::SourceText>(policy::SourceText{"trace.jsonl", trace}));
    const tests::Written file(trace);
    const auto streamed = semantics::stream::judge_stream(file.descriptor(), "trace.jsonl", {});
    // A stream has to be in the order of time, and every return behind its call.
    const std::string by_stream = streamed ? "" : streamed.error().front().id;
    const bool order = by_stream == "trace/return-without-invocation" &&
                       (whole || whole.error().front().id == "trace/time");
    if (order || by_stream == "trace/order") continue;
    ASSERT_EQ(whole.has_value(), streamed.has_value())
        << seed << " " << words_of(whole ? streamed.error() : whole.error()) << "\n"
        << trace;
    accepted += whole ? 1 : 0;
    if (whole) continue;
    ++kinds[whole.error().front().id];
    // Of two mistakes, a history is told first of those that one record shows.
    if (line_of(whole.error()) != line_of(streamed.error())) {
      ++other_mistake;
    } else {
      ASSERT_EQ(words_of(streamed.error()), words_of(whole.error())) << seed << "\n" << trace;
    }
  }
  for (const auto& [kind, count] : kinds) std::printf("%s %zu\n", kind.c_str(), count);
  EXPECT_GT(accepted, 1'000U);
  EXPECT_GT(kinds.size(), 8U);
  EXPECT_LT(other_mistake, 200U);
}

}  // namespace sqsproof::properties
