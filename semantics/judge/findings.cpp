#include <algorithm>

#include "semantics/judge/case.h"

namespace sqsproof::semantics {

void Findings::violated(std::size_t at, std::vector<std::size_t> because, std::string explanation,
                        std::optional<Duration_us> margin_us, std::vector<TimeBound> bounds) {
  constexpr std::size_t kReported = 100;  // nobody reads more, and hostile traces hold many
  judgement_.verdict = policy::Verdict::violated;
  if (judgement_.violations.size() >= kReported) return;
  because.push_back(at);
  std::sort(because.begin(), because.end());
  because.erase(std::unique(because.begin(), because.end()), because.end());
  Violation violation{"", case_.id(at), {}, std::move(explanation), margin_us, std::move(bounds)};
  for (const std::size_t index : because) violation.because.push_back(case_.id(index));
  for (TimeBound& bound : violation.bounds) bound.operation = case_.id(bound.operation);
  judgement_.violations.push_back(std::move(violation));
}

void Findings::open(std::string why) {
  if (judgement_.why.empty()) judgement_.why = std::move(why);
}

Judgement Findings::verdict() && {
  if (judgement_.verdict == policy::Verdict::violated) {
    judgement_.why.clear();
  } else if (!judgement_.why.empty()) {
    judgement_.verdict = policy::Verdict::unknown;
  } else if (judgement_.instances == 0) {
    judgement_.verdict = policy::Verdict::unknown;
    judgement_.untested = true;
  } else {
    judgement_.verdict = policy::Verdict::holds;
  }
  return std::move(judgement_);
}

std::vector<std::size_t> story_of(const QueueRecord& queue, const MessageRecord& message,
                                  Instant_us until) {
  std::vector<std::size_t> story;
  for (const std::size_t send : message.sends) story.push_back(queue.sends[send].operation);
  for (const Hiding& hiding : message.hidings) {
    if (hiding.at.from < until) story.push_back(hiding.operation);
  }
  for (const Exit& exit : message.exits) {
    if (exit.operation != kNone && exit.at.from < until) story.push_back(exit.operation);
  }
  return story;
}

}  // namespace sqsproof::semantics
