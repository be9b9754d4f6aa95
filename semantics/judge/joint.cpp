#include "semantics/judge/joint.h"

#include <algorithm>
#include <set>

#include "semantics/judge/margin.h"

namespace sqsproof::semantics {
namespace {

using Kind = MessageEvent::Kind;

constexpr std::size_t kBudget = 3'000'000;  // steps of orders that are tried
constexpr std::size_t kBudgetOfMargin = 30'000;
constexpr std::size_t kFound = 100;  // nobody reads more

class Search {
 public:
  Search(const Ledger& ledger, const EarlyFindings& early, bool all_sends,
         const Tolerance& tolerance, const Freedoms& granted)
      : ledger_(ledger), tolerance_(tolerance), granted_(granted), all_sends_(all_sends) {
    for (const Early& one : early.found) known_.insert({one.queue, one.message});
  }

  JointFindings run() {
    for (queue_ = 0; queue_ < ledger_.queues.size(); ++queue_) {
      const QueueRecord& queue = ledger_.queues[queue_];
      // SQS/sqs-visibility-timeout, SQS/standard-queues-at-least-once-delivery: nothing is sure.
      if (!queue.settings.fifo && granted_.has(Freedom::early_redelivery)) continue;
      known_until_ = known_until(queue);
      if (queue.settings.fifo) absences_.emplace(queue);
      for (message_ = 0; message_ < queue.messages.size(); ++message_) {
        if (is_asked(queue, queue.messages[message_])) judge(queue, queue.messages[message_]);
      }
      absences_.reset();
    }
    return std::move(result_);
  }

 private:
  /// One delivery fits wherever intervals say so, but for what a group says of its deletes;
  /// repeated attempts may answer as they did before, and twice in one answer is a promise of its
  /// own.
  bool is_asked(const QueueRecord& queue, const MessageRecord& message) const {
    const std::size_t least = queue.settings.fifo ? 1 : 2;
    if (message.deliveries.size() < least || result_.found.size() >= kFound) return false;
    return std::none_of(message.deliveries.begin(), message.deliveries.end(),
                        [&](const Delivery& delivery) {
                          return queue.receives[delivery.receive].repeats_attempt ||
                                 is_repeated(queue, delivery);
                        }) &&
           !known_.contains({queue_, message_});
  }

  void judge(const QueueRecord& queue, const MessageRecord& message) {
    const bool comes_back = !queue.settings.fifo && granted_.has(Freedom::deleted_delivery);
    OrderRules rules;
    rules.deletes = rules.counts = !comes_back;
    rules.deletes_late = !queue.settings.fifo;
    rules.early_us = tolerance_.early_us;
    absent_.clear();
    if (absences_) absent_ = absences_->of(message_);
    if (message.deliveries.size() + absent_.size() < 2) return;
    Joint joint;
    joint.events = events(message, tolerance_);
    joint.queue = queue_;
    joint.message = message_;
    const Fit fit = try_orders(joint.events, rules, budget_);
    if (fit.fits) return static_cast<void>(result_.untried += fit.untried ? 1 : 0);
    if (!find_about(joint, rules) || !name(queue, message, joint)) return;
    joint.margin_us = margin(message, rules);
    result_.found.push_back(std::move(joint));
  }

  /// A message may be older than the send that returned its id: of a duplicate that was not seen.
  MessageEvents events(const MessageRecord& message, const Tolerance& tolerance) const {
    MessageEvents events = events_of(message, absent_, known_until_, tolerance);
    const QueueRecord& queue = ledger_.queues[queue_];
    const bool original_seen = all_sends_ && (!queue.settings.fifo || queue.created_here);
    if (!original_seen) events.not_before = -kNever_us, events.delayed = false;
    return events;
  }

