#include "semantics/judge/group_joint.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "semantics/judge/margin.h"

namespace sqsproof::semantics {
namespace {

using About = Joint::About;
using Kind = GroupCall::Kind;

constexpr std::size_t kBudget = 1'000'000;  // steps of orders that are tried
constexpr std::size_t kBudgetOfMargin = 30'000;
constexpr std::size_t kFound = 100;  // nobody reads more

class Search {
 public:
  Search(const Ledger& ledger, const EarlyFindings& early, const JointFindings& joint,
         bool all_sends, const Tolerance& tolerance)
      : ledger_(ledger), all_sends_(all_sends), tolerance_(tolerance) {
    for (const Early& one : early.found) known_.insert({one.queue, one.message});
    for (const Joint& one : joint.found) known_.insert({one.queue, one.message});
  }

  GroupJointFindings run() {
    for (queue_ = 0; queue_ < ledger_.queues.size(); ++queue_) {
      const QueueRecord& queue = ledger_.queues[queue_];
      if (!queue.settings.fifo) continue;
      known_until_ = known_until(queue);
      const GroupOrders groups = group_orders_of(queue);
      std::unordered_set<std::string_view> judged;
      for (const MessageRecord& message : queue.messages) {
        if (!message.group_certain || !judged.insert(message.group).second) continue;
        const GroupOrder& group = groups.at(message.group);
        if (result_.found.size() < kFound && is_asked(queue, group))
          judge(queue, message.group, group);
      }
    }
    return std::move(result_);
  }

 private:
  /// Calls about one message are tried elsewhere.
  bool is_asked(const QueueRecord& queue, const GroupOrder& group) const {
    const auto received = std::count_if(
        group.all().begin(), group.all().end(),
        [&](std::size_t message) { return !queue.messages[message].deliveries.empty(); });
    return received > 1 && std::none_of(group.all().begin(), group.all().end(), [&](std::size_t m) {
             return known_.contains({queue_, m});
           });
  }

  void judge(const QueueRecord& queue, std::string_view name, const GroupOrder& group) {
    GroupJoint joint;
    joint.queue = queue_;
    joint.group = name;
    joint.calls = calls(queue, group, tolerance_);
    GroupRules rules;
    rules.early_us = tolerance_.early_us;
    const GroupFit fit = try_group(joint.calls, rules, budget_);
    if (fit.fits) return static_cast<void>(result_.untried += fit.untried ? 1 : 0);
    if (!find_about(joint, rules) || !name_cause(queue, joint)) return;
    for (const std::size_t i : joint.fit.cluster) {
      if (joint.calls.all[i].kind == Kind::receive) joint.operation = joint.calls.all[i].operation;
    }
    joint.margin_us = margin(queue, group, rules);
    result_.found.push_back(std::move(joint));
  }

  GroupCalls calls(const QueueRecord& queue, const GroupOrder& group,
                   const Tolerance& tolerance) const {
    return calls_of(queue, group, known_until_, all_sends_ && queue.created_here, tolerance);
  }

  /// The fewest rules that do not let the calls fit together.
  bool find_about(GroupJoint& joint, GroupRules& rules) {
    for (const About about : {About::timers, About::deletes, About::order, About::counts}) {
      joint.about = about;
      rules.deletes = about != About::timers;
      rules.order = rules.deletes && about != About::deletes;
      rules.counts = about == About::counts;
      joint.fit = try_group(joint.calls, rules, budget_);
      if (!joint.fit.fits) break;
    }
    return !joint.fit.fits;
  }

  /// Says which promise about times it is; false when it is none: calls that were made before what
  /// they rest on.
  bool name_cause(const QueueRecord& queue, GroupJoint& joint) const {
    if (joint.about != About::timers) return true;
    for (const GroupDeadEnd& end : joint.fit.dead_ends) {
      for (std::size_t i = end.steps.size(); i-- > 0;) {
        const GroupStep& step = end.steps[i];
        if (step.message == kNone) continue;
        const GroupMessage& one = joint.calls.messages[step.message];
        const MessageRecord& message = queue.messages[one.message];
        if (step.bound == GroupStep::Bound::lease && i > 0) {
          joint.cause = cause_of(queue, message, *hiding(joint, message, end.steps[i - 1], step),
                                 joint.calls.all[step.call].at);
          return true;
        }
        if (one.delayed) {
          joint.cause = cause_of_delay(queue, message);
          return true;
        }
      }
    }
    return false;
  }

  /// What the step before did to the message.
  static const Hiding* hiding(const GroupJoint& joint, const MessageRecord& message,
                              const GroupStep& before, const GroupStep& step) {
    const auto& parts = joint.calls.all[before.call].parts;
    const auto part = std::find_if(parts.begin(), parts.end(), [&](const GroupCall::Part& one) {
      return one.message == step.message;
    });
    return &message.hidings[part->hiding];
  }

  /// The least additional tolerance with which the calls fit together; none when no tolerance
  /// helps.
  std::optional<Duration_us> margin(const QueueRecord& queue, const GroupOrder& group,
                                    GroupRules rules) const {
    Duration_us longest = 0;
    for (const std::size_t index : group.all()) {
      const MessageRecord& message = queue.messages[index];
      longest = std::max(longest, message.due.from - message.enqueued.from);
      for (const Hiding& hiding : message.hidings) longest = std::max(longest, hiding.shortest);
    }
    const auto fits = [&](Duration_us more) {
      const Tolerance wider{tolerance_.early_us + more, tolerance_.late_us};
      rules.early_us = wider.early_us;
      std::size_t budget = kBudgetOfMargin;
      return try_group(calls(queue, group, wider), rules, budget).fits;
    };
    return least_margin(longest, fits);
  }

  const Ledger& ledger_;
  bool all_sends_;
  const Tolerance& tolerance_;
  std::set<std::pair<std::size_t, std::size_t>> known_;  // queues and messages
  std::size_t queue_ = 0;
  Instant_us known_until_ = kNever_us;  // of the queue's receives
  std::size_t budget_ = kBudget;
  GroupJointFindings result_;
};

}  // namespace

GroupJointFindings find_group_joint(const Ledger& ledger, const EarlyFindings& early,
                                    const JointFindings& joint, const Recorded& recorded,
                                    const Tolerance& tolerance) {
  // Move tasks bring messages back, and who is not seen may receive, change and delete.
  const bool known = recorded.all_receives && recorded.all_deletes && ledger.moves.empty();
  return known ? Search(ledger, early, joint, recorded.all_sends, tolerance).run()
               : GroupJointFindings{};
}

}  // namespace sqsproof::semantics
