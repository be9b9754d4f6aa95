// tests/cases/histories: a trace, the promise it is held against, and the judge's verdict.
// The trace holds all calls of all clients, unless its head says otherwise.
// Most are judged as streams, too (`not_as_stream`: what these do not see, or see too late).
// {"why","reference","promise","not_as_stream"?:true,"tolerance"?:{"early_us","late_us"},
//  "granted"?:["W1"…],"trace":[records],
//  "expect":{"verdict","at"?,"instances"?,"happened"?,"margin_us"?,"explains"?:[substrings]}}
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "semantics/judge/judge.h"
#include "tests/runners/runners.h"
#include "tests/runners/stream_case.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::json;

/// Fails the test for a member that is not in `known`, and for a missing one of `required`.
void check_members(const Json& object, const std::set<std::string>& required,
                   const std::set<std::string>& optional) {
  ASSERT_TRUE(object.is_object());
  for (const auto& [name, value] : object.items()) {
    EXPECT_TRUE(required.contains(name) || optional.contains(name)) << "unknown field " << name;
  }
  for (const std::string& name : required) {
    ASSERT_TRUE(object.contains(name)) << "missing field " << name;
  }
}

semantics::History read_trace(const std::string& text) {
  auto source = std::make_shared<policy::SourceText>();
  source->name = "trace";
  source->text = text;
  auto history = semantics::read_history(source, semantics::Recorded{});
  if (!history) {
    ADD_FAILURE() << history.error().front().message;
    return {};
  }
  return *history;
}

/// What a stream says of the promise is not more than the judge of histories says: no other
/// violation, and no pass where there is none.
void check_stream(const std::string& text, const semantics::Promise& promise,
                  const semantics::JudgeOptions& options, const semantics::Judgement& whole,
                  bool not_as_stream) {
  const StreamJudged streamed = judge_as_stream(text, options);
  if (!streamed) {
    // A stream has to be in the order of time.
    const std::string& id = streamed.error().front().id;
    EXPECT_TRUE(id == "trace/order" || id == "trace/return-without-invocation") << id;
    return;
  }
  for (const auto& [judged, judgement] : streamed->promises) {
    if (judged != &promise || semantics::stream::is_judged_in_part(promise)) continue;
    if (not_as_stream) continue;
    const bool violated = judgement.verdict == policy::Verdict::violated ||
                          (whole.verdict == policy::Verdict::violated &&
                           verdict_of(*streamed) == policy::Verdict::violated);  // by another name
    EXPECT_EQ(violated, whole.verdict == policy::Verdict::violated)
        << "as a stream it " << (violated ? "is" : "is not") << " violated";
    if (judgement.verdict == policy::Verdict::holds) {
      EXPECT_EQ(whole.verdict, policy::Verdict::holds) << "as a stream it holds: " << whole.why;
    }
  }
}

void check_expectation(const Json& expect, const semantics::Judgement& judgement) {
  check_members(expect, {"verdict"}, {"at", "instances", "happened", "explains", "margin_us"});
  EXPECT_EQ(expect.at("verdict"), std::string(name_of(judgement.verdict))) << judgement.why;
  if (expect.contains("happened")) {
    EXPECT_EQ(expect.at("happened"), judgement.happened);
  }
  if (expect.contains("instances")) {
    EXPECT_EQ(expect.at("instances"), judgement.instances);
  }
  std::string words = judgement.why;
  for (const auto& violation : judgement.violations) words += violation.explanation + "\n";
  if (expect.contains("at")) {
    ASSERT_FALSE(judgement.violations.empty());
    EXPECT_EQ(expect.at("at"), judgement.violations.front().at) << words;
  }
  if (expect.contains("margin_us")) {
    ASSERT_FALSE(judgement.violations.empty());
    EXPECT_EQ(expect.at("margin_us"), judgement.violations.front().margin_us.value_or(-1));
  }
  for (const Json& part : expect.value("explains", Json::array())) {
    EXPECT_NE(words.find(part.get<std::string>()), std::string::npos)
        << "not explained: " << part << "\nin:\n"
        << words;
  }
}

}  // namespace

void run_history_case(const std::filesystem::path& file) {
  std::ifstream in(file);
  const Json test = Json::parse(in, nullptr, false);
  ASSERT_FALSE(test.is_discarded()) << file << " is not JSON";
  ASSERT_NO_FATAL_FAILURE(check_members(test, {"why", "reference", "promise", "trace", "expect"},
                                        {"tolerance", "granted", "not_as_stream"}));
  EXPECT_FALSE(test.at("why").get<std::string>().empty());
  const auto id = test.at("promise").get<std::string>();
  const semantics::Promise* promise = semantics::find_promise(id);
  ASSERT_NE(promise, nullptr) << "there is no promise " << id;
  semantics::JudgeOptions options;
  if (test.contains("tolerance")) {
    ASSERT_NO_FATAL_FAILURE(check_members(test.at("tolerance"), {"early_us", "late_us"}, {}));
    options.tolerance.early_us = test.at("tolerance").at("early_us");
    options.tolerance.late_us = test.at("tolerance").at("late_us");
  }
  for (const Json& freedom : test.value("granted", Json::array())) {
    EXPECT_TRUE(options.granted.grant(freedom.get<std::string>())) << freedom;
  }
  std::string text;
  for (const Json& record : test.at("trace")) text += record.dump() + "\n";
  const auto judgement = semantics::judge_one(*promise, read_trace(text), options);
  check_expectation(test.at("expect"), judgement);
  check_stream(text, *promise, options, judgement, test.value("not_as_stream", false));
}

}  // namespace sqsproof::tests
