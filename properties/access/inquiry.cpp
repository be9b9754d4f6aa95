#include "properties/access/inquiry.h"

#include <fmt/format.h>

#include "policy/prover/strings.h"

namespace sqsproof::properties {

Inquiry::Inquiry(const Subject& subject, const Asking& asking, CheckResult& result)
    : subject_(subject),
      asking_(asking),
      result_(result),
      prover_(*subject.policy, subject.queue_arn, *subject.vocabulary, asking.limits) {}

policy::Answer Inquiry::ask(const Description& rule, std::string_view about,
                            const policy::Question& question) {
  ++result_.questions;
  policy::Answer answer =
      asking_.strings
          ? policy::ask_strings(*subject_.policy, subject_.queue_arn, *subject_.vocabulary,
                                question, asking_.limits.timeout, prover_)
          : prover_.ask(question);
  if (!answer.internal_error.empty()) result_.internal_errors.push_back(answer.internal_error);
  if (asking_.observer) {
    asking_.observer({fmt::format("{} {}", rule.id, about), std::string(rule.title), subject_,
                      question, answer});
  }
  return answer;
}

}  // namespace sqsproof::properties
