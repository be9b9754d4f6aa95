// fifo/dedup/: within five minutes of an accepted send, sends with the same deduplication id are
// accepted and enqueue nothing; after it they are new messages
// (SQS/using-messagededuplicationid-property).
#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/promises.h"
#include "semantics/judge/promises/both_sends.h"
#include "semantics/judge/promises/dedup_keys.h"
#include "semantics/judge/promises/dedup_windows.h"

namespace sqsproof::semantics {
namespace {

/// Whether the keys of two sends differ, by their ids (`kOwnIds`) or only by their groups.
template <bool kOwnIds>
bool differ(const QueueRecord& queue, const SendRecord& x, const SendRecord& y) {
  const bool by_group = x.group != y.group && queue.settings.deduplicates_per_group;
  return x.key != y.key && by_group != kOwnIds;
}

/// An earlier send that was answered with the same message though its key differs.
template <bool kOwnIds>
const SendRecord* other_key(const QueueRecord& queue, std::size_t index) {
  const SendRecord& y = queue.sends[index];
  const SendRecord* other = nullptr;
  for (const std::size_t i : queue.messages[y.message].sends) {
    if (i < index && differ<kOwnIds>(queue, queue.sends[i], y)) other = &queue.sends[i];
  }
  return other;
}

/// Sends that were answered with one message though their keys differ. `kOwnIds`: because of their
/// ids; otherwise because of their groups, where each group has its own ids.
template <bool kOwnIds>
Judgement judge_distinct(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    if (!queue.settings.fifo || (queue.content_based.changes() && kOwnIds)) return;
    if (!kOwnIds && !queue.settings.deduplicates_per_group) return;
    const SendRecord* before = nullptr;  // the one that was accepted last
    for (std::size_t i = 0; i < queue.sends.size(); ++i) {
      const SendRecord& y = queue.sends[i];
      if (y.message == kNone || y.key.empty()) continue;
      const bool tested = before && differ<kOwnIds>(queue, *before, y);
      before = &y;
      const SendRecord* other = other_key<kOwnIds>(queue, i);
      if (!tested && !other) continue;
      findings.test(!other, y.operation, {other ? other->operation : y.operation}, [&] {
        return fmt::format(
            "{} sent different deduplication ids{}\n"
            "both were answered with message {}: one of them is lost",
            both_sends(the_case, *other, y), kOwnIds ? "" : ", each in its own group",
            queue.messages[y.message].id);
      });
    }
  });
}

/// Of two ids within one window, of which not both were messages, one is a duplicate's own.
void judge_own_ids(const Case& the_case, const QueueRecord& queue, Findings& findings) {
  const auto send_of = [&](const MessageRecord& message) -> const SendRecord& {
    return queue.sends[message.sends.front()];
  };
  for (const auto& [key, sends] : keys_of(queue)) {
    for (const auto& [x, y, apart] : twins_of(the_case, queue, messages_of(queue, sends))) {
      if (was_there(the_case, queue, x) && was_there(the_case, queue, y)) continue;
      findings.violated(send_of(y).operation, {send_of(x).operation},
                        fmt::format("{} sent one deduplication id\n"
                                    "they were answered with messages {} and {}",
                                    both_sends(the_case, send_of(x), send_of(y)), x.id, y.id));
    }
  }
}

Judgement judge_original_named(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    judge_own_ids(the_case, queue, findings);
    for (const MessageRecord& message : queue.messages) {
      for (std::size_t i = 1; i < message.sends.size(); ++i) {
        const SendRecord& x = queue.sends[message.sends[i - 1]];
        const SendRecord& y = queue.sends[message.sends[i]];
        if (x.sequence_number.empty() || y.sequence_number.empty()) continue;
        findings.test(x.sequence_number == y.sequence_number, y.operation, {x.operation}, [&] {
          return fmt::format(
              "{} were both answered with message {}\n"
              "their sequence numbers are {} and {}",
              both_sends(the_case, x, y), message.id, x.sequence_number, y.sequence_number);
        });
      }
    }
  });
}

/// Whether the message was seen in the group of another of its sends, which made it then.
bool is_of_other_group(const QueueRecord& queue, const MessageRecord& message, const Delivery& seen,
                       const SendRecord& send) {
  const auto shown = seen.seen->attributes.find("MessageGroupId");
  if (shown == seen.seen->attributes.end() || send.group == shown->second) return false;
  return std::any_of(message.sends.begin(), message.sends.end(),
                     [&](std::size_t index) { return queue.sends[index].group == shown->second; });
}

Judgement judge_first_kept(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const MessageRecord& message : queue.messages) {
      if (message.sends.size() < 2 || message.deliveries.empty()) continue;
      const Delivery& seen = message.deliveries.front();
      const SendRecord* first = nullptr;
      const SendRecord* later = nullptr;
      for (const std::size_t index : message.sends) {
        const SendRecord& send = queue.sends[index];
        const bool may_be_first =
            send.at.from <= message.enqueued.to && !is_of_other_group(queue, message, seen, send);
        if (send.body == seen.seen->body) (may_be_first ? first : later) = &send;
      }
      if (!first && !later) continue;  // another body altogether
      findings.test(first != nullptr, seen.operation, {later ? later->operation : seen.operation},
                    [&] {
                      return fmt::format(
                          "operation {} was a duplicate of message {}\n"
                          "receive {} returned the message with the duplicate's "
                          "body, {}",
                          the_case.id(later->operation), message.id, the_case.id(seen.operation),
                          name_of(message));
                    });
    }
  });
}

Judgement judge_required(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    if (!queue.settings.fifo) return;
    for (const SendRecord& send : queue.sends) {
      const bool needed = send.own_key.empty() && queue.content_based.during(send.at).most == 0;
      if (!needed || !queue.settings_known || send.outcome == Outcome::unknown) continue;
      findings.test(send.outcome == Outcome::refused, send.operation, {}, [&] {
        return fmt::format(
            "operation {} sent without a deduplication id, and the queue does not "
            "take the content for one",
            the_case.id(send.operation));
      });
    }
  });
}

constexpr const char* kPage = "SQS/using-messagededuplicationid-property";

constexpr Promise kRows[] = {
    {"fifo/dedup/window-holds",
     "for five minutes a deduplication id makes one message, and afterwards a new one", kPage,
     Strength::must, judge_windows_of_ids, "no deduplication id was sent twice"},
    {"fifo/dedup/by-content",
     "with content-based deduplication equal bodies are duplicates, whatever their attributes",
     "SQS/FIFO-queues-exactly-once-processing", Strength::must, judge_windows_of_content,
     "no body was sent twice without a deduplication id"},
    {"fifo/dedup/different-ids", "different deduplication ids make different messages", kPage,
     Strength::must, judge_distinct<true>, "no two deduplication ids were sent"},
    {"fifo/dedup/group-scope", "with the scope messageGroup each group has its own ids",
     "SQS/high-throughput-fifo", Strength::must, judge_distinct<false>,
     "no two groups were sent messages in that scope"},
    {"fifo/dedup/original-named",
     "a duplicate is answered with the id and the number of its original", kPage, Strength::should,
     judge_original_named, "no duplicate was sent"},
    {"fifo/dedup/first-content-kept", "a duplicate does not replace what was sent first", kPage,
     Strength::must, judge_first_kept, "no message with a duplicate was received"},
    {"fifo/dedup/id-required", "without content-based deduplication an id is required", kPage,
     Strength::must, judge_required, "every message was sent with a deduplication id"},
};

}  // namespace

std::span<const Promise> dedup_promises() { return kRows; }

}  // namespace sqsproof::semantics
