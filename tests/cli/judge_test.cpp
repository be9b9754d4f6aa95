// `judge` as scripts see it: whole histories and streams say the same.
#include "semantics/judge/judge.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::json;

const char* const kTrace = R"({"t":"head","v":1,"closed":{"send":true,"recv":true,"del":true},)"
                           R"("queues":{"q1":{"name":"q","fifo":false,"V":30}}})"
                           "\n"
                           R"({"t":"inv","id":0,"op":"Send","q":"q1","ts":-9,"a":{"u":"a"}})"
                           "\n"
                           R"({"t":"ret","id":0,"ts":-8,"r":{"m":"m1"}})"
                           "\n"
                           R"({"t":"inv","id":1,"op":"Receive","q":"q1","ts":0,"a":{"max":1}})"
                           "\n"
                           R"({"t":"ret","id":1,"ts":10,"r":{"ms":[{"m":"m1","h":"r#1"}]}})"
                           "\n"
                           R"({"t":"inv","id":2,"op":"Receive","q":"q1","ts":20,"a":{"max":1}})"
                           "\n";
const char* const kEmpty = R"({"t":"ret","id":2,"ts":30,"r":{"ms":[]}})"
                           "\n";
const char* const kAgain = R"({"t":"ret","id":2,"ts":30,"r":{"ms":[{"m":"m1","h":"r#2"}]}})"
                           "\n";

/// What a stream says of a violation is what the judge of whole histories says, and its slice.
void expect_same_violations(Json streamed, const Json& whole) {
  EXPECT_EQ(streamed.at("operations"), whole.at("operations"));
  for (Json& one : streamed.at("violations")) EXPECT_EQ(one.erase("slice"), 1U);
  EXPECT_EQ(streamed.at("violations"), whole.at("violations"));
}

/// The part of a text that shows violations.
std::string shown_in(const std::string& text) {
  const std::size_t begin = text.find(" at operation ");
  const std::size_t end = text.find(" more tolerance would excuse it", begin);
  EXPECT_NE(end, std::string::npos) << text;
  return text.substr(begin, end - begin);
}

}  // namespace

TEST(Judge, ExitCodesFollowTheVerdict) {
  const std::string trace = kTrace;
  EXPECT_EQ(run_program({"judge", "-"}, trace + kEmpty).exit_code, 0);
  const Outcome violated = run_program({"judge", "-", "--output", "json"}, trace + kAgain);
  EXPECT_EQ(violated.exit_code, 1) << violated.err;
  const Json report = Json::parse(violated.out);
  EXPECT_EQ(report.at("verdict"), "violated");
  EXPECT_EQ(report.at("operations"), 3);
  EXPECT_EQ(report.at("violations").at(0).at("property"), "visibility/hidden-until-timeout");
  EXPECT_EQ(report.at("violations").at(0).at("at"), 2);
  EXPECT_EQ(report.at("violations").at(0).at("calls"), Json::parse("[1, 2]"));
  const Outcome words = run_program({"judge", "-"}, trace + kAgain);
  EXPECT_NE(words.out.find("of 3 calls, 2 matter for it:"), std::string::npos) << words.out;
  EXPECT_EQ(run_program({"judge", "--stream", "-"}, trace + kEmpty).exit_code, 0);
  const Outcome streamed =
      run_program({"judge", "--stream", "-", "--output", "json"}, trace + kAgain);
  EXPECT_EQ(streamed.exit_code, 1);
  EXPECT_EQ(Json::parse(streamed.out).at("violations").at(0).at("at"), 2);
  expect_same_violations(Json::parse(streamed.out), report);
  const Outcome streamed_words = run_program({"judge", "--stream", "-"}, trace + kAgain);
  EXPECT_EQ(shown_in(streamed_words.out), shown_in(words.out));
  EXPECT_EQ(run_program({"judge", "--stream", "-"}, R"({"t":"head","v":1})").exit_code, 3);
  EXPECT_EQ(run_program({"judge", "--stream", "-"}, "not a trace").exit_code, 2);
  EXPECT_EQ(run_program({"judge", "--stream", "/no/such"}).exit_code, 2);
  EXPECT_EQ(run_program({"judge", "-"}, R"({"t":"head","v":1})").exit_code, 3);
  EXPECT_EQ(run_program({"judge", "-"}, "not a trace").exit_code, 2);
  EXPECT_EQ(run_program({"judge", "/no/such"}).exit_code, 2);
}

