// `diff` of many queues.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/inputs.h"
#include "tests/cli/program.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::json;

const Json* queue_of(const Json& diff, const std::string& name) {
  for (const Json& queue : diff.at("queues")) {
    if (queue.at("queue") == arn_of(name)) return &queue;
  }
  return nullptr;
}

}  // namespace

TEST(DiffQueues, AttributesOfOneQueueAreLikeItsPolicy) {
  const std::string closed = temporary_file("old.json", attributes_of("q", own_policy("q")));
  const std::string open = temporary_file("new.json", attributes_of("q", open_policy()));
  const Outcome outcome = run_program({"diff", closed, open, "--output", "json"});
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  const Json diff = Json::parse(outcome.out);
  EXPECT_EQ(diff.at("relation"), "wider");
  EXPECT_EQ(diff.at("added").at(0).at("witness").at("resource"), arn_of("q"));
}

TEST(DiffQueues, QueuesAreMatchedByArn) {
  const std::string older = temporary_file(
      "old.jsonl", line_of("same", open_policy()) + line_of("changed", own_policy("changed")) +
                       line_of("gone", guest_policy()) + line_of("bare", ""));
  const std::string newer = temporary_file(
      "new.jsonl", line_of("bare", guest_policy()) + line_of("changed", open_policy()) +
                       line_of("same", open_policy()) + line_of("fresh", guest_policy()));
  const Outcome outcome = run_program({"diff", older, newer, "--output", "json"});
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  const Json diff = Json::parse(outcome.out);
  EXPECT_EQ(diff.at("relation"), "incomparable");
  ASSERT_EQ(diff.at("queues").size(), 5U);
  EXPECT_EQ(queue_of(diff, "same")->at("relation"), "equivalent");
  EXPECT_EQ(queue_of(diff, "changed")->at("relation"), "wider");
  EXPECT_EQ(queue_of(diff, "bare")->at("change"), "it had no policy before");
  EXPECT_EQ(queue_of(diff, "fresh")->at("change"), "the queue is new here");
  EXPECT_EQ(queue_of(diff, "gone")->at("change"), "the queue is not here any more");
  EXPECT_EQ(queue_of(diff, "gone")->at("relation"), "narrower");
  EXPECT_EQ(diff.at("removed").at(0).at("queue"), arn_of("gone"));
  EXPECT_EQ(run_program({"diff", older, newer, "--fail-on", "removed"}).exit_code, 1);
  EXPECT_EQ(run_program({"diff", older, older, "--fail-on", "any"}).exit_code, 0);
  const Outcome text = run_program({"diff", older, newer});
  EXPECT_NE(text.out.find(arn_of("gone") + ": narrower (the queue is not here any more)"),
            std::string::npos)
      << text.out;
  EXPECT_NE(text.out.find("incomparable: 4 of 5 queues differ ("), std::string::npos) << text.out;
  const Outcome table = run_program({"diff", older, newer, "--output", "markdown"});
  EXPECT_NE(table.out.find("### " + arn_of("changed")), std::string::npos) << table.out;
}

TEST(DiffQueues, AQueueWhosePolicyVanishedIsNarrower) {
  const std::string before = temporary_file("old.json", attributes_of("q", guest_policy()));
  const std::string after = temporary_file("new.json", attributes_of("q", ""));
  const Outcome outcome = run_program({"diff", before, after, "--fail-on", "any"});
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  EXPECT_NE(outcome.out.find("it has no policy any more"), std::string::npos) << outcome.out;
  EXPECT_EQ(run_program({"diff", after, after}).exit_code, 0);
}

TEST(DiffQueues, FoldersAreMatchedByPath) {
  const std::string older = folder_of({{"a.json", open_policy()}, {"b.json", own_policy("b")}});
  const std::string newer = folder_of({{"a.json", open_policy()}, {"b.json", own_policy("b")}});
  const Outcome outcome = run_program({"diff", older, newer, "--fail-on", "any"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err << outcome.out;
}

TEST(DiffQueues, WhatCannotBeReadIsAMistake) {
  const std::string good = temporary_file("good.jsonl", line_of("q", open_policy()));
  const std::string bad = temporary_file("bad.jsonl", line_of("q", open_policy()) + "{\n");
  const Outcome outcome = run_program({"diff", good, bad});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_NE(outcome.err.find(bad + ":2:"), std::string::npos) << outcome.err;
}

TEST(DiffQueues, WhatIsTooLargeIsSaidOnce) {
  const auto policy = [](int roles) {
    Json entries = Json::array();
    for (int i = 0; i < roles; ++i) {
      entries.push_back("arn:aws:iam::222222222222:role/r" + std::to_string(i));
    }
    Json text = Json::parse(guest_policy());
    text["Statement"][0]["Principal"] = {{"AWS", entries}};
    return text.dump();
  };
  const std::string older = temporary_file("old.json", attributes_of("q", policy(1600)));
  const std::string newer = temporary_file("new.json", attributes_of("q", policy(1601)));
  const Outcome outcome = run_program({"diff", older, newer});
  EXPECT_EQ(outcome.exit_code, 3) << outcome.err;
  EXPECT_NE(outcome.out.find("more: the policy has"), std::string::npos) << outcome.out;
  EXPECT_LT(outcome.out.size(), 2'000U);
}

}  // namespace sqsproof::tests
