#include "properties/report/check_report.h"

#include <algorithm>
#include <numeric>

namespace sqsproof::properties {
namespace {

using policy::Verdict;

/// Keeps the heaviest `kShown`, of equal ones the first; returns how many are left out.
template <class Message>
std::size_t bound(std::vector<Message>& messages) {
  if (messages.size() <= kShown) return 0;
  std::vector<std::size_t> order(messages.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return messages[a].severity > messages[b].severity;
  });
  order.resize(kShown);
  std::sort(order.begin(), order.end());
  std::vector<Message> kept;
  for (const std::size_t i : order) kept.push_back(std::move(messages[i]));
  const std::size_t left_out = messages.size() - kept.size();
  messages = std::move(kept);
  return left_out;
}

}  // namespace

void bound(CheckedInput& input) {
  input.findings_left_out += bound(input.result.findings);
  input.diagnostics_left_out += bound(input.diagnostics);
}

CheckTally tally_of(const CheckReport& report) {
  CheckTally tally;
  for (const CheckedInput& input : report.inputs) {
    tally.queues += input.is_queue ? 1 : 0;
    tally.policies += input.is_queue && !input.no_policy ? 1 : 0;
    tally.unread += input.decided ? 0 : 1;
    tally.questions += input.result.questions;
    tally.left_out += input.findings_left_out + input.diagnostics_left_out;
    tally.fresh += input.findings_left_out;
    for (const Finding& finding : input.result.findings) {
      tally.fresh += finding.state == Finding::State::fresh ? 1 : 0;
      tally.existing += finding.state == Finding::State::existing ? 1 : 0;
      tally.known += finding.state == Finding::State::known ? 1 : 0;
    }
  }
  return tally;
}

Verdict verdict_of(const CheckReport& report) {
  Verdict verdict = Verdict::holds;
  for (const CheckedInput& input : report.inputs) {
    verdict = policy::worst(verdict, input.decided ? input.result.verdict : Verdict::unknown);
  }
  return verdict;
}

}  // namespace sqsproof::properties