// A timeout that begins at 1 s, and a receive that is over at 11.004 s.
TEST(Judge, TellsTheMarginOfABrokenPromise) {
  const std::string trace =
      R"({"t":"head","v":1,"closed":{"send":true,"recv":true,"del":true},)"
      R"("queues":{"q1":{"name":"jobs","V":30}}})"
      "\n"
      R"({"t":"inv","id":1,"op":"Receive","q":"q1","ts":1000000,"a":{}})"
      "\n"
      R"({"t":"ret","id":1,"ts":1005000,"r":{"ms":[{"m":"m1","u":"a","h":"r#1","rc":1}]}})"
      "\n"
      R"({"t":"inv","id":2,"op":"Receive","q":"q1","ts":11000000,"a":{}})"
      "\n"
      R"({"t":"ret","id":2,"ts":11004000,"r":{"ms":[{"m":"m1","u":"a","h":"r#2","rc":2}]}})"
      "\n";
  for (const bool streamed : {false, true}) {
    std::vector<std::string> command = {"judge", "-"};
    if (streamed) command.emplace_back("--stream");
    const Outcome words = run_program(command, trace);
    EXPECT_NE(words.out.find("    margin   19.996 s more tolerance would excuse it\n"),
              std::string::npos)
        << words.out;
  }
}

TEST(Judge, StreamsSayWhatTheyDoNotJudge) {
  const std::string trace = std::string(kTrace) + kEmpty;
  const std::string asked = R"({"t":"inv","id":7,"op":"GetAttr","q":"q1","ts":40,"a":{}})"
                            "\n"
                            R"({"t":"ret","id":7,"ts":50,"r":{"attrs":{}}})"
                            "\n";
  const Outcome words = run_program({"judge", "--stream", "-"}, trace + asked);
  EXPECT_EQ(words.exit_code, 0) << words.err;
  for (const char* part :
       {"  holds      delivery/ids-unique                           1 tests\n",
        " promises were not put to the test\n",
        "  not judged in streams; `sqsproof judge` without --stream judges these:\n",
        "    counters: visible, in-flight, delayed\n", "  passed over: 1 calls of GetAttr\n"}) {
    EXPECT_NE(words.out.find(part), std::string::npos) << part << "\nin:\n" << words.out;
  }
  for (std::size_t begin = 0; begin < words.out.size();) {
    const std::size_t end = std::min(words.out.find('\n', begin), words.out.size());
    EXPECT_LE(end - begin, 100U) << words.out.substr(begin, end - begin);
    begin = end + 1;
  }
  const Outcome machine =
      run_program({"judge", "--stream", "-", "--output", "json"}, trace + asked);
  const Json report = Json::parse(machine.out);
  const Json& promises = report.at("promises");
  EXPECT_EQ(promises.size(), semantics::all_promises().size());
  std::size_t not_judged = 0, tested = 0;
  for (const Json& one : promises) {
    const bool judged = !one.contains("not_judged");
    not_judged += judged ? 0 : 1;
    const bool holds = one.at("verdict") == "holds";
    EXPECT_TRUE(judged || one.at("verdict") == "unknown") << one;
    tested += holds ? 1 : 0;
    EXPECT_NE(holds, one.contains("why")) << one;
  }
  EXPECT_GT(tested, 3U);
  const Json& stream = report.at("streams").at(0);
  EXPECT_EQ(stream.at("not_judged").size(), not_judged);
  EXPECT_EQ(stream.at("passed_over").at("calls of GetAttr"), 1);
}

TEST(Judge, TellsTheRatesOfATrace) {
  const std::string trace = std::string(kTrace) + kAgain;  // the second delivery is a duplicate
  const std::vector<std::string> limited = {"--at-most", "delivery/duplicates-rare=0.1"};
  const Outcome words = run_program({"judge", "-", limited[0], limited[1]}, trace);
  for (const char* part :
       {"  violated   delivery/duplicates-rare               1 of 2 (50 %); at most",
        "             why: 1 of 2 (50 %), and at most 0.1 % may be\n",
        "  told       calls/errors-rare                      0 of 3 (0 %)"}) {
    EXPECT_NE(words.out.find(part), std::string::npos) << part << "\nin:\n" << words.out;
  }
  const Json report = Json::parse(
      run_program({"judge", "-", "--output", "json", limited[0], limited[1]}, trace).out);
  ASSERT_EQ(report.at("rates").size(), semantics::all_rates().size());
  const Json& duplicates = report.at("rates").at(0);
  EXPECT_EQ(duplicates.at("property"), "delivery/duplicates-rare");
  EXPECT_EQ(duplicates.at("verdict"), "violated");
  EXPECT_EQ(duplicates.at("happened"), 1);
  EXPECT_EQ(duplicates.at("of"), 2);
  EXPECT_EQ(report.at("rates").at(1).at("untested"), true);
}

TEST(Judge, TakesLimitsOfRates) {
  const std::string trace = std::string(kTrace) + kAgain;
  const auto verdict = [&](const std::string& limit) {
    const Outcome outcome = run_program(
        {"judge", "-", "--profile", "aws", "--output", "json", "--at-most", limit}, trace);
    return std::pair(outcome.exit_code, Json::parse(outcome.out).at("rates").at(0).at("verdict"));
  };
  // AWS may deliver a message early, and only the share of it is left to judge.
  EXPECT_EQ(verdict("delivery/duplicates-rare=60"), std::pair(0, Json("told")));
  EXPECT_EQ(verdict("delivery/duplicates-rare=1"), std::pair(1, Json("violated")));
  const Outcome wrong =
      run_program({"judge", "-", "--at-most", "delivery/duplicate-rare=1"}, trace);
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_NE(wrong.err.find("judge/usage"), std::string::npos) << wrong.err;
  EXPECT_NE(wrong.err.find("did you mean `delivery/duplicates-rare`?"), std::string::npos);
  const Outcome both =
      run_program({"judge", "--stream", "-", "--at-most", "delivery/duplicates-rare=1"}, trace);
  EXPECT_EQ(both.exit_code, 2);
}

