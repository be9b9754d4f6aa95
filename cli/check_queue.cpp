#include "cli/check_queue.h"

#include <algorithm>
#include <iterator>

#include "cli/moved.h"
#include "cli/shape.h"
#include "properties/access/against.h"
#include "properties/access/expectations/expectation.h"
#include "properties/access/queue_policy.h"
#include "properties/access/statements/statement_check.h"
#include "properties/lint/lint.h"
#include "properties/repair/repair.h"
#include "semantics/vocabulary.h"

namespace sqsproof::cli {
namespace {

using properties::CheckedInput;
using properties::Finding;

/// Policies that differ more than that are all proved: what was found about each is kept.
constexpr std::size_t kMostKnown = 2'000;

void keep_wanted(const properties::Selection& selection, std::vector<Finding>& findings) {
  std::erase_if(findings, [&](const Finding& one) { return !selection.wants(one.rule); });
}

template <class T>
void append(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

properties::Subject with_policy(const properties::Subject& subject, const policy::Document& other) {
  properties::Subject result = subject;
  result.policy = &other;
  result.mentions = properties::mentions_of(other);
  return result;
}

bool reviews_statements(const properties::Selection& selection) {
  const auto rows = properties::all_statement_checks();
  return std::any_of(rows.begin(), rows.end(),
                     [&](const auto& row) { return selection.wants(row.words.id); });
}

bool has_new(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& one) { return one.state == Finding::State::fresh; });
}

}  // namespace

void QueueChecker::review(const properties::Subject& subject, const policy::Document* older,
                          CheckedInput& input) const {
  if (!reviews_statements(options_.selection)) return;
  const properties::ReviewLimits limits{.each = limits_of(options_.prover),
                                        .observer = log_.observer(input.name)};
  properties::Review review = properties::review_statements(subject, limits);
  if (older != nullptr && !review.findings.empty()) {
    const auto before = properties::review_statements(with_policy(subject, *older), limits);
    properties::keep_new_findings(review.findings, before.findings);
    review.questions += before.questions;
  }
  input.result.questions += review.questions;
  keep_wanted(options_.selection, review.findings);
  append(input.result.findings, review.findings);
  append(input.result.internal_errors, review.internal_errors);
  append(input.notes, review.not_looked_at);
}

void QueueChecker::lint(const policy::Document& policy, const std::string& queue_arn,
                        const policy::Document* older, CheckedInput& input) const {
  const auto lint_of = [&](const policy::Document& document) {
    auto findings = properties::lint(
        {&document, queue_arn, &semantics::sqs_vocabulary(), options_.trust.accounts});
    keep_wanted(options_.selection, findings);
    return findings;
  };
  std::vector<Finding> findings = lint_of(policy);
  if (older != nullptr) properties::keep_new_findings(findings, lint_of(*older));
  append(input.result.findings, findings);
}

void QueueChecker::ask_access(const properties::Subject& subject, const policy::Document* older,
                              CheckedInput& input) {
  const properties::Asking asking{limits_of(options_.prover), asks_strings(options_.prover),
                                  log_.observer(input.name), options_.selection};
  properties::CheckResult whole = properties::check_access(subject, asking);
  input.result = whole;
  if (older != nullptr) properties::keep_new_access(subject, asking, *older, input.result);
  if (!has_new(input.result.findings)) return;
  if (repairs_ >= options_.repairs) {
    ++without_repairs_;
    return;
  }
  ++repairs_;
  properties::offer_repairs(subject, {limits_of_fixes(options_)}, whole);
  if (older == nullptr) {
    input.result = std::move(whole);
  } else {
    properties::take_fixes(whole.findings, input.result.findings);
  }
}

void QueueChecker::ask_expected(const properties::Subject& subject, const policy::Document* older,
                                CheckedInput& input) const {
  if (options_.expectations.empty()) return;
  const properties::Asking asking{limits_of(options_.prover), false, log_.observer(input.name),
                                  options_.selection};
  auto expected = properties::check_expectations(subject, options_.expectations, asking);
  if (older != nullptr && !expected.findings.empty()) {
    const auto before =
        properties::check_expectations(with_policy(subject, *older), options_.expectations, asking);
    properties::keep_new_findings(expected.findings, before.findings);
  }
  properties::append(std::move(expected), input.result);
}

