// Table of contents of the conformance requirements.
#include <algorithm>

#include "policy/support/words.h"
#include "properties/queue/requirement.h"

namespace sqsproof::properties {
namespace {

using Judge = semantics::Judgement (*)(const semantics::History&, const semantics::Tolerance&);

/// Ids of requirements are those of the promises they test.
Judge judge_of(std::string_view promise) {
  const semantics::Promise* found = semantics::find_promise(promise);
  return found ? found->judge : nullptr;
}

Requirement row(Description words, Bias bias, std::string_view mutant) {
  const Judge judge = judge_of(words.id);
  return {words, Level::must, bias, judge, mutant};
}

semantics::Judgement judge_canary(const semantics::History& history, const semantics::Tolerance&) {
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

}  // namespace

std::span<const Requirement> all_requirements() {
  static const std::vector<Requirement> kAll = {
      row({"delivery/nothing-lost", "accepted messages are delivered at least once",
           "A queue that loses a message loses work, silently.",
           "SQS/standard-queues-at-least-once-delivery"},
          {.fifo_percent = 50, .send = 6, .receive = 3, .remove = 2, .change = 1},
          "loses-a-message"),
      row({"visibility/hidden-until-timeout", "received messages stay hidden until their timeout",
           "A message that comes back early is worked on twice at the same time.",
           "SQS/sqs-visibility-timeout"},
          {.fifo_percent = 40, .send = 2, .receive = 6, .remove = 1, .change = 2},
          "visible-too-early"),
      row({"visibility/redelivered-after-timeout",
           "received messages that were not deleted come back",
           "A worker that dies takes its message along for ever.", "SQS/sqs-visibility-timeout"},
          {.fifo_percent = 40, .send = 3, .receive = 5, .remove = 1, .change = 1},
          "never-redelivers"),
      row({"fifo/order/prefix", "no message of a group overtakes another",
           "Steps of one order are applied in the wrong order, or around one that failed.",
           "SQS/FIFO-queues-understanding-logic"},
          {.fifo_percent = 100, .send = 5, .receive = 5, .remove = 2, .change = 2},
          "fifo-skips-blocked"),
      row({"fifo/dedup/window-holds",
           "for five minutes a deduplication id makes one message, then a new one",
           "A retried send is processed twice, or a new one not at all.",
           "SQS/using-messagededuplicationid-property"},
          {.fifo_percent = 100, .send = 8, .receive = 2, .remove = 1, .change = 0, .keys = 2},
          "dedup-forgets-early"),
  };
  return kAll;
}

const Requirement& canary() {
  static const Requirement kCanary = {
      {"canary/nothing-is-delivered", "a queue never delivers anything",
       "It is false: a run in which it passes tests nothing.", "SQSAPI/ReceiveMessage"},
      Level::must,
      {},
      judge_canary,
      ""};
  return kCanary;
}

namespace {

bool begins_with_words(std::string_view id, std::string_view prefix) {
  while (prefix.ends_with('/')) prefix.remove_suffix(1);
  return id.starts_with(prefix) && (id.size() == prefix.size() || id[prefix.size()] == '/');
}

/// Every id and every prefix of whole words of one.
std::vector<std::string_view> all_prefixes() {
  std::vector<std::string_view> prefixes;
  for (const Requirement& requirement : all_requirements()) {
    const std::string_view id = requirement.words.id;
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
    const auto all = all_requirements();
    if (!prefix.empty() && std::any_of(all.begin(), all.end(), [&](const Requirement& r) {
          return begins_with_words(r.words.id, prefix);
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
