// Places in a policy that is a string in another JSON document.
#include "policy/support/quoted.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "policy/sources/source.h"

namespace sqsproof::policy {
namespace {

Source text_of(std::string text) {
  return std::make_shared<const SourceText>(SourceText{"queue.json", std::move(text)});
}

/// The policy in the attributes of a queue; `written` is its string as it stands in the file.
Source policy_in(const std::string& written) {
  const QueuesRead read =
      read_queues(text_of("{\n  \"Attributes\": {\"Policy\": \"" + written + "\"}}\n"));
  EXPECT_EQ(read.queues.size(), 1U);
  return read.queues.at(0).policy;
}

/// What is written in the file for a piece of the policy.
std::string written(const Source& policy, const std::string& piece) {
  const std::size_t at = policy->text.find(piece);
  const Spot spot = as_read(policy, {at, at + piece.size()});
  return spot.source->text.substr(spot.place.begin, spot.place.end - spot.place.begin);
}

}  // namespace

TEST(Quoted, PlacesAreMappedThroughEscapes) {
  const Source policy = policy_in(R"({\"Id\":\u0022a\tb\u00e9\ud83d\ude00é\/c\",\n\"Sid\":1})");
  EXPECT_EQ(policy->text, "{\"Id\":\"a\tb\xC3\xA9\xF0\x9F\x98\x80\xC3\xA9/c\",\n\"Sid\":1}");
  EXPECT_EQ(written(policy, "\"Id\""), R"(\"Id\")");
  EXPECT_EQ(written(policy, "\"a\tb"), R"(\u0022a\tb)");
  EXPECT_EQ(written(policy, "\xC3\xA9\xF0"), R"(\u00e9\ud83d\ude00)");
  EXPECT_EQ(written(policy, "/c"), R"(\/c)");
  EXPECT_EQ(written(policy, ",\n\"Sid\""), R"(,\n\"Sid\")");
  EXPECT_EQ(written(policy, "1}"), "1}");
}

TEST(Quoted, LinesAndColumnsAreThoseOfTheFile) {
  const Source policy = policy_in(R"({\"Id\":\"a\",\n\"Sid\":1})");
  EXPECT_EQ(policy->name, "queue.json");
  const LineColumn begin = line_column(*policy, 0);
  EXPECT_EQ(begin.line, 2U);
  EXPECT_EQ(begin.column, 29U);
  const LineColumn sid = line_column(*policy, policy->text.find("\"Sid\""));
  EXPECT_EQ(sid.line, 2U);
  EXPECT_EQ(sid.column, 29U + std::string(R"({\"Id\":\"a\",\n)").size());
  EXPECT_EQ(json_pointer_at(policy, policy->text.find("\"Sid\"")), "/Attributes/Policy/Sid");
}

TEST(Quoted, EndsStayInsideTheQuotes) {
  const Source policy = policy_in(R"({\"Id\":\"a\"})");
  const Spot all = as_read(policy, {0, policy->text.size()});
  EXPECT_EQ(all.source->text[all.place.end], '"');
  EXPECT_EQ(as_read(policy, {1000, 1000}).place.begin, all.place.end);
}

TEST(Quoted, WhatIsPutThereIsEscaped) {
  const Source policy = policy_in(R"({\"Id\":\"a\"})");
  EXPECT_EQ(as_written(*policy, "\"b\\\n"), R"(\"b\\\n)");
  EXPECT_EQ(as_written(*text_of(""), "\"b\""), "\"b\"");
}

TEST(Quoted, PiecesOfAListKnowWhereTheyStand) {
  const std::string policy = R"({\"Id\":\"a\"})";
  const QueuesRead read =
      read_queues(text_of("[{\"Attributes\":{\"Policy\":\"" + policy +
                          "\"}},\n  {\"attributes\":{\"Policy\":\"" + policy + "\"}}]"));
  ASSERT_EQ(read.queues.size(), 2U);
  const Source second = read.queues.at(1).policy;
  EXPECT_EQ(read.queues.at(1).input, "queue.json#/1");
  EXPECT_EQ(line_column(*second, 1).line, 2U);
  EXPECT_EQ(line_column(*second, 1).column, 3U + 25U + 1U);
  EXPECT_EQ(json_pointer_at(second, second->text.find("\"Id\"")), "/1/attributes/Policy/Id");
}

}  // namespace sqsproof::policy
