#include "properties/examples/run.h"

#include <algorithm>
#include <fmt/format.h>

#include "properties/examples/conversation.h"

namespace sqsproof::properties {
namespace {

using Verdict = ExampleResult::Verdict;

/// So many examples in a row that get no answer are enough.
constexpr int kMostSilent = 2;

std::string missing_of(const Example& example, const ExampleReach& reach) {
  switch (example.needs) {
    case ExampleNeeds::callers:
      return reach.callers ? "" : "needs the keys of two accounts";
    case ExampleNeeds::buckets:
      return reach.control_token.empty() ? "needs the control API of the embedded endpoint" : "";
    case ExampleNeeds::calls:
    case ExampleNeeds::bytes:
    case ExampleNeeds::topics:
      return "";
  }
  return "";
}

void tell(const Example& example, Conversation& say) {
  const ExampleReach& reach = say.reach();
  if (example.needs == ExampleNeeds::callers) say.as({reach.callers->url, &reach.callers->owner});
  example.run(say);
}

ExampleResult run_one(const Example& example, fixtures::Protocol protocol,
                      const ExampleReach& reach, int& numbers) {
  ExampleResult result{&example, protocol, Verdict::pass, missing_of(example, reach), {}};
  if (!result.why.empty()) {
    result.verdict = Verdict::skip;
    return result;
  }
  Channel channel(reach, numbers);
  Conversation say(channel, protocol);
  try {
    tell(example, say);
  } catch (const ExampleEnd& end) {
    result.verdict = end.verdict;
    result.why = end.why;
  } catch (const std::exception& wrong) {
    result.verdict = Verdict::fail;
    result.why = fmt::format("an answer is not of the form that AWS gives: {}", wrong.what());
  }
  try {
    say.tidy_up();
  } catch (const ExampleEnd&) {
    // What it made is left behind; why it stopped answering is said already, or by the next one.
  }
  result.transcript = channel.take_transcript();
  return result;
}

bool is_silent(const ExampleResult& result) {
  return result.verdict == Verdict::undecided && !result.transcript.empty() &&
         result.transcript.back().starts_with("< nothing");
}

/// One that never answers some calls may answer others: whoever lists queues is there.
bool is_there(fixtures::Protocol protocol, const ExampleReach& reach, int& numbers) {
  Channel channel(reach, numbers);
  Conversation say(channel, protocol);
  try {
    static_cast<void>(say.try_call(semantics::ListQueuesRequest{}));
  } catch (const ExampleEnd& end) {
    return end.verdict != Verdict::undecided;
  }
  return true;
}

bool begins_with_words(std::string_view id, std::string_view prefix) {
  while (prefix.ends_with('/')) prefix.remove_suffix(1);
  return id.starts_with(prefix) && (id.size() == prefix.size() || id[prefix.size()] == '/');
}

}  // namespace

std::vector<ExampleResult> run_examples(const std::vector<const Example*>& examples,
                                        const ExampleReach& reach, const ExampleOptions& options) {
  std::vector<ExampleResult> results;
  int numbers = 0;
  int silent = 0;
  for (const Example* example : examples) {
    if (options.progress) options.progress(*example);
    for (const fixtures::Protocol protocol : reach.protocols) {
      const bool once = example->needs != ExampleNeeds::calls;
      if (once && protocol != reach.protocols.front()) continue;
      const bool over = reach.leash != nullptr && reach.leash->is_over();
      if (over || silent >= kMostSilent) {
        results.push_back({example,
                           protocol,
                           Verdict::undecided,
                           over ? "not tried: " + reach.leash->why()
                                : "not tried, because the endpoint does not answer",
                           {}});
        continue;
      }
      results.push_back(run_one(*example, protocol, reach, numbers));
      silent = is_silent(results.back()) ? silent + 1 : 0;
      if (silent == kMostSilent && is_there(protocol, reach, numbers)) silent = 0;
    }
  }
  return results;
}

std::vector<const Example*> select_examples(const std::vector<std::string>& prefixes,
                                            Level lowest) {
  std::vector<const Example*> selected;
  for (const Example& example : all_examples()) {
    const bool named =
        prefixes.empty() || std::any_of(prefixes.begin(), prefixes.end(), [&](const auto& prefix) {
          return begins_with_words(example.words.id, prefix);
        });
    if (named && example.level <= lowest) selected.push_back(&example);
  }
  return selected;
}

policy::Verdict verdict_of(const std::vector<ExampleResult>& results) {
  bool passed = false;
  bool undecided = false;
  for (const ExampleResult& result : results) {
    const bool failed = result.verdict == Verdict::fail && result.example->level != Level::may;
    // With xpass the list of known failures is out of date.
    if (failed || result.verdict == Verdict::xpass) return policy::Verdict::violated;
    passed = passed || result.verdict == Verdict::pass || result.verdict == Verdict::xfail;
    undecided = undecided || result.verdict == Verdict::undecided;
  }
  return passed && !undecided ? policy::Verdict::holds : policy::Verdict::unknown;
}

}  // namespace sqsproof::properties