  /// The fewest rules that do not let the calls fit together.
  bool find_about(Joint& joint, OrderRules& rules) {
    const OrderRules all = rules;
    for (const auto about : {Joint::About::timers, Joint::About::deletes, Joint::About::counts}) {
      joint.about = about;
      rules.deletes = all.deletes && about != Joint::About::timers;
      rules.counts = all.counts && about == Joint::About::counts;
      joint.fit = try_orders(joint.events, rules, budget_);
      if (!joint.fit.fits) break;
    }
    const auto& ends = joint.fit.dead_ends;
    const auto overtaken = [](const DeadEnd& end) { return end.why == DeadEnd::Why::still_there; };
    const bool order = std::all_of(ends.begin(), ends.end(), overtaken);
    if (joint.about == Joint::About::deletes && order) joint.about = Joint::About::order;
    return !joint.fit.fits;
  }

  /// Says which promise it is about; false when it is none: calls that were made before what they
  /// rest on.
  bool name(const QueueRecord& queue, const MessageRecord& message, Joint& joint) const {
    for (const std::size_t i : joint.fit.cluster) {
      const MessageEvent& event = joint.events.all[i];
      const bool receive = event.kind == Kind::delivery || event.kind == Kind::absence;
      if (receive) joint.operation = event.operation;
    }
    if (joint.about != Joint::About::timers) return true;
    const auto by_timer = std::find_if(joint.fit.dead_ends.begin(), joint.fit.dead_ends.end(),
                                       [&](const DeadEnd& end) { return hider(joint, end); });
    if (by_timer != joint.fit.dead_ends.end()) {
      const MessageEvent& hidden_by = *hider(joint, *by_timer);
      const MessageEvent& last = joint.events.all[by_timer->steps.back().event];
      joint.cause = cause_of(queue, message, message.hidings[hidden_by.hiding], last.at);
      return true;
    }
    if (joint.events.delayed) joint.cause = cause_of_delay(queue, message);
    return joint.events.delayed;
  }

  /// What hid the message last on the way to a dead end.
  static const MessageEvent* hider(const Joint& joint, const DeadEnd& end) {
    for (std::size_t i = end.steps.size(); i-- > 1;) {
      if (end.steps[i].bound == OrderStep::Bound::lease) {
        return &joint.events.all[end.steps[i - 1].event];
      }
    }
    return nullptr;
  }

  /// The least additional tolerance with which the calls fit together; none when no tolerance
  /// helps.
  std::optional<Duration_us> margin(const MessageRecord& message, OrderRules rules) {
    Duration_us longest = message.due.from - message.enqueued.from;
    for (const Hiding& hiding : message.hidings) longest = std::max(longest, hiding.shortest);
    const auto fits = [&](Duration_us more) {
      const Tolerance wider{tolerance_.early_us + more, tolerance_.late_us};
      rules.early_us = wider.early_us;
      std::size_t budget = kBudgetOfMargin;
      return try_orders(events(message, wider), rules, budget).fits;
    };
    return least_margin(longest, fits);
  }

  const Ledger& ledger_;
  const Tolerance& tolerance_;
  const Freedoms& granted_;
  bool all_sends_;
  std::set<std::pair<std::size_t, std::size_t>> known_;  // queues and messages
  std::size_t queue_ = 0, message_ = 0;
  std::optional<Absences> absences_;    // of a FIFO queue
  std::vector<Absence> absent_;         // of the message
  Instant_us known_until_ = kNever_us;  // of the queue's receives
  std::size_t budget_ = kBudget;
  JointFindings result_;
};

}  // namespace

JointFindings find_joint(const Ledger& ledger, const EarlyFindings& early, const Recorded& recorded,
                         const Tolerance& tolerance, const Freedoms& granted) {
  // Move tasks bring messages back, and who is not seen may receive, change and delete.
  const bool known = recorded.all_receives && recorded.all_deletes && ledger.moves.empty();
  return known ? Search(ledger, early, recorded.all_sends, tolerance, granted).run()
               : JointFindings{};
}

}  // namespace sqsproof::semantics
