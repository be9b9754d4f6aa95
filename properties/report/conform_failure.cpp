#include "properties/report/conform_failure.h"

#include <algorithm>
#include <fmt/format.h>

#include "properties/report/reproduced.h"
#include "semantics/message_names.h"

namespace sqsproof::properties {
namespace {

using Ids = std::vector<std::size_t>;

bool holds(const Ids& ids, std::size_t id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

/// Calls that are told, the others are counted.
void tell_calls(const Counterexample& example, FailureFields& to) {
  const auto lines = semantics::describe_operations(example.history);
  const Ids also = also_needed(example);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t id = example.history.operations[i].id;
    if (holds(example.calls, id)) {
      to.calls.push_back({id, holds(example.violation.because, id) ? '*' : ' ', lines[i]});
    } else if (holds(also, id)) {
      to.calls.push_back({id, '+', lines[i]});
      to.needs_more = true;
    } else {
      ++to.calls_left_out;
    }
  }
}

std::string margin_words(const Counterexample& example) {
  using semantics::describe_duration;
  const auto& [early, late] = example.tolerance;
  // On a virtual clock each run is the same, so that times shrink to what just fails: that little
  // is missing says nothing then.
  constexpr semantics::Duration_us kLittle = semantics::seconds(1) / 10;
  const bool cut = example.history.virtual_time && example.shrink_runs > 0 &&
                   *example.violation.margin_us < kLittle;
  return fmt::format("{} more tolerance would excuse it; granted were {} early, {} late{}",
                     describe_duration(*example.violation.margin_us), describe_duration(early),
                     describe_duration(late),
                     cut ? "; the times are shrunk as far as it fails" : "");
}

}  // namespace

FailureFields failure_fields_of(const RequirementResult& result, const ConformReport& report) {
  const Counterexample& example = *result.outcome.counterexample;
  const Description& words = result.requirement->words;
  FailureFields fields;
  fields.requirement = words.id;
  fields.level = name_of(result.requirement->level);
  fields.statement = words.title;
  fields.program = describe(example.program);
  fields.setting = fields.program.front();
  fields.program.erase(fields.program.begin());
  tell_calls(example, fields);
  fields.because =
      lines_of(semantics::name_messages(example.history, example.violation.explanation));
  fields.margin_us = example.violation.margin_us;
  fields.tolerance = example.tolerance;
  if (fields.margin_us) fields.margin = margin_words(example);
  fields.reference = linked_reference(words.reference);
  fields.origin = fmt::format("{} commands, shrunk from {} in {} runs; seed {}",
                              example.program.commands.size(), example.commands_found,
                              example.shrink_runs, report.seed);
  const std::string again = describe(example.reproduced);
  if (!again.empty()) fields.origin += "; " + again;
  if (!result.replay_file.empty()) {
    fields.replay = replay_command(result.replay_file, report.target);
  }
  return fields;
}

std::string left_out_words(const FailureFields& failure) {
  const std::size_t count = failure.calls_left_out;
  if (count == 0) return "";
  return fmt::format("{} more {} left out: the verdict is the same without {}", count,
                     count == 1 ? "call is" : "calls are", count == 1 ? "it" : "them");
}

std::string FailureFields::Call::line() const {
  return fmt::format("{} {:>3} {}", mark, id, words);
}

std::string mark_words(const FailureFields& failure) {
  if (!failure.needs_more) return "";
  return "*: it follows from these; +: not from these, but the shrunk program needs them, too";
}

std::vector<std::size_t> also_needed(const Counterexample& example) {
  constexpr std::size_t kMost = 12;
  const auto& operations = example.history.operations;
  const std::size_t end = std::min(example.history.drained_from, operations.size());
  Ids needed;
  for (std::size_t i = 0; i < end && needed.size() < kMost; ++i) {
    const semantics::Operation& operation = operations[i];
    // The queues are made, and asked for their ARNs, before the program begins.
    const auto* asked = std::get_if<semantics::GetQueueAttributesRequest>(&operation.call);
    const bool setup =
        std::holds_alternative<semantics::CreateQueueRequest>(operation.call) ||
        (asked != nullptr && asked->attribute_names == std::vector<std::string>{"QueueArn"});
    if (!setup && !holds(example.calls, operation.id)) needed.push_back(operation.id);
  }
  return needed;
}

std::string plain_text(const FailureFields& failure) {
  std::string text = fmt::format("  {}\n", failure.setting);
  for (std::size_t i = 0; i < failure.program.size(); ++i) {
    text += fmt::format("  {}. {}\n", i + 1, failure.program[i]);
  }
  text += "\n";
  for (const FailureFields::Call& call : failure.calls) text += call.line() + "\n";
  if (failure.needs_more) text += fmt::format("  {}\n", mark_words(failure));
  if (failure.calls_left_out > 0) text += fmt::format("  {}\n", left_out_words(failure));
  std::string_view first = "  because  ";
  for (const std::string& line : failure.because) {
    text += fmt::format("{}{}\n", first, line);
    first = "           ";
  }
  if (!failure.margin.empty()) text += fmt::format("  margin   {}\n", failure.margin);
  text += fmt::format("  AWS: {}{}\n", failure.reference.name, failure.reference.rest);
  if (!failure.reference.url.empty()) text += fmt::format("       {}\n", failure.reference.url);
  text += fmt::format("  {}\n", failure.origin);
  return text + (failure.replay.empty()
                     ? "  replay: add --replay-dir DIR to keep the program in a file\n"
                     : fmt::format("  replay: {}\n", failure.replay));
}

}  // namespace sqsproof::properties
