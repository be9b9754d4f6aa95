#include "properties/report/judge_report.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

#include "properties/report/freedoms_text.h"
#include "properties/report/judgement_lines.h"
#include "properties/report/violation_text.h"
#include "properties/report/wrapped.h"
#include "semantics/actions/parts.h"
#include "semantics/judge/slice.h"
#include "semantics/judge/tested.h"
#include "semantics/judge/tolerances.h"
#include "semantics/queue_labels.h"

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;
using policy::Verdict;

bool violated(const JudgedTrace& trace) {
  return std::any_of(trace.promises.begin(), trace.promises.end(),
                     [](const JudgedPromise& one) { return !one.judgement.violations.empty(); });
}

std::string trace_text(const JudgedTrace& trace, const TextStyle& style) {
  std::string text =
      fmt::format("{}: {} operations\n", printable(trace.name), trace.history.operations.size());
  std::size_t untested = 0;
  OpenPromises open;
  for (const JudgedPromise& judged : trace.promises) {
    open.add(*judged.promise, judged.judgement);
    untested += judged.judgement.untested ? 1 : 0;
    text += judgement_lines(*judged.promise, judged.judgement, style);
  }
  text += open.lines(style) + untested_line(untested, trace.promises.size());
  text += recorded_lines(trace.history.recorded);
  text += to_text(trace.rates, style);
  const auto operations = semantics::describe_operations(trace.history);
  const std::string queues = semantics::QueueLabels(trace.history).legend();
  if (violated(trace) && !queues.empty()) text += "\n" + wrapped("  queues: ", printable(queues));
  for (const JudgedPromise& judged : trace.promises) {
    for (const semantics::Violation& violation : judged.judgement.violations) {
      const bool first = &violation == &judged.judgement.violations.front();
      const std::vector<std::size_t> none;
      text += violation_text({violation, first ? judged.calls : none, trace.history, operations,
                              trace.history.operations.size()});
    }
  }
  for (const std::string& line : lines_of(trace.freedoms)) text += "\n" + wrapped("  ", line);
  return text;
}

Verdict worst_of(const std::vector<JudgedTrace>& traces) {
  Verdict verdict = Verdict::holds;
  for (const JudgedTrace& trace : traces) verdict = policy::worst(verdict, verdict_of(trace));
  return verdict;
}

/// The queue of each operation whose settings are a guess; by the operation's id.
std::map<std::size_t, std::string> guesses_of(const semantics::History& history) {
  std::map<std::size_t, std::string> guesses;
  for (const semantics::Operation& operation : history.operations) {
    const std::string* const url = semantics::queue_url_of(operation.call);
    if (url == nullptr || !history.assumed.contains(*url)) continue;
    const auto queue = history.queues.find(*url);
    const bool named = queue != history.queues.end() && !queue->second.name.empty();
    guesses[operation.id] = named ? queue->second.name : *url;
  }
  return guesses;
}

/// A violation in a queue whose settings nobody told may be none with the true ones.
void doubt_guesses(const std::map<std::size_t, std::string>& guesses,
                   semantics::Judgement& judgement) {
  std::string queue;
  const auto is_guess = [&](const semantics::Violation& violation) {
    const auto guessed = [&](std::size_t id) {
      const auto found = guesses.find(id);
      if (found != guesses.end()) queue = found->second;
      return found != guesses.end();
    };
    return guessed(violation.at) ||
           std::any_of(violation.because.begin(), violation.because.end(), guessed);
  };
  if (std::erase_if(judgement.violations, is_guess) == 0) return;
  if (!judgement.violations.empty()) return;
  judgement.verdict = Verdict::unknown;
  judgement.why = in_doubt(queue);
}

/// Of the first violation of each promise: others of a kind say the same.
void look_for_calls(JudgedTrace& trace, const semantics::JudgeOptions& options) {
  for (JudgedPromise& judged : trace.promises) {
    if (judged.judgement.violations.empty()) continue;
    judged.calls =
        semantics::calls_that_matter(trace.history, judged.judgement.violations.front(), options);
  }
}

