#include "properties/access/check.h"

#include <algorithm>
#include <fmt/format.h>

#include "policy/decide/condition.h"
#include "properties/access/inquiry.h"

namespace sqsproof::properties {
namespace {

using policy::Verdict;

/// Account numbers for strangers in witnesses; the first that nobody mentions is taken.
constexpr std::string_view kStrangers[] = {"999988887777", "888877776666", "777766665555"};

struct Asked {
  std::string action;
  policy::Answer answer;
};

std::vector<std::string> actions_across_accounts(const policy::Vocabulary& vocabulary) {
  std::vector<std::string> actions;
  for (const auto& action : vocabulary.actions) {
    if (action.crosses_accounts) actions.push_back(action.name);
  }
  return actions;
}

/// `sqs:A, sqs:B and sqs:C`; all of them are said in fewer words.
std::string join(const std::vector<std::string>& words, std::size_t all) {
  if (words.size() == all) return "every action that crosses accounts";
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool last = i + 1 == words.size();
    text += (i == 0 ? "" : last ? " and " : ", ") + words[i];
  }
  return text;
}

/// The statement that a finding points at, and why its conditions do not stop the witness.
void add_blame(const Subject& subject, const policy::Answer& answer, Finding& finding) {
  finding.statements = answer.statements;
  if (answer.statements.empty()) return;
  const policy::Statement& statement = subject.policy->statements[answer.statements.front()];
  finding.place = statement.principals.place;
  finding.label = fmt::format(
      "{} by statement {}{}", finding.verdict == Verdict::violated ? "let in" : "perhaps let in",
      statement.index, statement.sid ? fmt::format(" (`{}`)", statement.sid->text) : "");
  for (const policy::Condition& part : statement.conditions) {
    finding.notes.push_back("this does not stop it: " + policy::explain(part, *answer.witness));
  }
}

/// The answer to show: about messages rather than about the queue's attributes, with a witness.
const policy::Answer* most_telling(const std::vector<Asked>& asked, Verdict verdict) {
  constexpr std::string_view kFirst[] = {"sqs:ReceiveMessage", "sqs:SendMessage"};
  const policy::Answer* shown = nullptr;
  int best = -1;
  for (const Asked& one : asked) {
    if (one.answer.verdict != verdict) continue;
    const bool first =
        std::find(std::begin(kFirst), std::end(kFirst), one.action) != std::end(kFirst);
    const int rank = (one.answer.witness ? 2 : 0) + (first ? 1 : 0);
    if (rank > best) {
      best = rank;
      shown = &one.answer;
    }
  }
  return shown;
}

Finding make_finding(const Subject& subject, const AccessCheck& check, Verdict verdict,
                     const std::vector<Asked>& asked) {
  Finding finding;
  finding.rule = check.words.id;
  finding.severity = check.severity;
  finding.verdict = verdict;
  finding.queue = subject.queue_arn;
  finding.source = subject.policy->source;
  finding.help = check.help;
  std::vector<std::string> actions;
  for (const Asked& one : asked) {
    if (one.answer.verdict == verdict) actions.push_back(one.action);
  }
  const policy::Answer* shown = most_telling(asked, verdict);
  const std::string perhaps = verdict == Verdict::unknown ? "not decided: perhaps " : "";
  const std::string who = shown->witness ? check.who(subject, *shown->witness)
                                         : std::string(check.words.title) + " and can";
  finding.message = fmt::format("{}{} call {}", perhaps, who, join(actions, asked.size()));
  finding.witness = shown->witness;
  add_blame(subject, *shown, finding);
  for (const std::string& reason : shown->approximations) {
    finding.notes.push_back("it hangs on this: " + reason);
  }
  return finding;
}

std::vector<std::string> actions_of(const AccessCheck& check, const Subject& subject) {
  if (check.actions.empty()) return actions_across_accounts(*subject.vocabulary);
  return {check.actions.begin(), check.actions.end()};
}

/// Asks one check, action by action; the worst of the answers.
Verdict ask_check(const AccessCheck& check, Inquiry& inquiry, const policy::Document* older,
                  CheckResult& result) {
  const Subject& subject = inquiry.subject();
  std::vector<policy::RequestClass> classes = check.classes(subject);
  if (classes.empty()) return Verdict::holds;
  std::vector<Asked> asked;
  Verdict worst_of_all = Verdict::holds;
  for (const std::string& action : actions_of(check, subject)) {
    for (policy::RequestClass& one : classes) one.actions = {action};
    policy::Question question{classes, {std::begin(kStrangers), std::end(kStrangers)}};
    question.baseline = older;
    policy::Answer answer = inquiry.ask(check.words, action, question);
    if (check.needs_owner && subject.owner.empty() && answer.verdict == Verdict::violated) {
      answer.verdict = Verdict::unknown;
      answer.approximations.emplace_back(
          "nothing says who owns the queue; pass --account ID or --queue-arn ARN");
    }
    worst_of_all = policy::worst(worst_of_all, answer.verdict);
    asked.push_back({action, std::move(answer)});
  }
  if (worst_of_all == Verdict::holds) return worst_of_all;
  result.findings.push_back(make_finding(subject, check, worst_of_all, asked));
  return worst_of_all;
}

/// Asks a check that asks itself; what the older policy has as well is not found.
Verdict run_own(const AccessCheck& check, const Subject& subject, const Asking& asking,
                CheckResult& result) {
  std::optional<Finding> finding = check.find(subject, asking, result);
  if (!finding) return Verdict::holds;
  if (asking.older != nullptr) {
    Subject before = subject;
    before.policy = asking.older;
    const std::optional<Finding> old = check.find(before, asking, result);
    if (old && policy::worst(old->verdict, finding->verdict) == old->verdict) {
      return Verdict::holds;
    }
  }
  result.findings.push_back(std::move(*finding));
  return result.findings.back().verdict;
}

/// The same part of the older policy, where there is one.
std::optional<policy::Document> part_of_older(const AccessCheck& check, const Subject& subject,
                                              const Asking& asking) {
  if (asking.older == nullptr) return std::nullopt;
  Subject before = subject;
  before.policy = asking.older;
  return check.part(before);
}

Verdict run_check(const AccessCheck& check, Inquiry& whole, const Asking& asking,
                  CheckResult& result) {
  const Subject& subject = whole.subject();
  if (check.find != nullptr) return run_own(check, subject, asking, result);
  if (check.part == nullptr) return ask_check(check, whole, asking.older, result);
  const policy::Document part = check.part(subject);
  if (part.statements.empty()) return Verdict::holds;
  const std::optional<policy::Document> older = part_of_older(check, subject, asking);
  Subject about_part = subject;
  about_part.policy = &part;
  Inquiry inquiry(about_part, asking, result);
  return ask_check(check, inquiry, older ? &*older : nullptr, result);
}

/// Errors count, and warnings that the user named.
bool counts(policy::Severity severity, std::string_view id, const Selection& selection) {
  return severity == policy::Severity::error ||
         (severity == policy::Severity::warning && selection.names(id));
}

bool found_already(const CheckResult& result, std::string_view id) {
  return std::any_of(result.findings.begin(), result.findings.end(),
                     [&](const Finding& finding) { return finding.rule == id; });
}

}  // namespace

CheckResult check_access(const Subject& subject, const Asking& asking) {
  CheckResult result;
  Inquiry whole(subject, asking, result);
  for (const AccessCheck& check : all_access_checks()) {
    if (!asking.selection.wants(check.words.id, check.by_default)) continue;
    result.asked.push_back(check.words.id);
    if (found_already(result, check.unless)) continue;
    const Verdict verdict = run_check(check, whole, asking, result);
    if (counts(check.severity, check.words.id, asking.selection)) {
      result.verdict = policy::worst(result.verdict, verdict);
    }
  }
  return result;
}

policy::Verdict verdict_of(std::span<const Finding> findings, const Selection& selection) {
  const auto checks = all_access_checks();
  policy::Verdict verdict = Verdict::holds;
  for (const Finding& finding : findings) {
    const bool asked = std::any_of(checks.begin(), checks.end(), [&](const AccessCheck& check) {
      return check.words.id == finding.rule;
    });
    const bool error = finding.severity == policy::Severity::error;
    if (error || (asked && counts(finding.severity, finding.rule, selection))) {
      verdict = policy::worst(verdict, finding.verdict);
    }
  }
  return verdict;
}

}  // namespace sqsproof::properties
