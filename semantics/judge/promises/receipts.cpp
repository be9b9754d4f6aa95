// receipts/: every receive issues a receipt of its own, and the latest one deletes
// (SQSAPI/DeleteMessage, SQS/sqs-queue-message-identifiers).
#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/causes.h"
#include "semantics/judge/promises.h"

namespace sqsproof::semantics {
namespace {

Judgement judge_fresh(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const MessageRecord& message : queue.messages) {
      for (std::size_t i = 1; i < message.deliveries.size(); ++i) {
        const Delivery& y = message.deliveries[i];
        const ReceiveRecord& receive = queue.receives[y.receive];
        if (receive.repeats_attempt || receive.late_attempt) continue;
        const Delivery* same = nullptr;
        for (std::size_t j = 0; j < i; ++j) {
          const Delivery& x = message.deliveries[j];
          if (x.seen->receipt_handle == y.seen->receipt_handle && x.operation != y.operation) {
            same = &x;
          }
        }
        findings.test(!same, y.operation, {same ? same->operation : y.operation}, [&] {
          return fmt::format("receives {} and {} gave {} the same receipt handle",
                             the_case.id(same->operation), the_case.id(y.operation),
                             name_of(message));
        });
      }
    }
  });
}

bool was_deleted_before(const MessageRecord& message, const ReceiptUse& use) {
  return std::any_of(message.exits.begin(), message.exits.end(), [&](const Exit& exit) {
    return exit.kind == Exit::Kind::deleted && exit.serial != use.serial &&
           exit.at.from < use.at.to;
  });
}

/// The first instant at which the message may be gone by anything but this call.
Instant_us gone_otherwise(const MessageRecord& message, const ReceiptUse& use) {
  Instant_us gone = kNever_us;
  for (const Exit& exit : message.exits) {
    if (exit.serial != use.serial) gone = std::min(gone, exit.at.from);
  }
  return gone;
}

/// Whether a delete certainly has to succeed.
bool must_delete(const Case& the_case, const QueueRecord& queue, const ReceiptUse& use) {
  if (!queue.deletions.empty() || use.error == "AccessDenied") return false;
  if (!queue.settings.fifo) return true;  // any receipt of the queue does, at any time
  const MessageRecord& message = queue.messages[use.message];
  return gone_otherwise(message, use) > use.at.to &&
         surely_current(message, use.at, use.serial, use.receipt, true, the_case.tolerance);
}

template <bool kRepeated>
Judgement judge_accepted(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const ReceiptUse& use : queue.uses) {
      if (!use.removes || use.message == kNone || use.outcome == Outcome::unknown) continue;
      const MessageRecord& message = queue.messages[use.message];
      if (was_deleted_before(message, use) != kRepeated || !must_delete(the_case, queue, use)) {
        continue;
      }
      findings.test(use.outcome == Outcome::accepted, use.operation,
                    story_of(queue, message, use.at.from), [&] {
                      return fmt::format(
                          "the receipt is one of {}, {}\noperation {} was refused: {}",
                          name_of(message),
                          kRepeated ? "which was deleted" : "and it was not out of date",
                          the_case.id(use.operation), use.error);
                    });
    }
  });
}

/// Whether the receipt certainly is an old one, or its timeout certainly over.
bool surely_expired(const MessageRecord& message, const ReceiptUse& use,
                    const Tolerance& tolerance) {
  const auto candidates = governing(message, use.at, use.serial);
  return !candidates.empty() &&
         std::all_of(candidates.begin(), candidates.end(), [&](std::size_t i) {
           const Hiding& hiding = message.hidings[i];
           if (hiding.at.to >= use.at.from) return false;
           return hiding.receipt != use.receipt || latest_end(hiding, tolerance) < use.at.from;
         });
}

/// What made the receipt an old one: a later receive, or the end of its timeout.
std::string explain_expired(const Case& the_case, const MessageRecord& message,
                            const ReceiptUse& use) {
  std::string text;
  for (const std::size_t i : governing(message, use.at, use.serial)) {
    const Hiding& hiding = message.hidings[i];
    const bool receive = hiding.is_receive;
    if (receive && hiding.receipt != use.receipt) {
      text += fmt::format("operation {} received {} since, with another receipt\n",
                          the_case.id(hiding.operation), name_of(message));
    } else {
      text += fmt::format("operation {} {} {} at {} at the latest: hidden for {}, until {}\n",
                          the_case.id(hiding.operation),
                          receive ? "received" : "changed the visibility of", name_of(message),
                          the_case.time(hiding.at.to), describe_duration(hiding.longest),
                          the_case.time(hiding.at.to + hiding.longest));
    }
  }
  return text;
}

Judgement judge_expired(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    if (!queue.settings.fifo) return;
    const bool lost = !queue.lost_receives.empty();
    for (const ReceiptUse& use : queue.uses) {
      if (lost || !use.removes || use.message == kNone || use.outcome == Outcome::unknown) continue;
      const MessageRecord& message = queue.messages[use.message];
      if (gone_otherwise(message, use) <= use.at.to ||
          !surely_expired(message, use, the_case.tolerance))
        continue;
      findings.test(use.outcome == Outcome::refused, use.operation,
                    story_of(queue, message, use.at.from), [&] {
                      return fmt::format(
                          "{}so the receipt was out of date at {}\n"
                          "operation {} deleted with it all the same, from a FIFO queue",
                          explain_expired(the_case, message, use), the_case.time(use.at.from),
                          the_case.id(use.operation));
                    });
    }
  });
}

/// Whether a queue of the same name issued it that was deleted since: of these, nothing is said.
bool is_of_name(const Ledger& ledger, const QueueRecord& queue, std::string_view receipt) {
  const auto issuer = ledger.receipts.find(receipt);
  return issuer != ledger.receipts.end() && ledger.queues[issuer->second].url == queue.url;
}

Judgement judge_foreign(const Case& the_case) {
  const Recorded& recorded = the_case.history.recorded;
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    const bool lost = !queue.lost_receives.empty();
    if (!recorded.all_receives || !queue.created_here || lost) return;
    for (const ReceiptUse& use : queue.uses) {
      if (use.message != kNone || use.outcome == Outcome::unknown) continue;
      if (is_of_name(the_case.ledger, queue, use.receipt)) continue;
      findings.test(use.outcome == Outcome::refused, use.operation, {}, [&] {
        return fmt::format(
            "no receive of this queue issued the receipt of operation {}, which was "
            "accepted",
            the_case.id(use.operation));
      });
    }
  });
}

constexpr const char* kDelete = "SQSAPI/DeleteMessage";

constexpr Promise kRows[] = {
    {"receipts/fresh", "every receive of a message issues another receipt handle",
     "SQS/sqs-queue-message-identifiers", Strength::must, judge_fresh,
     "no message was received twice"},
    {"receipts/delete-accepted", "a delete with the latest receipt succeeds", kDelete,
     Strength::must, judge_accepted<false>, "nothing was deleted with a receipt that has to do"},
    {"receipts/delete-repeats", "a delete that is repeated succeeds", kDelete, Strength::should,
     judge_accepted<true>, "no delete was repeated"},
    {"receipts/expired-refused", "a FIFO queue refuses deletes after the visibility timeout",
     kDelete, Strength::must, judge_expired, "no old receipt was used on a FIFO queue"},
    {"receipts/foreign-refused", "a receipt that the queue did not issue is refused", kDelete,
     Strength::must, judge_foreign, "no receipt was used that is none of the queue"},
};

}  // namespace

std::span<const Promise> receipt_promises() { return kRows; }

}  // namespace sqsproof::semantics