void QueueChecker::ask_without_policy(const policy::QueuePolicy& queue, CheckedInput& input) const {
  policy::Document nothing;
  nothing.source =
      std::make_shared<const policy::SourceText>(policy::SourceText{input.name, std::string()});
  const properties::Subject subject{&nothing,
                                    queue.queue_arn,
                                    queue.account,
                                    trust_of(options_.trust),
                                    {},
                                    &semantics::sqs_vocabulary()};
  ask_expected(subject, nullptr, input);
  input.result.verdict = properties::verdict_of(input.result.findings, options_.selection);
}

bool QueueChecker::take_known(const std::string& shape, const properties::Subject& subject,
                              CheckedInput& input) const {
  if (clean_.count(shape) != 0) {
    input.result.asked = asked_of_clean_;
    input.proved_before = true;
    return true;
  }
  const auto known = known_.find(shape);
  if (known == known_.end()) return false;
  auto result = moved(known->second->result, known->second->subject, subject);
  if (!result) return false;
  input.result = std::move(*result);
  input.proved_before = true;
  return true;
}

void QueueChecker::remember(const std::string& shape, const properties::Subject& subject,
                            const CheckedInput& input) {
  const properties::CheckResult& result = input.result;
  if (!result.internal_errors.empty() || !input.notes.empty()) return;
  if (result.findings.empty() && result.verdict == policy::Verdict::holds) {
    clean_.insert(shape);
    asked_of_clean_ = result.asked;
    return;
  }
  if (known_.size() >= kMostKnown) return;
  auto known = std::make_unique<Known>(Known{*subject.policy, subject, result});
  known->subject.policy = &known->policy;
  known_[shape] = std::move(known);
}

void QueueChecker::ask(const properties::Subject& subject, const policy::Document* older,
                       CheckedInput& input) {
  // A log has every question, of every queue; what is expected may differ from queue to queue, and
  // what was there before, too.
  const bool alike =
      options_.proof_log.empty() && options_.expectations.empty() && older == nullptr;
  const std::string shape = alike ? shape_of(subject) : std::string();
  if (alike && take_known(shape, subject, input)) return;
  ask_access(subject, older, input);
  ask_expected(subject, older, input);
  review(subject, older, input);
  if (alike) remember(shape, subject, input);
}

void QueueChecker::check(const policy::QueuePolicy& queue, const LoadedQueue* older,
                         CheckedInput& input) {
  input.queue = queue.queue_arn;
  if (!queue.policy) {
    input.no_policy = true;
    input.decided = true;
    if (!queue.queue_arn.empty()) ask_without_policy(queue, input);
    return;
  }
  policy::Parsed parsed = properties::parse_queue_policy(queue.policy);
  input.diagnostics = std::move(parsed.diagnostics);
  if (!parsed.document) return;
  const policy::Document* before = older == nullptr ? nullptr : older->policy.get();
  const auto choice =
      choose_queue(*parsed.document, {queue.queue_arn, queue.account}, options_.queue);
  if (!choice) {
    input.diagnostics.insert(input.diagnostics.end(), choice.error().begin(), choice.error().end());
    const bool of_a_queue = properties::other_services(*parsed.document).empty();
    if (of_a_queue) lint(*parsed.document, "", before, input);
    return;
  }
  const properties::Subject subject{&*parsed.document,
                                    choice->queue_arn,
                                    choice->owner,
                                    trust_of(options_.trust),
                                    properties::mentions_of(*parsed.document),
                                    &semantics::sqs_vocabulary()};
  input.queue = choice->queue_arn;
  input.assumption = choice->assumption;
  ask(subject, before, input);
  lint(*parsed.document, choice->assumption.empty() ? choice->queue_arn : "", before, input);
  input.result.verdict = properties::verdict_of(input.result.findings, options_.selection);
  input.decided = true;
}

}  // namespace sqsproof::cli
