// redrive/: what can be seen of a move task while it runs: its status, and how fast it moves
// (SQSAPI/ListMessageMoveTasks, SQSAPI/StartMessageMoveTask).
#include <algorithm>
#include <fmt/core.h>
#include <map>
#include <set>

#include "semantics/judge/case.h"
#include "semantics/judge/group_order.h"
#include "semantics/judge/promises.h"
#include "semantics/judge/promises/copies.h"

namespace sqsproof::semantics {
namespace {

constexpr int kOver = 2;  // COMPLETED, CANCELLED, FAILED

/// Statuses in their order; those that end a task are equal. Nothing of another word.
std::optional<int> stage_of(std::string_view status) {
  if (status == "RUNNING") return 0;
  if (status == "CANCELLING") return 1;
  if (status == "COMPLETED" || status == "CANCELLED" || status == "FAILED") return kOver;
  return std::nullopt;
}

struct Shown {
  std::size_t operation;
  std::string_view status;
};

/// The statuses of the tasks of one source, by the times at which they were started.
struct Source {
  std::size_t starts = 0;  ///< that were not refused
  std::map<std::int64_t, std::vector<Shown>> tasks;
  /// Whether no two tasks can have been started at one time, so that the time tells them apart.
  [[nodiscard]] bool told_apart() const { return starts <= tasks.size(); }
};

std::map<std::string_view, Source> sources_of(const History& history) {
  std::map<std::string_view, Source> sources;
  for (std::size_t i = 0; i < history.operations.size(); ++i) {
    const Operation& operation = history.operations[i];
    const auto* start = std::get_if<StartMessageMoveTaskRequest>(&operation.call);
    if (start && start->source_arn && outcome_of(operation.answer) != Outcome::refused) {
      ++sources[*start->source_arn].starts;
    }
    const auto* reply = std::get_if<Reply>(&operation.answer);
    const auto* list = reply ? std::get_if<ListMessageMoveTasksResponse>(reply) : nullptr;
    if (!list) continue;
    for (const ListMessageMoveTasksResultEntry& task : list->results) {
      sources[task.source_arn].tasks[task.started_timestamp].push_back({i, task.status});
    }
  }
  return sources;
}

void judge_pair(const Case& the_case, const Shown& x, const Shown& y, Findings& findings) {
  const auto before = stage_of(x.status);
  const auto after = stage_of(y.status);
  if (!before || !after) return;
  const bool goes_on = *before == kOver ? x.status == y.status : *after >= *before;
  findings.test(goes_on, y.operation, {x.operation}, [&] {
    return fmt::format("operation {} says {} of a move task\noperation {} said {} of it before",
                       the_case.id(y.operation), y.status, the_case.id(x.operation), x.status);
  });
}

void judge_task(const Case& the_case, const std::vector<Shown>& shown, Findings& findings) {
  for (std::size_t i = 0; i < shown.size(); ++i) {
    findings.test(stage_of(shown[i].status).has_value(), shown[i].operation, {}, [&] {
      return fmt::format("operation {} says `{}` of a move task, which is no status",
                         the_case.id(shown[i].operation), shown[i].status);
    });
    const Instant_us invoked = the_case.operation(shown[i].operation).invoked;
    const auto last = std::find_if(  // that certainly was before
        shown.rend() - static_cast<std::ptrdiff_t>(i), shown.rend(),
        [&](const Shown& one) { return the_case.operation(one.operation).returned < invoked; });
    if (last != shown.rend()) judge_pair(the_case, *last, shown[i], findings);
  }
}

/// The only task of its source does not run after its cancellation was accepted.
void judge_cancelled(const Case& the_case, const MoveRecord& move, const Source& source,
                     Findings& findings) {
  if (!move.cancelled || source.starts != 1 || source.tasks.size() != 1) return;
  for (const Shown& shown : source.tasks.begin()->second) {
    if (the_case.operation(shown.operation).invoked <= move.cancelled->to) continue;
    findings.test(
        shown.status != "RUNNING", shown.operation, {move.operation, move.cancel_operation}, [&] {
          return fmt::format(
              "operation {} cancelled the move task\noperation {} says that it is {}",
              the_case.id(move.cancel_operation), the_case.id(shown.operation), shown.status);
        });
  }
}

Judgement judge_status(const Case& the_case) {
  Findings findings(the_case);
  const auto sources = sources_of(the_case.history);
  for (const auto& [arn, source] : sources) {
    if (!source.told_apart()) continue;
    for (const auto& [started, shown] : source.tasks) judge_task(the_case, shown, findings);
  }
  if (the_case.granted.has(Freedom::slow_moves)) return std::move(findings).verdict();
  for (const MoveRecord& move : the_case.ledger.moves) {
    const auto& start =
        std::get<StartMessageMoveTaskRequest>(the_case.operation(move.operation).call);
    const auto source = sources.find(start.source_arn.value_or(""));
    if (source != sources.end()) judge_cancelled(the_case, move, source->second, findings);
  }
  return std::move(findings).verdict();
}

/// First deliveries of what a task moved, one for each body, in the order of their ends.
std::vector<const Delivery*> arrivals(const Case& the_case) {
  std::map<std::string_view, const Delivery*> first;
  for (const QueueRecord& queue : the_case.ledger.queues) {
    for (const MessageRecord& message : queue.messages) {
      const bool moved = message.origin == MessageRecord::Origin::moved && !message.body.empty();
      if (!moved || message.deliveries.empty()) continue;
      const Delivery*& found = first[message.body];
      const Delivery& here = message.deliveries.front();
      if (!found || here.at.to > found->at.to) found = &here;
    }
  }
  std::vector<const Delivery*> all;
  for (const auto& [body, delivery] : first) all.push_back(delivery);
  std::sort(all.begin(), all.end(),
            [](const Delivery* x, const Delivery* y) { return x->at.to < y->at.to; });
  return all;
}

bool has_unanswered_sends(const Case& the_case) {
  return std::any_of(
      the_case.ledger.queues.begin(), the_case.ledger.queues.end(), [](const QueueRecord& queue) {
        return std::any_of(queue.sends.begin(), queue.sends.end(),
                           [](const SendRecord& send) { return send.outcome == Outcome::unknown; });
      });
}

/// By t seconds after its start, a task of r messages a second has moved r * (t + 1) at most: it
/// may move those of a second at its beginning.
Judgement judge_rate(const Case& the_case) {
  Findings findings(the_case);
  const auto& moves = the_case.ledger.moves;
  if (accepted_moves(the_case) != 1 || has_unanswered_sends(the_case)) {
    return std::move(findings).verdict();
  }
  const auto move = std::find_if(moves.begin(), moves.end(), [](const MoveRecord& one) {
    return one.outcome == Outcome::accepted && one.per_second > 0;
  });
  if (move == moves.end()) return std::move(findings).verdict();
  const auto came = arrivals(the_case);
  for (std::size_t i = static_cast<std::size_t>(move->per_second); i < came.size(); ++i) {
    const Duration_us since = came[i]->at.to - move->at.from + the_case.tolerance.early_us;
    const auto moved = static_cast<std::int64_t>(i + 1);
    const std::int64_t most = move->per_second * (since + kSecond_us) / kSecond_us;
    findings.test(moved <= most, came[i]->operation, {move->operation}, [&] {
      return fmt::format(
          "task {} was asked to move {} messages a second\n{} of them were received {} after it "
          "was started, the last one by receive {}: not more than {} can have been moved",
          the_case.id(move->operation), move->per_second, moved, describe_duration(since),
          the_case.id(came[i]->operation), most);
    });
  }
  return std::move(findings).verdict();
}

/// A dead letter that lay still since before the task, with the only message that was made of it.
struct Moved {
  const MessageRecord* letter;
  const QueueRecord* queue;
  const MessageRecord* copy;
};

std::vector<Moved> moved_by(const Case& the_case, const MoveRecord& move) {
  std::vector<Moved> all;
  const Copies copies(the_case);
  for (const MessageRecord& letter : the_case.ledger.queues[move.source].messages) {
    const auto found = copies.of(letter.body);
    const bool certain = letter.group_certain && copies.sends(letter.body) == 1;
    if (!certain || letter.sequence_number.empty() || found.size() != 1) continue;
    if (found.front().message->sequence_number.empty()) continue;
    const bool still =
        std::all_of(letter.hidings.begin(), letter.hidings.end(), [&](const Hiding& hiding) {
          return latest_end(hiding, the_case.tolerance) < move.at.from;
        });
    if (still) all.push_back({&letter, found.front().queue, found.front().message});
  }
  return all;
}

/// Those of one group together, in the order of the dead-letter queue.
bool stood_before(const Moved& x, const Moved& y) {
  if (x.queue != y.queue) return x.queue < y.queue;
  if (x.letter->group != y.letter->group) return x.letter->group < y.letter->group;
  return smaller_number(x.letter->sequence_number, y.letter->sequence_number);
}

void judge_order_of(const Case& the_case, const MoveRecord& move, const Moved& x, const Moved& y,
                    Findings& findings) {
  const Delivery& last = y.copy->deliveries.front();
  findings.test(smaller_number(x.copy->sequence_number, y.copy->sequence_number), last.operation,
                {move.operation}, [&] {
                  return fmt::format(
                      "{} was before {} in group `{}` of the dead-letter queue\n"
                      "task {} moved both, and their sequence numbers are now {} and {}",
                      name_of(*x.letter), name_of(*y.letter), x.letter->group,
                      the_case.id(move.operation), x.copy->sequence_number,
                      y.copy->sequence_number);
                });
}

/// A redrive begins with the oldest message. SQS/sqs-configure-dead-letter-queue-redrive
Judgement judge_order(const Case& the_case) {
  Findings findings(the_case);
  const bool any_order = the_case.granted.has(Freedom::slow_moves);
  if (accepted_moves(the_case) != 1 || any_order) return std::move(findings).verdict();
  for (const MoveRecord& move : the_case.ledger.moves) {
    if (move.outcome != Outcome::accepted || move.source == kNone) continue;
    auto moved = moved_by(the_case, move);
    std::sort(moved.begin(), moved.end(), stood_before);
    for (std::size_t i = 1; i < moved.size(); ++i) {
      const Moved &x = moved[i - 1], &y = moved[i];
      const bool one_group = x.queue == y.queue && x.letter->group == y.letter->group;
      if (one_group) judge_order_of(the_case, move, x, y, findings);
    }
  }
  return std::move(findings).verdict();
}

constexpr Promise kRows[] = {
    {"redrive/status-goes-on",
     "the status of a move task goes from RUNNING to its end, and never back",
     "SQSAPI/ListMessageMoveTasks", Strength::should, judge_status, "no task was listed"},
    {"redrive/rate-kept", "a move task moves no faster than it was asked to",
     "SQSAPI/StartMessageMoveTask", Strength::should, judge_rate,
     "no more messages of a task with a rate were received than it may move in a second"},
    {"redrive/keeps-order", "a move task keeps the order of each group",
     "SQS/sqs-configure-dead-letter-queue-redrive", Strength::should, judge_order,
     "no two dead letters of a group were received, moved and received again"},
};

}  // namespace

std::span<const Promise> move_task_promises() { return kRows; }

}  // namespace sqsproof::semantics
