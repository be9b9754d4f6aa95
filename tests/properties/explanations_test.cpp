// What the report of a failure tells somebody who has nothing but the report: which queue each call
// is about, which calls the program needs though the verdict does not rest on them, which failures
// may be one bug, and what may be no bug.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "properties/explore/venues.h"
#include "properties/report/conform_failure.h"
#include "properties/report/conform_report.h"
#include "properties/report/freedoms_text.h"
#include "properties/report/judge_report.h"
#include "properties/report/shared_failures.h"
#include "properties/report/timeline/svg.h"

namespace sqsproof::properties {
namespace {

using namespace semantics;
using Kind = Command::Kind;

const Requirement& requirement_named(std::string_view id) {
  for (const Requirement& requirement : all_requirements()) {
    if (requirement.words.id == id) return requirement;
  }
  return canary();
}

Command command(Kind kind, Role role = Role::main) {
  Command one;
  one.kind = kind;
  one.queue = static_cast<int>(role);
  return one;
}

constexpr const char* kFirst = "http://host/1/a.fifo";
constexpr const char* kSecond = "http://host/1/a-other.fifo";

Operation made(std::size_t id, const std::string& url) {
  CreateQueueRequest create;
  create.queue_name = url.substr(url.rfind('/') + 1);
  create.attributes["FifoQueue"] = "true";
  const auto at = static_cast<Instant_us>(id);
  return {id, 0, create, Reply(CreateQueueResponse{url}), at, at};
}

Operation sent(std::size_t id, const std::string& url, const std::string& message) {
  const auto at = static_cast<Instant_us>(10 * id);
  return {id,
          0,
          SendMessageRequest{url, "u" + message, {}, {}, "k" + message, "g"},
          Reply(SendMessageResponse{"id-" + message, "md5", {}, "1"}),
          at,
          at + 1};
}

Operation received(std::size_t id, const std::string& url, const std::string& message) {
  const auto at = static_cast<Instant_us>(10 * id);
  ReceiveMessageRequest request;
  request.queue_url = url;
  request.max_number_of_messages = 1;
  ReceiveMessageResponse response;
  if (!message.empty()) {
    response.messages.push_back(
        {"id-" + message, "r-" + message, "md5", "u" + message, {}, {}, {}});
  }
  return {id, 0, request, Reply(response), at, at + 1};
}

/// The lock of a FIFO group that two queues share: what is in flight in one hides the other's.
RequirementResult shared_lock(std::string_view requirement) {
  RequirementResult result;
  result.requirement = &requirement_named(requirement);
  result.verdict = ConformVerdict::fail;
  Counterexample example;
  example.program.fifo = true;
  example.program.commands = {command(Kind::send), command(Kind::send, Role::other),
                              command(Kind::receive), command(Kind::receive, Role::other)};
  example.history.virtual_time = true;
  example.history.operations = {made(1, kFirst),           made(2, kSecond),
                                sent(3, kFirst, "1"),      sent(4, kSecond, "2"),
                                received(5, kFirst, "1"),  received(6, kSecond, ""),
                                received(7, kSecond, "2"), received(8, kFirst, "")};
  example.history.drained = true;
  example.history.drained_from = 6;
  example.violation = {std::string(requirement), 6, {4, 6}, "it was there", {}, {}};
  example.calls = {4, 6};
  result.outcome.counterexample = std::move(example);
  return result;
}

ConformReport report_of(std::vector<RequirementResult> results) {
  ConformReport report{"1", "embedded", 1, {}};
  report.results = std::move(results);
  return report;
}

std::vector<std::string> forms_of(const ConformReport& report) {
  return {to_text(report, {}, true), to_junit(report), to_markdown(report), to_html(report)};
}

}  // namespace

TEST(ConformReport, CallsNameTheirQueueAsTheProgramDoes) {
  const ConformReport report = report_of({shared_lock("delivery/available-soon")});
  for (const std::string& form : forms_of(report)) {
    for (const char* said :
         {"FIFO queue q1, visibility", "queue q2 beside it", "send group=1 (q1)",
          "send group=1 (q2)", "SendMessage q2 `u2`", "ReceiveMessage q2 max=1"}) {
      EXPECT_NE(form.find(said), form.npos) << said << " is not in\n" << form;
    }
  }
  const auto told = nlohmann::json::parse(to_json(report)).at("requirements").at(0);
  EXPECT_NE(told.at("counterexample").at("history").at(3).get<std::string>().find("q2"),
            std::string::npos);
}

// Of somebody's own trace, the report says which queues these are.
TEST(ConformReport, AJudgedTraceSaysWhichQueuesTheseAre) {
  const History history = shared_lock("delivery/available-soon").outcome.counterexample->history;
  const std::string text = to_text({judge_trace("a.jsonl", history, {}, {})}, {}, false);
  EXPECT_NE(text.find("\n  queues: q1 is a.fifo, q2 is a-other.fifo\n"), text.npos) << text;
  EXPECT_NE(text.find("ReceiveMessage q2 max=1"), text.npos) << text;
}

TEST(ConformReport, OneQueueHasNoName) {
  Program program;
  program.commands = {command(Kind::send), command(Kind::receive)};
  EXPECT_EQ(describe(program),
            (std::vector<std::string>{"standard queue, visibility timeout 30 s, delay 0 s", "send",
                                      "receive max=10"}));
  program.plan.max_receive_count = 2;
  program.commands.push_back(command(Kind::start_move));
  EXPECT_EQ(
      describe(program),
      (std::vector<std::string>{"standard queue q1, visibility timeout 30 s, delay 0 s, "
                                "dead-letter queue dlq after 2 receives",
                                "send (q1)", "receive max=10 (q1)", "start a move task from dlq"}));
}

// The message that holds the lock is in the other queue, of which the verdict knows nothing.
TEST(ConformReport, WhatTheShrunkProgramNeedsIsShown) {
  const ConformReport report = report_of({shared_lock("delivery/available-soon")});
  for (const std::string& form : forms_of(report)) {
    for (const char* said : {"*   4 [", "+   3 [", "+   5 [", "*   6 [", "the shrunk program needs",
                             "4 more calls are left out"}) {
      EXPECT_NE(form.find(said), form.npos) << said << " is not in\n" << form;
    }
    EXPECT_EQ(form.find("+   7 ["), form.npos) << "of the drain\n" << form;
  }
  const auto told = nlohmann::json::parse(to_json(report)).at("requirements").at(0);
  EXPECT_EQ(told.at("counterexample").at("also_needed"), (nlohmann::json{3, 5}));
}

TEST(ConformReport, WhereAllFollowsNoMarkIsExplained) {
  RequirementResult result = shared_lock("delivery/available-soon");
  result.outcome.counterexample->calls = {3, 4, 5, 6};
  for (const std::string& form : forms_of(report_of({result}))) {
    EXPECT_EQ(form.find("the shrunk program needs"), form.npos) << form;
  }
}

// A reader would take a microsecond for noise.
TEST(ConformReport, ASmallMarginOfAShrunkProgramIsExplained) {
  RequirementResult result = shared_lock("delivery/available-soon");
  Counterexample& example = *result.outcome.counterexample;
  const auto says_so = [&] {
    return to_text(report_of({result}), {}, true).find("the times are shrunk as far as it fails") !=
           std::string::npos;
  };
  example.violation.margin_us = 3;
  EXPECT_FALSE(says_so()) << "nothing was shrunk";
  example.shrink_runs = 7;
  EXPECT_TRUE(says_so());
  example.violation.margin_us = seconds(3);
  EXPECT_FALSE(says_so());
  example.violation.margin_us = 3;
  example.history.virtual_time = false;
  EXPECT_FALSE(says_so()) << "in real time, times differ";
}

TEST(ConformReport, AProgramOfManyCallsStaysShort) {
  RequirementResult result = shared_lock("delivery/available-soon");
  Counterexample& example = *result.outcome.counterexample;
  for (std::size_t i = 0; i < 40; ++i) {
    example.history.operations.insert(example.history.operations.begin() + 6,
                                      sent(100 + i, kFirst, std::to_string(100 + i)));
  }
  example.history.drained_from += 40;
  EXPECT_EQ(also_needed(example).size(), 12U);
}

TEST(Timeline, QueuesAreNamedAndWhatIsNeededIsDrawn) {
  const RequirementResult result = shared_lock("delivery/available-soon");
  const Counterexample& example = *result.outcome.counterexample;
  const std::string svg =
      timeline::to_svg(example.history, example.violation, example.calls, also_needed(example));
  for (const char* said : {">5 Receive q1 m1</text>", ">6 Receive q2 \xE2\x88\x85</text>",
                           ">m1</text>", ">m2</text>", ">q1</text>", ">q2</text>"}) {
    EXPECT_NE(svg.find(said), svg.npos) << said << " is not in\n" << svg;
  }
  const std::string without = timeline::to_svg(example.history, example.violation, example.calls);
  EXPECT_EQ(without.find(">m1</text>"), without.npos);
}

// The program of one is part of the other's, and the same call fails alike.
TEST(ConformReport, FailuresThatMayBeOneBugAreHintedAt) {
  RequirementResult longer = shared_lock("fifo/groups/others-not-blocked");
  auto& commands = longer.outcome.counterexample->program.commands;
  commands.insert(commands.begin() + 1, command(Kind::purge));
  ConformReport report = report_of({longer, shared_lock("delivery/available-soon")});
  const auto groups = shared_failures(report);
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(
      groups[0].requirements,
      (std::vector<std::string_view>{"delivery/available-soon", "fifo/groups/others-not-blocked"}));
  for (const std::string& form :
       {to_text(report, {}, true), to_markdown(report), to_html(report)}) {
    EXPECT_NE(form.find("these 2 failures may be one bug: the program of delivery/available-soon"),
              form.npos)
        << form;
    EXPECT_NE(form.find("each shows in a ReceiveMessage that returns nothing"), form.npos) << form;
  }
  EXPECT_EQ(nlohmann::json::parse(to_json(report)).at("may_be_one_bug").at(0).size(), 2U);
}

TEST(ConformReport, FailuresThatDifferAreNotHintedAt) {
  const RequirementResult one = shared_lock("delivery/available-soon");
  RequirementResult standard = shared_lock("delivery/nothing-lost");
  standard.outcome.counterexample->program.fifo = false;
  RequirementResult returns = shared_lock("fifo/order/prefix");
  returns.outcome.counterexample->violation.at = 5;
  RequirementResult apart = shared_lock("fifo/groups/freed");
  apart.outcome.counterexample->program.commands[1].kind = Kind::purge;
  RequirementResult delayed = shared_lock("delay/delivered-when-due");
  delayed.outcome.counterexample->program.plan.delay_s = 3;
  EXPECT_TRUE(shared_failures(report_of({one, standard})).empty());
  EXPECT_TRUE(shared_failures(report_of({one, returns})).empty());
  EXPECT_TRUE(shared_failures(report_of({one, apart})).empty());
  EXPECT_EQ(shared_failures(report_of({delayed, one})).size(), 1U);
  EXPECT_EQ(to_text(report_of({one}), {}, true).find("may be one bug"), std::string::npos);
}

// A receive that missed a message may be one that samples. Where another receive that missed
// something cannot be explained, the endpoint does not sample: it has a bug.
TEST(Freedoms, AreAskedForOnlyWhereTheyExplainAllThatFailsAlike) {
  const auto history = [](bool later) {
    History one;
    one.virtual_time = true;
    one.operations = {made(1, kFirst), sent(2, kFirst, "1"), received(3, kFirst, "")};
    if (later) one.operations.push_back(received(4, kFirst, "1"));
    one.drained = true;
    one.drained_from = 3;
    return one;
  };
  const History missed = history(true);
  FreedomSearch alone;
  alone.add(missed, {}, {find_promise("delivery/available-soon")});
  const FreedomsNeeded asked = alone.question();
  ASSERT_EQ(asked.freedoms.size(), 1U);
  EXPECT_EQ(asked.freedoms[0].row->id, "W3");
  const std::string text = to_text(asked);
  EXPECT_NE(text.find("a question: "), text.npos) << text;
  EXPECT_NE(text.find("`--profile aws` lets these pass: delivery/available-soon"), text.npos)
      << text;

  FreedomSearch steady;
  steady.add(missed, {}, {find_promise("delivery/available-soon")}, true);
  EXPECT_TRUE(steady.question().freedoms.empty()) << "late, and again: that is no chance";

  History delayed = history(true);
  std::get<SendMessageRequest>(delayed.operations[1].call).delay_seconds = 3;
  FreedomSearch beside_a_bug;
  beside_a_bug.add(missed, {}, {find_promise("delivery/available-soon")});
  beside_a_bug.add(delayed, {}, {find_promise("delay/refused-on-fifo")});
  EXPECT_EQ(beside_a_bug.result().freedoms.size(), 1U);
  EXPECT_TRUE(beside_a_bug.question().freedoms.empty()) << "of two, one is a bug for sure";

  History lost = history(false);
  for (std::size_t id = 5; id < 8; ++id) {
    Operation poll = received(id, kFirst, "");
    std::get<ReceiveMessageRequest>(poll.call).wait_time_seconds = 1;
    poll.invoked = seconds(static_cast<int>(2 * id));
    poll.returned = poll.invoked + seconds(1);
    lost.operations.push_back(poll);
  }
  FreedomSearch both;
  both.add(missed, {}, {find_promise("delivery/available-soon")});
  both.add(lost, {}, {find_promise("delivery/nothing-lost")});
  EXPECT_EQ(both.result().freedoms.size(), 1U);
  EXPECT_TRUE(both.question().freedoms.empty());
  EXPECT_EQ(to_text(both.question()), "");
}

}  // namespace sqsproof::properties
