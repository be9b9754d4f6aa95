#include "properties/access/statements/wording.h"

#include <fmt/format.h>

namespace sqsproof::properties {
namespace {

using policy::Condition;
using policy::Effect;
using policy::Statement;

bool is_allow(const Statement& statement) { return statement.effect == Effect::allow; }

/// Where a finding about the whole statement points: at its name rather than at many lines.
policy::Place head_of(const Statement& statement) {
  return statement.sid ? statement.sid->place : statement.principals.place;
}

std::string words_of(const Condition& condition) {
  return fmt::format("`{} {}`", condition.operator_text, condition.key_text.text);
}

std::string_view help_of(const StatementCheck& check, const Statement& statement) {
  if (&check == &kDeadStatement) {
    return is_allow(statement) ? "write the alternatives as values of one condition, or as "
                                 "statements of their own"
                               : "until then it protects nothing: write the alternatives as "
                                 "statements of their own";
  }
  if (&check == &kShadowedStatement) return "remove the Allow, or exempt its callers from the Deny";
  if (&check == &kRedundantStatement) return "remove it, if it was not kept on purpose";
  return "remove it, or write what it was meant to ask";
}

}  // namespace

std::string named(const Statement& statement) {
  return fmt::format("statement {}{}", statement.index,
                     statement.sid ? fmt::format(" (`{}`)", statement.sid->text) : "");
}

policy::Place place_of(const Condition& condition) {
  return {condition.key_text.place.begin, condition.place.end};
}

std::string dead_message(const Statement& statement) {
  return fmt::format("no request satisfies all conditions: {} {} nobody", named(statement),
                     is_allow(statement) ? "lets in" : "refuses");
}

std::string shadowed_message(const Statement& statement, const Statement* shadow) {
  return fmt::format("{} lets in nobody: {} everyone it allows", named(statement),
                     shadow != nullptr ? named(*shadow) + " refuses" : "the Denies refuse");
}

std::string redundant_message(const Statement& statement) {
  return fmt::format("{} changes nothing: other statements {} everyone it {}", named(statement),
                     is_allow(statement) ? "let in" : "refuse",
                     is_allow(statement) ? "lets in" : "refuses");
}

std::string vacuous_message(const Condition& condition, bool alone) {
  return fmt::format("{} does nothing{}", words_of(condition),
                     alone ? ": every request that the statement is about satisfies it"
                           : " beside the other conditions: they imply it");
}

Finding finding_about(const Subject& subject, const StatementCheck& check,
                      const Statement& statement, std::string message) {
  Finding finding;
  finding.rule = check.words.id;
  finding.severity = check.severity;
  finding.message = std::move(message);
  finding.queue = subject.queue_arn;
  finding.source = subject.policy->source;
  finding.place = head_of(statement);
  finding.statements = {statement.index};
  finding.help = help_of(check, statement);
  return finding;
}

void blame(const Statement& statement, const std::vector<std::size_t>& conflict, Finding& finding) {
  if (conflict.empty()) return;
  const Condition& first = statement.conditions[conflict.front()];
  finding.place = place_of(statement.conditions[conflict.back()]);
  finding.label = conflict.size() == 1
                      ? "no request that the statement is about satisfies this"
                      : fmt::format("never holds together with {}", words_of(first));
}

std::optional<Fix> removal_of(const policy::Document& policy, std::size_t index) {
  const auto& all = policy.statements;
  if (all.size() < 2) return std::nullopt;
  const policy::Place gone = all[index].place;
  const policy::Place edit = index == 0 ? policy::Place{gone.begin, all[1].place.begin}
                                        : policy::Place{all[index - 1].place.end, gone.end};
  return Fix{fmt::format("remove {}", named(all[index])), {{edit, ""}}};
}

}  // namespace sqsproof::properties
