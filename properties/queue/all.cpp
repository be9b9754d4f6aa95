// Table of contents of the conformance requirements.
#include <algorithm>

#include "policy/support/words.h"
#include "properties/examples/example.h"
#include "properties/queue/requirement.h"
#include "properties/queue/rows.h"
#include "semantics/judge/tolerances.h"

namespace sqsproof::properties {
namespace {

/// Ids of requirements are those of the promises they test.
Requirement requirement_of(const Row& row) {
  Requirement requirement;
  requirement.promise = semantics::find_promise(row.promise);
  if (!requirement.promise) return requirement;
  const semantics::Promise& promise = *requirement.promise;
  requirement.words = {promise.id, row.title.empty() ? promise.statement : row.title, row.why,
                       promise.reference};
  requirement.level = promise.strength == semantics::Strength::must     ? Level::must
                      : promise.strength == semantics::Strength::should ? Level::should
                                                                        : Level::may;
  requirement.bias = row.bias;
  requirement.mutant = row.mutant;
  requirement.least = row.least;
  return requirement;
}

semantics::Judgement judge_canary(const semantics::History& history) {
  semantics::Judgement judgement;
  judgement.instances = 1;
  judgement.verdict = policy::Verdict::holds;
  for (const semantics::Operation& operation : history.operations) {
    const auto* reply = std::get_if<semantics::Reply>(&operation.answer);
    const auto* received = reply ? std::get_if<semantics::ReceiveMessageResponse>(reply) : nullptr;
    if (!received || received->messages.empty()) continue;
    judgement.verdict = policy::Verdict::violated;
    judgement.violations.push_back({"canary/nothing-is-delivered",
                                    operation.id,
                                    {operation.id},
                                    "a message was delivered, as it should be"});
    break;
  }
  return judgement;
}

std::vector<const semantics::Promise*> promises_of(
    std::span<const Requirement* const> requirements) {
  std::vector<const semantics::Promise*> promises;
  for (const Requirement* requirement : requirements) promises.push_back(requirement->promise);
  return promises;
}

}  // namespace

std::span<const Requirement> all_requirements() {
  static const std::vector<Requirement> kAll = [] {
    std::vector<Requirement> all;
    for (const auto rows : {delivery_rows(), visibility_rows(), time_rows(), dead_letter_rows(),
                            fifo_rows(), dedup_rows(), answer_rows(), rate_rows()}) {
      for (const Row& row : rows) all.push_back(requirement_of(row));
    }
    return all;
  }();
  return kAll;
}

std::vector<semantics::Judgement> judge(std::span<const Requirement* const> requirements,
                                        const semantics::History& history,
                                        semantics::JudgeOptions options) {
  if (requirements.size() == 1 && !requirements.front()->promise) return {judge_canary(history)};
  options.promises = promises_of(requirements);
  return semantics::judge_all(history, options);
}

void leave_open(std::span<const Requirement* const> requirements, const semantics::History& history,
                semantics::JudgeOptions options, const semantics::Tolerance& narrower,
                std::vector<semantics::Judgement>& judgements) {
  if (requirements.size() == 1 && !requirements.front()->promise) return;
  options.promises = promises_of(requirements);
  semantics::doubt_what_needs_tolerance(judgements, history, std::move(options), narrower);
}

const Requirement& canary() {
  static const Requirement kCanary = {
      {"canary/nothing-is-delivered", "a queue never delivers anything",
       "It is false: a run in which it passes tests nothing.", "SQSAPI/ReceiveMessage"},
      Level::must,
      {}};
  return kCanary;
}

namespace {

bool begins_with_words(std::string_view id, std::string_view prefix) {
  while (prefix.ends_with('/')) prefix.remove_suffix(1);
  return id.starts_with(prefix) && (id.size() == prefix.size() || id[prefix.size()] == '/');
}

/// Of requirements and examples, which are selected together.
std::vector<std::string_view> all_ids() {
  std::vector<std::string_view> ids;
  for (const Requirement& requirement : all_requirements()) ids.push_back(requirement.words.id);
  for (const Example& example : all_examples()) ids.push_back(example.words.id);
  return ids;
}

/// Every id and every prefix of whole words of one.
std::vector<std::string_view> all_prefixes() {
  std::vector<std::string_view> prefixes;
  for (const std::string_view id : all_ids()) {
    for (std::size_t slash = id.find('/'); slash != id.npos; slash = id.find('/', slash + 1)) {
      prefixes.push_back(id.substr(0, slash));
    }
    prefixes.push_back(id);
  }
  return prefixes;
}

}  // namespace

policy::Result<std::vector<const Requirement*>> select_requirements(
    const std::vector<std::string>& prefixes) {
  policy::Diagnostics unknown;
  for (const std::string& prefix : prefixes) {
    const auto all = all_ids();
    if (!prefix.empty() && std::any_of(all.begin(), all.end(), [&](std::string_view id) {
          return begins_with_words(id, prefix);
        })) {
      continue;
    }
    const auto near = policy::nearest_word(prefix, all_prefixes());
    unknown.push_back({"conform/unknown-requirement", policy::Severity::error,
                       "no requirement begins with `" + prefix + "`", nullptr, policy::Place{}, "",
                       near ? "did you mean `" + std::string(*near) + "`?"
                            : "`sqsproof conform list` prints them all"});
  }
  if (!unknown.empty()) return tl::unexpected(std::move(unknown));
  std::vector<const Requirement*> selected;
  for (const Requirement& requirement : all_requirements()) {
    const bool wanted = std::any_of(
        prefixes.begin(), prefixes.end(),
        [&](const std::string& prefix) { return begins_with_words(requirement.words.id, prefix); });
    if (prefixes.empty() || wanted) selected.push_back(&requirement);
  }
  return selected;
}

}  // namespace sqsproof::properties
