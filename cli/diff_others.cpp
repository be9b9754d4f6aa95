#include <array>
#include <fmt/core.h>

#include "cli/diff.h"
#include "cli/input.h"
#include "cli/proof_log.h"
#include "properties/access/policy_pair.h"
#include "semantics/vocabulary.h"

namespace sqsproof::cli {
namespace {

/// Every action and resource there may be.
properties::DiffReport compare(const properties::PolicyPair& pair, const DiffOptions& options,
                               ProofLog& log) {
  const auto subject = [&](const policy::Document& policy) {
    auto made = properties::subject_of(policy, pair, semantics::sqs_vocabulary());
    made.trust = trust_of(options.trust);
    return made;
  };
  return properties::compare({subject(pair.before), subject(pair.after),
                              log.observer(options.old_path), log.observer(options.new_path)},
                             limits_of(options.prover));
}

/// An option that only queue policies have; null when none was given.
const char* option_of_queues(const DiffOptions& options) {
  if (!options.queue_arn.empty()) return "--queue-arn";
  if (options.input_format != "auto" && options.input_format != "policy") return "--input-format";
  return nullptr;
}

}  // namespace

ExitCode diff_others(const policy::Source& before, const policy::Source& after,
                     policy::PolicyKind kind, const DiffOptions& options, const Common& common) {
  if (const char* option = option_of_queues(options)) {
    fmt::print(stderr,
               "error: {} is for queue policies; these are read as policies of kind {}\n"
               "  help: leave it out, or say --kind queue\n",
               option, policy::name_of(kind));
    return ExitCode::bad_input;
  }
  policy::Diagnostics said;
  const auto pair = properties::read_pair(before, after, kind, options.account, said);
  if (!pair) said.insert(said.end(), pair.error().begin(), pair.error().end());
  print(said, use_color(common, 2));
  if (!pair) return ExitCode::bad_input;
  ProofLog log(options.proof_log);
  if (!log.open()) return ExitCode::bad_input;
  const properties::DiffReport diff = compare(*pair, options, log);
  ExitCode code = exit_code_of(diff, options.fail_on);
  if (!log.close()) code = ExitCode::bad_input;
  std::vector<Rendered> rendered;
  for (const std::string& format : formats_asked(common)) {
    rendered.push_back({format, render_diff(diff, format, common)});
  }
  return worst(code, write_outputs(common, rendered));
}

}  // namespace sqsproof::cli
