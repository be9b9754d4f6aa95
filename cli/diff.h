// What the two halves of `sqsproof diff` share: queues (diff_queues.cpp), and policies of other
// kinds (diff_others.cpp).
#pragma once

#include <string>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/prover_options.h"
#include "cli/trust_options.h"
#include "policy/document/document.h"
#include "properties/report/queues_diff.h"

namespace sqsproof::cli {

struct DiffOptions {
  std::string old_path;
  std::string new_path;
  std::string queue_arn;
  std::string account;
  std::string kind;  ///< empty: recognised
  std::string fail_on = "added";
  std::string input_format = "auto";
  ProverOptions prover;
  TrustOptions trust;  ///< whom to count as inside
  std::string config_path;
  std::string proof_log;
};

/// What the exit code of a comparison is, after what went wrong inside is said.
[[nodiscard]] ExitCode exit_code_of(const properties::DiffReport& diff, const std::string& fail_on);

template <class Report>
std::string render_diff(const Report& report, const std::string& format, const Common& common) {
  if (format == "json") return properties::to_json(report);
  if (format == "markdown") return properties::to_markdown(report);
  return properties::to_text(report, {use_color(common, 1)}, !common.quiet);
}

/// Two inputs with queues.
[[nodiscard]] ExitCode diff_queues(const DiffOptions& options, const Common& common);

/// Two texts that hold one policy each, of a kind that is no queue's.
[[nodiscard]] ExitCode diff_others(const policy::Source& before, const policy::Source& after,
                                   policy::PolicyKind kind, const DiffOptions& options,
                                   const Common& common);

}  // namespace sqsproof::cli
