#include "semantics/judge/dead_letter_arrivals.h"

#include <algorithm>

#include "semantics/judge/availability.h"

namespace sqsproof::semantics {
namespace {

class Arrivals {
 public:
  Arrivals(Ledger& ledger, std::size_t source, const Tolerance& tolerance, const Freedoms& granted)
      : ledger_(ledger),
        source_index_(source),
        source_(ledger.queues[source]),
        tolerance_(tolerance),
        granted_(granted),
        availability_(source_, tolerance, granted) {}

  void hand_over() {
    const std::size_t target_index = source_.dead_letter_queue;
    std::unordered_map<std::string_view, std::size_t> seen;
    for (std::size_t i = 0; i < ledger_.queues[target_index].messages.size(); ++i) {
      seen.emplace(ledger_.queues[target_index].messages[i].id, i);
    }
    for (std::size_t i = 0; i < source_.messages.size(); ++i) {
      const auto found = seen.find(source_.messages[i].id);
      const bool sent_there = found != seen.end() &&
                              !ledger_.queues[target_index].messages[found->second].sends.empty();
      Exit* exit = exit_to_dead_letters(source_.messages[i]);
      if (sent_there || (!exit && found == seen.end())) continue;
      MessageRecord& letter = found != seen.end()
                                  ? ledger_.queues[target_index].messages[found->second]
                                  : ledger_.queues[target_index].messages.emplace_back();
      arrive(i, exit, letter);
    }
  }

 private:
  /// Those that were seen in the queue have them already.
  void add_move_exits(std::size_t queue, MessageRecord& letter) const {
    for (const MoveRecord& move : ledger_.moves) {
      if (move.source != queue || move.outcome == Outcome::refused) continue;
      letter.exits.push_back(
          {Exit::Kind::moved, move.operation, {move.at.from, kNever_us}, false, {}, 0});
    }
  }

  static Exit* exit_to_dead_letters(MessageRecord& message) {
    for (Exit& exit : message.exits) {
      if (exit.kind == Exit::Kind::dead_lettered) return &exit;
    }
    return nullptr;
  }

  void arrive(std::size_t index, Exit* exit, MessageRecord& letter) {
    MessageRecord& message = source_.messages[index];
    const QueueRecord& target = ledger_.queues[source_.dead_letter_queue];
    const bool fresh = letter.id.empty();
    letter.id = message.id;
    if (fresh) letter.body = message.body;
    if (fresh) add_move_exits(source_.dead_letter_queue, letter);
    letter.group = letter.group.empty() ? message.group : letter.group;
    letter.group_certain = message.group_certain;
    letter.origin = MessageRecord::Origin::dead_lettered;
    letter.source_queue = source_index_;
    letter.source_message = index;
    letter.enqueued = {exit ? exit->at.from : message.enqueued.from, kNever_us};
    for (const Delivery& delivery : letter.deliveries) {
      letter.enqueued.to = std::min(letter.enqueued.to, delivery.at.to);
    }
    const Instant_us asked = exit ? asked_again(index, *exit) : kNever_us;
    if (asked < kNever_us) {
      exit->at.to = asked;
      exit->definite = true;
      message.surely_gone_from = std::min(message.surely_gone_from, asked);
      letter.enqueued.to = std::min(letter.enqueued.to, asked);
    }
    // SQS/sqs-dead-letter-queues: a standard queue keeps the time of the original send, a FIFO
    // queue begins anew.
    letter.kept_since = target.settings.fifo ? letter.enqueued : message.kept_since;
  }

  /// The end of the first receive that would have got the message if it had been received less
  /// often: at the latest then it moves. kNever_us if there is none.
  Instant_us asked_again(std::size_t index, const Exit& exit) {
    const MessageRecord& message = source_.messages[index];
    if (source_.max_receives.changes() || source_.settings.max_receives <= 0) return kNever_us;
    const auto limit = static_cast<std::size_t>(source_.settings.max_receives);
    Instant_us received_by = -kNever_us;
    if (message.deliveries.size() < limit) return kNever_us;
    for (const Delivery& delivery : message.deliveries) {
      received_by = std::max(received_by, delivery.at.to);
    }
    Instant_us gone = kNever_us;
    for (const Exit& other : message.exits) {
      if (&other != &exit) gone = std::min(gone, other.at.from);
    }
    const Duration_us late = granted_.has(Freedom::dead_letter_time) ? seconds(60) : 0;
    for (const Available& window : surely_available(source_, message, gone, tolerance_)) {
      if (window.during.from < received_by) continue;
      const std::size_t receive = availability_.first_to_miss(index, window.during);
      if (receive == kNone) continue;
      return source_.receives[receive].at.to + late + tolerance_.late_us;
    }
    return kNever_us;
  }

  Ledger& ledger_;
  std::size_t source_index_;
  QueueRecord& source_;
  const Tolerance& tolerance_;
  const Freedoms& granted_;
  Availability availability_;
};

}  // namespace

void hand_over_dead_letters(Ledger& ledger, std::size_t queue, const Tolerance& tolerance,
                            const Freedoms& granted) {
  Arrivals(ledger, queue, tolerance, granted).hand_over();
}

}  // namespace sqsproof::semantics
