#include "properties/report/judged_rates.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "properties/report/judgement_lines.h"
#include "properties/report/wrapped.h"

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;
using policy::Verdict;

bool is_untested(const JudgedRate& judged) { return judged.share.of == 0 && judged.why.empty(); }

/// Errors are errors whatever the settings of a queue are.
bool rests_on_settings(const semantics::Promise& rate) { return !rate.id.starts_with("calls/"); }

JudgedRate judge_rate(const semantics::Promise& rate, const semantics::Judgement& judgement,
                      double limit, const std::string& guess) {
  JudgedRate judged{&rate, {judgement.happened, judgement.instances}, limit};
  if (judgement.verdict == Verdict::unknown && !judgement.untested) judged.why = judgement.why;
  if (verdict_of(judged.share, limit) != Verdict::violated) return judged;
  judged.why = describe_excess(judged.share, limit);
  judged.violated = guess.empty() || !rests_on_settings(rate);
  if (!judged.violated) judged.why += ", " + in_doubt(guess);
  return judged;
}

std::string word_of(const JudgedRate& judged) {
  if (judged.violated) return std::string(policy::name_of(Verdict::violated));
  return judged.why.empty() ? "told" : std::string(policy::name_of(Verdict::unknown));
}

}  // namespace

std::vector<JudgedRate> judge_rates(const semantics::History& history,
                                    const semantics::JudgeOptions& options,
                                    const semantics::RateLimits& limits, const std::string& guess) {
  semantics::JudgeOptions judging = options;
  judging.promises.clear();
  for (const semantics::Promise& rate : semantics::all_rates()) judging.promises.push_back(&rate);
  const auto judgements = semantics::judge_all(history, judging);
  std::vector<JudgedRate> judged;
  for (std::size_t i = 0; i < judgements.size(); ++i) {
    const semantics::Promise& rate = *judging.promises[i];
    // The usual limits are ours, for the few calls that a suite makes: a trace is told what it has.
    const auto given = limits.find(rate.id);
    const double limit = given == limits.end() ? 1 : given->second;
    judged.push_back(judge_rate(rate, judgements[i], limit, guess));
  }
  return judged;
}

std::string to_text(const std::vector<JudgedRate>& rates, const TextStyle& style) {
  std::string text;
  for (const JudgedRate& judged : rates) {
    if (is_untested(judged)) continue;
    const Verdict color = judged.violated ? Verdict::violated : Verdict::unknown;
    const std::string word = word_of(judged);
    text += fmt::format(
        "  {}  {:<38} {}\n",
        word == "told" ? fmt::format("{:<9}", word) : colored(word, color, style), judged.rate->id,
        judged.share.of == 0 ? "nothing was counted"
                             : describe(judged.share, judged.limit, judged.rate->id));
    if (!judged.why.empty()) text += wrapped("             why: ", printable(judged.why));
  }
  return text;
}

std::string to_json(const std::string& trace, const std::vector<JudgedRate>& rates) {
  Json all = Json::array();
  for (const JudgedRate& judged : rates) {
    Json one = {{"trace", trace},
                {"property", judged.rate->id},
                {"verdict", word_of(judged)},
                {"happened", judged.share.happened},
                {"of", judged.share.of}};
    if (judged.limit < 1) one["at_most_percent"] = judged.limit * 100;
    if (is_untested(judged)) one["untested"] = true;
    if (!judged.why.empty()) one["why"] = judged.why;
    all.push_back(std::move(one));
  }
  return all.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace sqsproof::properties
