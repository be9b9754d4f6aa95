#include "cli/auditor.h"

#include <algorithm>

#include "cli/shape.h"
#include "policy/decide/authorize.h"
#include "semantics/vocabulary.h"

namespace sqsproof::cli {
namespace {

/// Grants of a queue with the same policy hold for this one when each witness, put to this
/// queue, is decided as it was there.
bool moved(properties::Grants& grants, const properties::Subject& subject) {
  const auto same = [&](properties::Grant& grant) {
    if (!grant.witness) return true;
    grant.witness->resource = subject.queue_arn;
    const auto outcome = policy::decide(*subject.policy, *grant.witness, *subject.vocabulary);
    return (outcome == policy::Outcome::allow) == (grant.verdict == policy::Verdict::violated);
  };
  return std::all_of(grants.grants.begin(), grants.grants.end(), same);
}

}  // namespace

policy::Result<properties::QueueGrants> Auditor::look_at(const LoadedQueue& queue) {
  properties::QueueGrants result{queue.name, queue.queue.arn, {}};
  if (!queue.policy) return result;
  const auto choice =
      choose_queue(*queue.policy, queue.queue, {options_.queue_arn, options_.account});
  if (!choice) return tl::unexpected(choice.error());
  result.queue = choice->queue_arn;
  const properties::Subject subject{queue.policy.get(),
                                    choice->queue_arn,
                                    choice->owner,
                                    trust_of(options_.trust),
                                    properties::mentions_of(*queue.policy),
                                    &semantics::sqs_vocabulary()};
  // A log has every question, of every queue.
  result.found = options_.proof_log.empty() ? known_or_found(subject) : found(subject, queue.name);
  return result;
}

properties::Grants Auditor::known_or_found(const properties::Subject& subject) {
  const std::string shape = shape_of(subject);
  if (const auto known = found_.find(shape); known != found_.end()) {
    properties::Grants grants = known->second;
    grants.questions = 0;
    if (moved(grants, subject)) return grants;
  }
  return found_[shape] = found(subject, {});
}

properties::Grants Auditor::found(const properties::Subject& subject, const std::string& input) {
  ++policies_;
  return properties::find_grants(
      subject, {options_.outside_only, options_.action, nullptr, log_.observer(input)}, limits_);
}

}  // namespace sqsproof::cli
