#include "cli/check_fix.h"

#include <cstdio>
#include <fmt/core.h>

#include "cli/replace_file.h"
#include "properties/report/edits.h"
#include "properties/report/text.h"

namespace sqsproof::cli {
namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

void put(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void tell(const properties::FixOutcome& outcome, std::string_view name, const FixMode& mode) {
  const std::string file = properties::printable(name);
  if (outcome.fixed > 0) {
    fmt::print(stderr, "{} {} in {}\n", mode.diff ? "would fix" : "fixed",
               counted(outcome.fixed, "finding", "findings"), file);
  }
  if (outcome.withheld > 0) {
    fmt::print(stderr, "note: {}: {} may change who gets in; --unsafe-fixes applies {}\n", file,
               counted(outcome.withheld, "fix", "fixes"), outcome.withheld == 1 ? "it" : "them");
  }
  if (outcome.refused > 0) {
    fmt::print(stderr, "note: {}: {} left out: the result would not be the same policy\n", file,
               counted(outcome.refused, "fix", "fixes"));
  }
}

/// All queues of the file; the text of the outcome is that of the file.
properties::FixOutcome fix_all(const policy::Source& source,
                               const std::vector<policy::QueuePolicy>& queues,
                               const FixOptionsOf& options_of) {
  properties::FixOutcome all;
  properties::Fix edits;
  for (const policy::QueuePolicy& queue : queues) {
    if (!queue.policy) continue;
    const properties::FixOutcome one = properties::fix_policy(queue.policy, options_of(queue));
    all.fixed += one.fixed;
    all.withheld += one.withheld;
    all.refused += one.refused;
    if (one.text == queue.policy->text) continue;
    edits.edits.push_back(
        properties::in_file(queue.policy, properties::difference(queue.policy->text, one.text)));
  }
  all.text =
      edits.edits.empty() ? source->text : properties::apply_fixes(source->text, {&edits, 1}).text;
  return all;
}

}  // namespace

FixedFile fix_file(const std::string& path, const policy::Source& source,
                   const std::vector<policy::QueuePolicy>& queues, const FixMode& mode,
                   const FixOptionsOf& options_of) {
  if (!mode.fix && !mode.diff) return {source};
  const properties::FixOutcome outcome = fix_all(source, queues, options_of);
  if (mode.diff) {
    put(properties::unified_diff(source->text, outcome.text, properties::printable(source->name)));
    tell(outcome, source->name, mode);
    return {source};
  }
  if (path == "-") {
    put(outcome.text);
  } else if (outcome.fixed > 0) {
    const std::string wrong = replace_file(path, outcome.text);
    if (!wrong.empty()) {
      fmt::print(stderr,
                 "error: cannot write `{}`: {}\n  help: make the file and its folder writable, or "
                 "use --diff\n",
                 path, wrong);
      return {source, ExitCode::bad_input};
    }
  }
  tell(outcome, source->name, mode);
  return {
      std::make_shared<const policy::SourceText>(policy::SourceText{source->name, outcome.text})};
}

}  // namespace sqsproof::cli