/// Each promise is judged again with each freedom, which takes its time.
void look_for_freedoms(JudgedTrace& trace, const semantics::Tolerance& tolerance) {
  constexpr std::size_t kMostOperations = 20'000;
  if (trace.history.operations.size() > kMostOperations) return;
  std::vector<const semantics::Promise*> broken;
  for (const JudgedPromise& judged : trace.promises) {
    if (judged.judgement.verdict == Verdict::violated) broken.push_back(judged.promise);
  }
  FreedomSearch search;
  search.add(trace.history, tolerance, broken);
  for (const JudgedRate& judged : trace.rates) search.count(*judged.rate, judged.share);
  trace.freedoms = search.question();
}

}  // namespace

JudgedTrace judge_trace(std::string name, semantics::History history,
                        const semantics::JudgeOptions& options,
                        const semantics::RateLimits& limits) {
  JudgedTrace trace{std::move(name), std::move(history), {}, {}, {}};
  auto judgements = semantics::judge_all(trace.history, options);
  semantics::doubt_what_needs_tolerance(judgements, trace.history, options,
                                        semantics::half_of(options.tolerance));
  const auto guesses = guesses_of(trace.history);
  for (std::size_t i = 0; i < judgements.size(); ++i) {
    doubt_guesses(guesses, judgements[i]);
    trace.promises.push_back({&semantics::all_promises()[i], std::move(judgements[i]), {}});
  }
  trace.rates =
      judge_rates(trace.history, options, limits, guesses.empty() ? "" : guesses.begin()->second);
  look_for_calls(trace, options);
  look_for_freedoms(trace, options.tolerance);
  return trace;
}

Verdict verdict_of(const JudgedTrace& trace) {
  const bool beyond = std::any_of(trace.rates.begin(), trace.rates.end(),
                                  [](const JudgedRate& judged) { return judged.violated; });
  return beyond ? Verdict::violated : semantics::verdict_of_tested(trace.promises);
}

std::string to_text(const std::vector<JudgedTrace>& traces, const TextStyle& style,
                    bool closing_line) {
  std::string text;
  for (const JudgedTrace& trace : traces) text += trace_text(trace, style);
  if (closing_line) text += fmt::format("\n{}\n", policy::name_of(worst_of(traces)));
  return text;
}

std::string to_json(const std::vector<JudgedTrace>& traces) {
  std::size_t operations = 0;
  Json violations = Json::array();
  Json promises = Json::array();
  Json rates = Json::array();
  Json fingerprints = Json::array();
  for (const JudgedTrace& trace : traces) {
    if (trace.freedoms.any()) {
      Json one = {{"trace", trace.name}};
      one.update(Json::parse(to_json(trace.freedoms)));
      fingerprints.push_back(std::move(one));
    }
    operations += trace.history.operations.size();
    for (Json& one : Json::parse(to_json(trace.name, trace.rates))) rates.push_back(std::move(one));
    for (const JudgedPromise& judged : trace.promises) {
      promises.push_back(
          Json::parse(judgement_json(trace.name, *judged.promise, judged.judgement)));
      for (const semantics::Violation& violation : judged.judgement.violations) {
        Json found = {{"property", violation.promise},
                      {"at", violation.at},
                      {"because", violation.because},
                      {"explanation", violation.explanation},
                      {"trace", trace.name}};
        if (&violation == &judged.judgement.violations.front()) found["calls"] = judged.calls;
        if (violation.margin_us) found["margin_us"] = *violation.margin_us;
        violations.push_back(std::move(found));
      }
    }
  }
  Json document = {{"verdict", policy::name_of(worst_of(traces))},
                   {"operations", operations},
                   {"violations", std::move(violations)},
                   {"promises", std::move(promises)},
                   {"rates", std::move(rates)}};
  if (!fingerprints.empty()) document["fingerprints"] = std::move(fingerprints);
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sqsproof::properties
