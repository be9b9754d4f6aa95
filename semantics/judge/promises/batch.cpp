// batch/: each entry of a batch has a fate of its own (SQSAPI/SendMessageBatch).
#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/causes.h"
#include "semantics/judge/promises.h"

namespace sqsproof::semantics {
namespace {

/// The reply that belongs to a batch, as far as entries go.
template <class Visit>
void visit_batch(const Operation& operation, Visit visit) {
  const auto* reply = std::get_if<Reply>(&operation.answer);
  if (!reply) return;
  std::visit(
      [&](const auto& request) {
        if constexpr (requires { request.entries; }) {
          std::visit(
              [&](const auto& answer) {
                if constexpr (requires { answer.successful; }) visit(request, answer);
              },
              *reply);
        }
      },
      operation.call);
}

/// The entries of an answer that the request did not have.
template <class Request, class Answer>
std::vector<std::string_view> strangers_in(const Request& request, const Answer& answer) {
  std::vector<std::string_view> ids;
  for (const auto& result : answer.successful) ids.push_back(result.id);
  for (const auto& result : answer.failed) ids.push_back(result.id);
  std::erase_if(ids, [&](std::string_view id) {
    return std::any_of(request.entries.begin(), request.entries.end(),
                       [&](const auto& entry) { return entry.id == id; });
  });
  return ids;
}

Judgement judge_answered(const Case& the_case) {
  Findings findings(the_case);
  for (std::size_t i = 0; i < the_case.history.operations.size(); ++i) {
    visit_batch(the_case.operation(i), [&](const auto& request, const auto& answer) {
      for (const auto& entry : request.entries) {
        const auto is_entry = [&](const auto& result) { return result.id == entry.id; };
        const auto count =
            std::count_if(answer.successful.begin(), answer.successful.end(), is_entry) +
            std::count_if(answer.failed.begin(), answer.failed.end(), is_entry);
        findings.test(count == 1, i, {}, [&] {
          return fmt::format("entry `{}` of operation {} was answered {} times",
                             entry.id.value_or(""), the_case.id(i), count);
        });
      }
      for (const std::string_view id : strangers_in(request, answer)) {
        findings.violated(i, {},
                          fmt::format("operation {} was answered for entry `{}`, which it did not "
                                      "have",
                                      the_case.id(i), id));
      }
    });
  }
  return std::move(findings).verdict();
}

bool plain(std::string_view text) {
  return !text.empty() && text.size() <= 128 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  });
}

/// An entry that no queue has a reason to refuse.
bool harmless(const QueueRecord& queue, const SendRecord& send) {
  if (!queue.deletions.empty() || !plain(send.body) || !send.attributes->empty()) return false;
  const int delay_s = send.delay_s.value_or(0);
  if (queue.settings.fifo) {
    const bool keyed = plain(send.own_key) ||
                       (send.own_key.empty() && queue.content_based.during(send.at).least > 0);
    return plain(send.group) && keyed && !send.delay_s;
  }
  return send.own_key.empty() && (send.group.empty() || plain(send.group)) && delay_s >= 0 &&
         delay_s <= 900;
}

Judgement judge_alone(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const SendRecord& send : queue.sends) {
      const bool answered =
          std::holds_alternative<Reply>(the_case.operation(send.operation).answer);
      if (!send.in_batch || !answered || send.outcome == Outcome::unknown) continue;
      if (!harmless(queue, send)) continue;
      findings.test(send.outcome == Outcome::accepted, send.operation, {}, [&] {
        return fmt::format("nothing is wrong with entry {} of operation {}, and yet it failed: {}",
                           send.entry + 1, the_case.id(send.operation), send.error);
      });
    }
  });
}

constexpr const char* kPage = "SQSAPI/SendMessageBatch";

constexpr Promise kRows[] = {
    {"batch/each-entry-answered",
     "each entry of a batch succeeds or fails, once, and no other is answered", kPage,
     Strength::must, judge_answered, "no batch was answered"},
    {"batch/entries-fail-alone", "a bad entry does not make others fail", kPage, Strength::must,
     judge_alone, "no batch of plain messages was sent"},
    {"batch/sent-entries-arrive", "every entry that succeeded is in the queue", kPage,
     Strength::must, judge_missing<MissingCause::sent_in_batch>, "nobody received after a batch"},
};

}  // namespace

std::span<const Promise> batch_promises() { return kRows; }

}  // namespace sqsproof::semantics
