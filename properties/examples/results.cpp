// What the results of examples come to: which failures were known, and one verdict of all.
#include "properties/examples/run.h"

namespace sqsproof::properties {
namespace {

using Verdict = ExampleResult::Verdict;

}  // namespace

void expect_failures(std::vector<ExampleResult>& results, const std::set<std::string>& known) {
  std::set<const Example*> wrong;  // in a protocol: failed, or nobody knows
  for (const ExampleResult& result : results) {
    if (result.verdict != Verdict::pass && result.verdict != Verdict::skip) {
      wrong.insert(result.example);
    }
  }
  for (ExampleResult& result : results) {
    if (!known.contains(std::string(result.example->words.id))) continue;
    if (result.verdict == Verdict::fail) result.verdict = Verdict::xfail;
    if (result.verdict != Verdict::pass || wrong.contains(result.example)) continue;
    result.verdict = Verdict::xpass;
    result.why = kPassesThoughKnown;
  }
}

policy::Verdict verdict_of(const std::vector<ExampleResult>& results) {
  bool judged = false;
  bool unknown = false;
  for (const ExampleResult& result : results) {
    const bool unexpected = result.verdict == Verdict::fail && result.example->level != Level::may;
    // With xpass the list of known failures is out of date.
    if (unexpected || result.verdict == Verdict::xpass) return policy::Verdict::violated;
    judged = judged || result.verdict == Verdict::pass || result.verdict == Verdict::xfail;
    unknown = unknown || result.verdict == Verdict::undecided || result.verdict == Verdict::error;
  }
  return judged && !unknown ? policy::Verdict::holds : policy::Verdict::unknown;
}

}  // namespace sqsproof::properties
