#include "properties/access/grant_prover.h"

#include <fmt/format.h>

#include "policy/prover/witness.h"
#include "policy/support/words.h"
#include "properties/access/statements/variants.h"

namespace sqsproof::properties {
namespace {

/// Strangers have these account numbers in witnesses; the first that fits is taken.
const std::vector<std::string> kStrangers = {"999988887777", "888877776666", "777766665555"};

/// Policies that take more are not written by people; the hardest of those take a hundred.
constexpr std::size_t kMostQuestions = 2'000;

policy::Answer not_asked() {
  policy::Answer answer;
  answer.approximations = {fmt::format("{} questions were asked, and no more are", kMostQuestions)};
  return answer;
}

}  // namespace

GrantProver::GrantProver(const Subject& subject, const GrantSearch& search,
                         const policy::ProverLimits& limits, Grants& result)
    : subject_(subject),
      search_(search),
      limits_(limits),
      result_(result),
      whole_(*subject.policy, subject.queue_arn, *subject.vocabulary, limits) {}

policy::Question GrantProver::question_of(const Requests& requests) const {
  policy::Question question{requests.who.requests, kStrangers};
  for (policy::RequestClass& one : question.classes) one.actions = requests.actions;
  question.baseline = search_.baseline;
  question.without = requests.left_out;
  return question;
}

void GrantProver::note(const Requests& requests, const Subject& about,
                       const policy::Question& question, const policy::Answer& answer) {
  ++result_.questions;
  if (!answer.internal_error.empty()) result_.internal_errors.push_back(answer.internal_error);
  if (!search_.observer) return;
  const std::string action = requests.actions.size() == 1 ? requests.actions.front() : "any action";
  std::string words = search_.baseline != nullptr ? "let in, and not by the baseline" : "let in";
  if (!requests.left_out.empty()) words += ", and in none of the other grants";
  search_.observer({action + " " + requests.who.words, words, about, question, answer});
}

policy::Answer GrantProver::ask(const Requests& requests) {
  if (result_.questions >= kMostQuestions) return not_asked();
  const policy::Question question = question_of(requests);
  policy::Answer answer = whole_.ask(question);
  note(requests, subject_, question, answer);
  return answer;
}

GrantProver::Part& GrantProver::part_of(const std::set<std::size_t>& allows) {
  std::unique_ptr<Part>& part = parts_[allows];
  if (part) return *part;
  part = std::make_unique<Part>();
  std::vector<policy::Statement> kept;
  for (std::size_t i = 0; i < subject_.policy->statements.size(); ++i) {
    const policy::Statement& statement = subject_.policy->statements[i];
    if (statement.effect == policy::Effect::allow && !allows.contains(i)) continue;
    kept.push_back(statement);
    part->indices.push_back(i);
  }
  part->policy = with_statements(*subject_.policy, std::move(kept));
  part->prover = std::make_unique<policy::Prover>(part->policy, subject_.queue_arn,
                                                  *subject_.vocabulary, limits_);
  return *part;
}

policy::Answer GrantProver::ask_part(const std::set<std::size_t>& allows,
                                     const Requests& requests) {
  if (allows.empty()) return {policy::Verdict::holds, {}, {}, {}, {}};
  if (result_.questions >= kMostQuestions) return not_asked();
  Part& part = part_of(allows);
  const policy::Question question = question_of(requests);
  policy::Answer answer = part.prover->ask(question);
  Subject about = subject_;
  about.policy = &part.policy;
  note(requests, about, question, answer);
  for (std::size_t& index : answer.statements) index = part.indices[index];
  return answer;
}

bool GrantProver::is_let_in(const policy::Request& request, const Requests& requests) const {
  return policy::replay(*subject_.policy, *subject_.vocabulary, question_of(requests), request) ==
         policy::Replay{policy::Truth::yes, policy::Truth::yes};
}

const policy::Document& GrantProver::region(const std::vector<std::string>& actions,
                                            const std::vector<policy::Condition>& conditions) {
  std::string name = policy::join(actions, " ");
  for (const policy::Condition& one : conditions) name += "\n" + words_of(one);
  std::unique_ptr<const policy::Document>& region = regions_[name];
  if (region) return *region;
  policy::Statement statement = allow_everyone();
  statement.actions.entries.clear();
  for (const std::string& action : actions) statement.actions.entries.push_back({action, {}});
  statement.conditions = conditions;
  region = std::make_unique<const policy::Document>(
      with_statements(*subject_.policy, {std::move(statement)}));
  return *region;
}

std::string words_of(const policy::Condition& condition) {
  std::vector<std::string> values;
  for (const policy::Text& value : condition.values) values.push_back(value.text);
  return fmt::format("{} {} {}", condition.operator_text, condition.key_text.text,
                     policy::join(values, " | "));
}

}  // namespace sqsproof::properties
