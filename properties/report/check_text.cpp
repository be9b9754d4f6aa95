// What `check` tells people.
#include <algorithm>
#include <fmt/format.h>

#include "properties/access/expectations/expectation.h"
#include "properties/report/check_report.h"

namespace sqsproof::properties {
namespace {

using policy::Verdict;

constexpr std::size_t kLongestMessage = 300;  // of an earlier report

TextMessage message_of(const Finding& finding) {
  TextMessage message{finding.severity,
                      finding.rule,
                      finding.message,
                      finding.source,
                      finding.place,
                      finding.label,
                      {}};
  if (finding.witness) message.remarks.push_back({"witness", policy::to_json(*finding.witness)});
  for (const std::string& note : finding.notes) message.remarks.push_back({"note", note});
  message.remarks.push_back({"help", finding.help});
  if (finding.fix) message.remarks.push_back({"fix", finding.fix->title});
  return message;
}

/// Says what was proved when nothing was found.
bool was_expected(const CheckedInput& input) {
  const auto& ids = input.result.asked;
  return std::any_of(all_expectation_checks().begin(), all_expectation_checks().end(),
                     [&](const auto& check) {
                       return std::find(ids.begin(), ids.end(), check.words.id) != ids.end();
                     });
}

std::string all_good(const CheckedInput& input) {
  if (input.no_policy) {
    return fmt::format("holds: {}: {} has no policy: nobody outside its account gets in\n",
                       printable(input.name), input.queue.empty() ? "the queue" : input.queue);
  }
  const std::string questions = input.proved_before
                                    ? "as for an equal policy before"
                                    : fmt::format("{} questions", input.result.questions);
  std::string asked;
  for (const AccessCheck& check : all_access_checks()) {
    const auto& ids = input.result.asked;
    const bool was_asked = std::find(ids.begin(), ids.end(), check.words.id) != ids.end();
    if (check.severity == policy::Severity::error && !was_asked) {
      for (const std::string_view id : ids)
        asked += fmt::format("{} {}", asked.empty() ? "" : ",", id);
      return fmt::format("holds: {}: {} ({})\n", printable(input.name),
                         asked.empty() ? "no access question was asked"
                                       : "proved for " + input.queue + ":" + asked,
                         questions);
    }
  }
  return fmt::format(
      "holds: {}: no stranger, no account outside the trusted ones and no service "
      "acting for a stranger gets into {}{} (proved, {})\n",
      printable(input.name), input.queue,
      was_expected(input) ? ", and it does what is expected of it" : "", questions);
}

/// Existing and known findings keep an input from being clean, and do not count.
std::string nothing_new(const CheckedInput& input) {
  return fmt::format("holds: {}: nothing new was found about {}\n", printable(input.name),
                     input.queue);
}

bool has_set_aside(const CheckedInput& input) {
  const auto& findings = input.result.findings;
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.state != Finding::State::fresh; });
}

std::string text_of(const CheckedInput& input, const TextStyle& style) {
  std::string out;
  for (const Finding& finding : input.result.findings) {
    out += render(message_of(finding), style) + "\n";
  }
  if (input.findings_left_out > 0) {
    out += fmt::format("… and {} more findings in {}\n\n", input.findings_left_out,
                       printable(input.name));
  }
  if (!input.decided) return out;
  if (!input.assumption.empty()) {
    out += fmt::format("note: {}: {}\n", printable(input.name), input.assumption);
  }
  for (const std::string& note : input.notes) {
    out += fmt::format("note: {}: {}\n", printable(input.name), printable(note));
  }
  if (input.result.verdict != Verdict::holds) return out;
  return out + (has_set_aside(input) ? nothing_new(input) : all_good(input));
}

std::string text_of(const BaselineUse& baseline) {
  std::string out;
  for (std::size_t i = 0; i < std::min(baseline.unused.size(), kShown); ++i) {
    const BaselineEntry& entry = baseline.unused[i];
    out += fmt::format("note: {}: not found any more: {} {}: {}\n", printable(baseline.file),
                       printable(entry.rule), printable(entry.queue),
                       printable(entry.message, kLongestMessage));
  }
  if (baseline.unused.size() > kShown) {
    out += fmt::format("… and {} more of them\n", baseline.unused.size() - kShown);
  }
  return out;
}

std::string counted(std::size_t count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

}  // namespace

std::string closing_line_of(const CheckReport& report) {
  const CheckTally tally = tally_of(report);
  std::string out =
      fmt::format("{}: {}, {}", policy::name_of(verdict_of(report)), counted(tally.queues, "queue"),
                  counted(tally.fresh, report.compared ? "new finding" : "finding"));
  if (tally.existing > 0) out += fmt::format(", {} existing", tally.existing);
  if (tally.known > 0) out += fmt::format(", {} known", tally.known);
  if (tally.unread > 0) out += ", " + counted(tally.unread, "input") + " with mistakes";
  return out + fmt::format(", {:.3f} s\n", report.seconds);
}

std::string to_text(const CheckReport& report, const TextStyle& style, bool closing) {
  std::string out;
  for (const CheckedInput& input : report.inputs) out += text_of(input, style);
  if (report.baseline) out += text_of(*report.baseline);
  for (const std::string& note : report.notes) out += fmt::format("note: {}\n", printable(note));
  if (closing) out += closing_line_of(report);
  return out;
}

}  // namespace sqsproof::properties
