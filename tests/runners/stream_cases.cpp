// tests/cases/streams: a trace, judged line by line as `judge --stream` does.
// {"why","reference","trace":[records, or texts of lines],
//  "expect":{"refused":{"id","line","message"}}
//        or {"verdict","found"?:["promise@operation"…],"promises"?:{id:verdict or "untested"},
//            "passed_over"?:{what:times}}}
// What is refused is refused by the judge of whole histories, too, in the same words.
#include <cstdio>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "semantics/stream/trace_stream.h"
#include "tests/runners/runners.h"
#include "tests/runners/stream_case.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::json;

std::string lines_of(const Json& trace) {
  std::string text;
  for (const Json& record : trace) {
    text += (record.is_string() ? record.get<std::string>() : record.dump()) + "\n";
  }
  return text;
}

std::string words_of(const policy::Diagnostics& problems) {
  const policy::Diagnostic& first = problems.front();
  const auto at = policy::line_column(*first.source, first.place.begin);
  return first.id + " line " + std::to_string(at.line) + " column " + std::to_string(at.column) +
         ": " + first.message + "; " + first.help;
}

void expect_refused(const Json& refused, const std::string& text, const StreamJudged& streamed) {
  ASSERT_FALSE(streamed.has_value()) << "it is not refused";
  const auto& first = streamed.error().front();
  EXPECT_EQ(refused.at("id"), first.id);
  EXPECT_EQ(refused.at("message"), first.message);
  EXPECT_EQ(refused.at("line"), policy::line_column(*first.source, first.place.begin).line);
  EXPECT_FALSE(first.help.empty());
  const auto whole = semantics::read_history(
      std::make_shared<const policy::SourceText>(policy::SourceText{"trace.jsonl", text}),
      semantics::Recorded{});
  ASSERT_FALSE(whole.has_value()) << "the judge of histories does not refuse it";
  EXPECT_EQ(words_of(whole.error()), words_of(streamed.error()));
}

Json verdict_of_one(const semantics::Judgement& judgement) {
  return judgement.untested ? "untested" : std::string(policy::name_of(judgement.verdict));
}

void expect_report(const Json& expect, const semantics::stream::StreamReport& report) {
  Json found = Json::array(), verdicts = Json::object();
  for (const auto& one : report.found) {
    found.push_back(one.violation.promise + "@" + std::to_string(one.violation.at));
  }
  for (const auto& [promise, judgement] : report.promises) {
    verdicts[std::string(promise->id)] = verdict_of_one(judgement);
  }
  EXPECT_EQ(expect.at("verdict"), std::string(policy::name_of(verdict_of(report)))) << verdicts;
  EXPECT_EQ(expect.value("found", Json::array()), found);
  const Json promises = expect.value("promises", Json::object());
  for (const auto& [id, verdict] : promises.items()) {
    EXPECT_EQ(verdict, verdicts.value(id, "not judged")) << id;
  }
  if (expect.contains("passed_over")) {
    EXPECT_EQ(expect.at("passed_over"), Json(report.passed_over));
  }
}

}  // namespace

StreamJudged judge_as_stream(const std::string& text, const semantics::JudgeOptions& options) {
  std::FILE* file = std::tmpfile();
  std::fwrite(text.data(), 1, text.size(), file);
  std::fflush(file);
  std::rewind(file);
  semantics::stream::Options streaming;
  streaming.tolerance = options.tolerance;
  streaming.granted = options.granted;
  StreamJudged judged = semantics::stream::judge_stream(fileno(file), "trace.jsonl", streaming);
  std::fclose(file);
  return judged;
}

void run_stream_case(const std::filesystem::path& file) {
  std::ifstream in(file);
  const Json test = Json::parse(in, nullptr, false);
  ASSERT_FALSE(test.is_discarded()) << file << " is not JSON";
  for (const auto& [name, value] : test.items()) {
    EXPECT_TRUE(name == "why" || name == "reference" || name == "trace" || name == "expect")
        << "unknown field " << name;
  }
  EXPECT_FALSE(test.at("why").get<std::string>().empty());
  EXPECT_FALSE(test.at("reference").get<std::string>().empty());
  const std::string text = lines_of(test.at("trace"));
  const Json& expect = test.at("expect");
  const StreamJudged streamed = judge_as_stream(text, {});
  if (expect.contains("refused")) return expect_refused(expect.at("refused"), text, streamed);
  ASSERT_TRUE(streamed.has_value()) << words_of(streamed.error());
  expect_report(expect, *streamed);
}

}  // namespace sqsproof::tests
