// One queue of `sqsproof check`: from its policy's text to its findings.
#pragma once

#include <map>
#include <memory>
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

  /// Policies for which no repair was looked for, because --repairs says how many are enough.
  [[nodiscard]] std::size_t without_repairs() const { return without_repairs_; }

 private:
  void ask(const properties::Subject& subject, const policy::Document* older,
           properties::CheckedInput& input);
  void ask_access(const properties::Subject& subject, const policy::Document* older,
                  properties::CheckedInput& input);
  /// What the user expects of the policy, beside what everybody does.
  void ask_expected(const properties::Subject& subject, const policy::Document* older,
                    properties::CheckedInput& input) const;
  /// Who needs access does not get it without a policy.
  void ask_without_policy(const policy::QueuePolicy& queue, properties::CheckedInput& input) const;
  void review(const properties::Subject& subject, const policy::Document* older,
              properties::CheckedInput& input) const;
  void lint(const policy::Document& policy, const std::string& queue_arn,
            const policy::Document* older, properties::CheckedInput& input) const;

  /// A queue in which something was found.
  struct Known {
    policy::Document policy;
    properties::Subject subject;
    properties::CheckResult result;
  };
  bool take_known(const std::string& shape, const properties::Subject& subject,
                  properties::CheckedInput& input) const;
  void remember(const std::string& shape, const properties::Subject& subject,
                const properties::CheckedInput& input);

  const CheckOptions& options_;
  ProofLog& log_;
  /// Shapes of policies in which nothing was found: proved once.
  std::set<std::string> clean_;
  std::vector<std::string_view> asked_of_clean_;               ///< the same of all of them
  std::map<std::string, std::unique_ptr<const Known>> known_;  ///< by shape
  std::size_t repairs_ = 0;  ///< policies for which some were looked for
  std::size_t without_repairs_ = 0;
};

}  // namespace sqsproof::cli
