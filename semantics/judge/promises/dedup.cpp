// fifo/dedup/: within five minutes of an accepted send, sends with the same deduplication id are
// accepted and enqueue nothing; after it they are new messages
// (SQS/using-messagededuplicationid-property).
#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/causes.h"
#include "semantics/judge/promises.h"
#include "semantics/judge/promises/both_sends.h"
#include "semantics/judge/promises/dedup_keys.h"

namespace sqsproof::semantics {
namespace {

class Windows {
 public:
  Windows(const Case& the_case, const QueueRecord& queue, bool by_content, Findings& findings)
      : case_(the_case), queue_(queue), by_content_(by_content), findings_(findings) {}

  void judge() {
    for (const auto& [key, sends] : keys_of(queue_)) {
      const bool content = std::any_of(
          sends.begin(), sends.end(), [](const SendRecord* send) { return send->own_key.empty(); });
      if (content != by_content_) continue;
      count_instances(sends);
      find_second_message(sends);
      find_stale_duplicate(sends);
    }
  }

 private:
  const MessageRecord& message(const SendRecord& send) const {
    return queue_.messages[send.message];
  }

  void count_instances(const Sends& sends) {
    const SendRecord* before = nullptr;
    for (const SendRecord* send : sends) {
      if (send->message == kNone) continue;
      const bool within = before && at_most(before->at, send->at) < kWindow_us;
      const bool after = before && send->at.from - before->at.to > kWindow_us;
      if (within || after) findings_.count_instance();
      before = send;
    }
  }

  // Two messages of one key, the first or received, whose sends certainly lie within one window.
  void find_second_message(const Sends& sends) {
    auto messages = messages_of(queue_, sends);
    if (messages.size() < 2) return;
    std::erase_if(messages, [&](std::size_t m) {
      const MessageRecord& message = queue_.messages[m];
      return !is_first(sends, message) && !was_there(case_, queue_, message);
    });
    for (const auto& [x, y, apart] : twins_of(case_, queue_, messages)) {
      const std::size_t second = operation_of(y);
      findings_.violated(second, {operation_of(x)}, explain_second(x, y, apart),
                         kWindow_us - case_.tolerance.early_us - apart);
    }
  }

  const SendRecord& send_of(const MessageRecord& message) const {
    return queue_.sends[message.sends.front()];
  }
  std::size_t operation_of(const MessageRecord& message) const {
    return send_of(message).operation;
  }

  std::string explain_second(const MessageRecord& x, const MessageRecord& y,
                             Duration_us apart) const {
    return fmt::format(
        "{} sent one deduplication id{} and made two messages, {} and {}\n"
        "they lie at most {} apart: {} to {}\n"
        "the deduplication window is {} from the first accepted send on, so the second one must "
        "enqueue nothing",
        both_sends(case_, send_of(x), send_of(y)), by_content_ ? ", that of their body," : "", x.id,
        y.id, describe_duration(apart), case_.time(x.enqueued.from), case_.time(y.enqueued.to),
        describe_duration(kWindow_us));
  }

  // A send that was taken for a duplicate though the window of its message is over. Whether a
  // suppressed send starts the window anew is not documented, hence all sends of the key count;
  // strictly, only those that may have made the message.
  void find_stale_duplicate(const Sends& sends) {
    Instant_us latest = -kNever_us;
    const SendRecord* before = nullptr;
    for (const SendRecord* send : sends) {
      const bool taken =
          send->message != kNone && before && operation_of(message(*send)) != send->operation;
      const Duration_us over = send->at.from - latest - kWindow_us - case_.tolerance.late_us;
      if (taken && over > 0) {
        findings_.violated(send->operation, {operation_of(message(*send))},
                           explain_stale(*send, latest), over);
      }
      const bool suppressed = taken && send->at.from > message(*send).enqueued.to &&
                              !case_.granted.has(Freedom::any_duplicate);
      if (!suppressed) latest = std::max(latest, send->at.to);
      before = send;
    }
  }

  std::string explain_stale(const SendRecord& send, Instant_us latest) const {
    return fmt::format(
        "operation {} at {} was answered with message {} of operation {}\n"
        "the last send with its deduplication id that began a window ended at {}, more than {} "
        "earlier: the window was over, and the new message is lost",
        case_.id(send.operation), case_.time(send.at.from), message(send).id,
        case_.id(operation_of(message(send))), case_.time(latest), describe_duration(kWindow_us));
  }

  const Case& case_;
  const QueueRecord& queue_;
  bool by_content_;
  Findings& findings_;
};

template <bool kByContent>
Judgement judge_windows(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    Windows(the_case, queue, kByContent, findings).judge();
  });
}

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

Judgement judge_first_kept(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const MessageRecord& message : queue.messages) {
      if (message.sends.size() < 2 || message.deliveries.empty()) continue;
      const Delivery& seen = message.deliveries.front();
      const SendRecord* first = nullptr;
      const SendRecord* later = nullptr;
      for (const std::size_t index : message.sends) {
        const SendRecord& send = queue.sends[index];
        const bool may_be_first = send.at.from <= message.enqueued.to;
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
     Strength::must, judge_windows<false>, "no deduplication id was sent twice"},
    {"fifo/dedup/by-content",
     "with content-based deduplication equal bodies are duplicates, whatever their attributes",
     "SQS/FIFO-queues-exactly-once-processing", Strength::must, judge_windows<true>,
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
