// One queue of `sqsproof check`: from its policy's text to its findings.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/check_options.h"
#include "cli/proof_log.h"
#include "policy/sources/source.h"
#include "properties/report/check_report.h"

namespace sqsproof::cli {

class QueueChecker {
 public:
  QueueChecker(const CheckOptions& options, ProofLog& log) : options_(options), log_(log) {}

  /// What goes wrong on the way ends up in the input's diagnostics. `older` is the queue in an
  /// older version of the inputs, null when it was not there.
  void check(const policy::QueuePolicy& queue, const LoadedQueue* older,
             properties::CheckedInput& input);

 private:
  void ask(const properties::Subject& subject, const policy::Document* older,
           properties::CheckedInput& input);
  void ask_access(const properties::Subject& subject, const policy::Document* older,
                  properties::CheckedInput& input) const;
  void review(const properties::Subject& subject, const policy::Document* older,
              properties::CheckedInput& input) const;
  void lint(const policy::Document& policy, const std::string& queue_arn,
            const policy::Document* older, properties::CheckedInput& input) const;

  const CheckOptions& options_;
  ProofLog& log_;
  /// Shapes of policies in which nothing was found: proved once.
  std::set<std::string> clean_;
  std::vector<std::string_view> asked_of_clean_;  ///< the same of all of them
};

}  // namespace sqsproof::cli