// Who else changed the visibility of messages is not known, nor what settings a queue had.
TEST(Judge, TellsNoRatesThatItCannotKnow) {
  std::string trace = std::string(kTrace) + kAgain;
  const std::string head = trace.substr(0, trace.find('\n'));
  std::string open_head = head;
  open_head.replace(open_head.find("\"del\":true"), 10, R"("del":false)");
  trace.replace(0, head.size(), open_head);
  const Outcome outcome = run_program({"judge", "-", "--output", "json"}, trace);
  const Json rates = Json::parse(outcome.out).at("rates");
  EXPECT_EQ(rates.at(0).at("verdict"), "unknown") << rates;
  EXPECT_NE(rates.at(0).at("why").get<std::string>().find("of all clients"), std::string::npos);
}

TEST(Judge, AStreamOfOneSendIsNoPass) {
  const std::string whole = kTrace;
  const std::string trace = whole.substr(0, whole.find(R"({"t":"inv","id":1)"));
  const Outcome outcome = run_program({"judge", "--stream", "-"}, trace);
  EXPECT_EQ(outcome.exit_code, 3) << outcome.out;
  const std::string why = "`a` was not received, but the queue was not drained";
  EXPECT_NE(outcome.out.find(why), std::string::npos) << outcome.out;
  EXPECT_NE(run_program({"judge", "-"}, trace).out.find(why), std::string::npos);
}

TEST(Judge, StreamsRefuseInTheSameWords) {
  const std::string stray = std::string(kTrace) + R"({"t":"ret","id":9,"ts":30,"r":{"ms":[]}})"
                                                  "\n";
  const Outcome streamed = run_program({"judge", "--stream", "-"}, stray);
  const Outcome whole = run_program({"judge", "-"}, stray);
  EXPECT_EQ(streamed.exit_code, 2);
  EXPECT_EQ(whole.exit_code, 2);
  EXPECT_EQ(streamed.err, whole.err);
  EXPECT_NE(streamed.err.find("operation 9 returns but never begins"), std::string::npos);
}

TEST(Judge, SendsALongTraceToTheStream) {
  const std::string path = temporary_file("long.jsonl", "");
  std::filesystem::resize_file(path, 257U << 20);  // sparse, and refused before it is read
  const Outcome outcome = run_program({"judge", path});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_NE(outcome.err.find("judge it with --stream"), std::string::npos) << outcome.err;
  EXPECT_EQ(run_program({"check", path}).err.find("--stream"), std::string::npos);
}

TEST(Judge, NamesTheElementThatIsWrong) {
  const std::string trace = std::string(kTrace) +
                            R"({"t":"ret","id":2,"ts":30,"r":{"ms":[{"m":"m1","h":2}]}})"
                            "\n";
  const Outcome whole = run_program({"judge", "-"}, trace);
  EXPECT_NE(whole.err.find("<stdin>:7:"), std::string::npos) << whole.err;
  EXPECT_NE(whole.err.find("(/r/ms/0/h)"), std::string::npos) << whole.err;
  EXPECT_EQ(run_program({"judge", "--stream", "-"}, trace).err, whole.err);
}

TEST(Judge, NamesEntriesOfOneBatch) {
  const std::string trace =
      R"({"t":"head","v":1,"closed":{"send":true,"recv":true,"del":true},)"
      R"("queues":{"q1":{"name":"q.fifo","fifo":true}}})"
      "\n"
      R"({"t":"inv","id":1,"op":"SendBatch","q":"q1","ts":0,"a":{"es":[)"
      R"({"id":"a","u":"a","g":"g","k":"k"},{"id":"b","u":"b","g":"g","k":"k"}]}})"
      "\n"
      R"({"t":"ret","id":1,"ts":9,"r":{"ok":[{"id":"a","m":"m1"},{"id":"b","m":"m2"}]}})"
      "\n"
      R"({"t":"inv","id":2,"op":"Receive","q":"q1","ts":20,"a":{"max":10}})"
      "\n"
      R"({"t":"ret","id":2,"ts":30,"r":{"ms":[{"m":"m1","u":"a","h":"1"},{"m":"m2","u":"b","h":"2"}]}})"
      "\n";
  const Outcome outcome = run_program({"judge", "-"}, trace);
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  EXPECT_NE(outcome.out.find("entries 1 and 2 of operation 1 sent one deduplication id"),
            std::string::npos)
      << outcome.out;
}

}  // namespace sqsproof::tests
