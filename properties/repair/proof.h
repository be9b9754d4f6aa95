// What is asked about a changed policy before it is offered as a repair.
//
// `Closes` is asked of single statements: a request gets in when one Allow applies and no Deny
// does, so a policy lets no offender in when no Allow does beside all Deny statements. What may not
// change is everything that no violated check is about, by two questions against the old policy:
// the new one lets in nothing that the old one does not, and nothing is lost that the old one lets
// in and no check objects to. Of services those requests count that AWS documents: S3 says in
// aws:SourceAccount for whom it acts, the others in the ARN of aws:SourceArn. Of the owner's
// callers, those count that are in no organization or a trusted one, if any is trusted.
// S3/grant-destinations-permissions-to-s3, SNS/subscribe-sqs-queue-to-sns-topic,
// EB/eb-use-resource-based
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "properties/access/check.h"

namespace sqsproof::properties {

/// What is lost beside the offenders.
struct Cost {
  policy::Verdict free = policy::Verdict::unknown;  ///< holds: proved that it is nothing
  std::optional<policy::Request> witness;
};

class RepairProof {
 public:
  /// `violated` are the checks whose requests nobody may miss. All must outlive this.
  RepairProof(const Subject& subject, const std::vector<const AccessCheck*>& violated,
              policy::ProverLimits limits);

  /// No offender of the check gets in by this Allow statement of a policy.
  [[nodiscard]] bool closes(const AccessCheck& check, const policy::Document& policy,
                            std::size_t statement);
  /// The actions that offenders can call by this statement of the old policy.
  [[nodiscard]] std::vector<std::string> offending(const AccessCheck& check, std::size_t statement);
  /// The statement lets in somebody, whoever.
  [[nodiscard]] bool lets_in(const policy::Document& policy, std::size_t statement);
  /// nullopt when the new policy lets in more than the old one, or it cannot be told.
  [[nodiscard]] std::optional<Cost> cost(const policy::Document& policy);
  /// How many questions were asked; those that ran into a limit count more.
  [[nodiscard]] std::size_t questions() const { return questions_; }

 private:
  policy::Answer ask(const policy::Document& policy, const policy::Question& question);
  bool denies_offenders_only(const policy::Document& policy);

  const Subject& subject_;
  policy::ProverLimits limits_;
  policy::Document wanted_;  ///< the old policy without the offenders
  std::vector<std::string> actions_;
  std::vector<std::string> crossing_;  ///< those that another account can be granted
  std::size_t questions_ = 0;
};

}  // namespace sqsproof::properties
