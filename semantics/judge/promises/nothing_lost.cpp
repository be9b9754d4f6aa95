#include "semantics/judge/promises/nothing_lost.h"

#include <algorithm>
#include <fmt/core.h>

namespace sqsproof::semantics {
namespace {

Freedoms without_false_empties(Freedoms granted) {
  granted.revoke(Freedom::false_empty);
  return granted;
}

class QueueJudge {
 public:
  QueueJudge(const Case& the_case, const QueueRecord& queue, Findings& findings)
      : case_(the_case),
        queue_(queue),
        findings_(findings),
        needed_(polls_to_be_sure(the_case.granted)),
        granted_(without_false_empties(the_case.granted)),
        availability_(queue, the_case.tolerance, granted_) {}

  void judge() {
    for (std::size_t i = 0; i < queue_.messages.size(); ++i) {
      const MessageRecord& message = queue_.messages[i];
      if (message.sends.empty()) continue;
      if (!message.deliveries.empty() || is_seen_elsewhere(message)) {
        findings_.count_instance();
      } else if (was_taken(message)) {
        continue;  // it was purged: nothing to deliver
      } else {
        judge_unseen(i);
      }
    }
  }

 private:
  /// Certainly, by anything but its age or the end of its queue.
  static bool was_taken(const MessageRecord& message) {
    return std::any_of(message.exits.begin(), message.exits.end(), [](const Exit& exit) {
      return exit.definite && exit.kind != Exit::Kind::expired &&
             exit.kind != Exit::Kind::queue_deleted;
    });
  }
  static bool went_with_queue(const MessageRecord& message) {
    return std::any_of(message.exits.begin(), message.exits.end(), [](const Exit& exit) {
      return exit.definite && exit.kind == Exit::Kind::queue_deleted;
    });
  }

  bool is_seen_elsewhere(const MessageRecord& message) const {
    if (queue_.dead_letter_queue == kNone) return false;
    const auto& letters = case_.ledger.queues[queue_.dead_letter_queue].messages;
    return std::any_of(letters.begin(), letters.end(), [&](const MessageRecord& letter) {
      return letter.id == message.id && !letter.deliveries.empty();
    });
  }

  void judge_unseen(std::size_t index) {
    const MessageRecord& message = queue_.messages[index];
    const History& history = case_.history;
    const bool drained = history.drained && history.drained_from < history.operations.size();
    const auto missed = drained ? missing_polls(index) : std::vector<std::size_t>{};
    if (missed.size() == needed_) {
      findings_.count_instance();
      std::vector<std::size_t> because = missed;
      because.push_back(queue_.sends[message.sends.front()].operation);
      findings_.violated(missed.back(), because, explain(message, missed));
    } else if (!drained && !went_with_queue(message)) {
      const std::string& why = history.not_drained;
      findings_.open(name_of(message) + " was not received, but " +
                     (why.empty() ? "the queue was not drained" : why));
    } else if (message.may_be_gone_from == kNever_us) {
      findings_.open(name_of(message) + " was not received, and it is not certain that it should");
    }
  }

  /// The empty polls of the drain that should have found the message, or fewer than needed.
  std::vector<std::size_t> missing_polls(std::size_t message) {
    std::vector<std::size_t> missed;
    const auto& windows = availability_.windows(message);
    if (windows.empty()) return missed;
    Instant_us from = case_.operation(case_.history.drained_from).invoked;
    while (missed.size() < needed_) {
      const std::size_t poll = availability_.first_empty_poll(message, windows.back().during, from);
      if (poll == kNone) break;
      missed.push_back(queue_.receives[poll].operation);
      from = queue_.receives[poll].at.from + 1;
    }
    return missed;
  }

  std::string explain(const MessageRecord& message, const std::vector<std::size_t>& missed) const {
    return fmt::format(
        "{} was accepted by operation {} at {} at the latest\n"
        "it was never received, so nobody can have deleted it, and its retention period had not "
        "ended\n"
        "all timeouts and delays were over, and yet long polls {} and {}, the last one until {}, "
        "found nothing",
        name_of(message), case_.id(queue_.sends[message.sends.front()].operation),
        case_.time(message.enqueued.to), case_.id(missed.front()), case_.id(missed.back()),
        case_.time(case_.operation(missed.back()).returned));
  }

  const Case& case_;
  const QueueRecord& queue_;
  Findings& findings_;
  std::size_t needed_;
  Freedoms granted_;
  Availability availability_;
};

}  // namespace

Judgement judge_nothing_lost(const Case& the_case) {
  Findings findings(the_case);
  const Recorded& recorded = the_case.history.recorded;
  if (!recorded.all_receives || !recorded.all_deletes) {
    findings.open("the trace does not hold the receives and deletes of all clients");
  } else {
    for (const QueueRecord& queue : the_case.ledger.queues) {
      QueueJudge(the_case, queue, findings).judge();
    }
  }
  return std::move(findings).verdict();
}

}  // namespace sqsproof::semantics
