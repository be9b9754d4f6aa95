// One queue of `audit` or `who-can`: its grants. Queues of one account that have the same policy
// have the same grants, but for their own names.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/proof_log.h"
#include "cli/prover_options.h"
#include "cli/queues.h"
#include "cli/trust_options.h"
#include "properties/report/grants_report.h"

namespace sqsproof::cli {

struct AuditOptions {
  std::vector<std::string> paths;
  std::string action;
  std::string queue_arn;
  std::string account;
  TrustOptions trust;
  ProverOptions prover;
  bool outside_only = true;
  std::string input_format = "auto";
  std::string config_path;
  std::string proof_log;
};

class Auditor {
 public:
  Auditor(const AuditOptions& options, ProofLog& log)
      : options_(options), limits_(limits_of(options.prover)), log_(log) {}

  /// Empty grants for a queue without policy: nobody outside of its account gets in.
  [[nodiscard]] policy::Result<properties::QueueGrants> look_at(const LoadedQueue& queue);
  /// How many were proved.
  [[nodiscard]] std::size_t policies() const { return policies_; }

 private:
  properties::Grants known_or_found(const properties::Subject& subject);
  properties::Grants found(const properties::Subject& subject, const std::string& input);

  std::map<std::string, properties::Grants> found_;
  const AuditOptions& options_;
  policy::ProverLimits limits_;
  ProofLog& log_;
  std::size_t policies_ = 0;
};

}  // namespace sqsproof::cli
