#include "semantics/judge/joint_text.h"

#include <algorithm>
#include <fmt/core.h>
#include <set>

#include "semantics/judge/bounds.h"
#include "semantics/judge/group_joint_text.h"
#include "semantics/judge/order_words.h"

namespace sqsproof::semantics {
namespace {

using Bound = OrderStep::Bound;
using Kind = MessageEvent::Kind;

class Words {
 public:
  Words(const Case& the_case, const Joint& joint)
      : case_(the_case),
        joint_(joint),
        message_(the_case.ledger.queues[joint.queue].messages[joint.message]) {}

  std::string explanation() const {
    const auto& ends = joint_.fit.dead_ends;
    std::string text = beginning() + describe_orders(ends.size(), [&](std::size_t i) {
                         return of_order(ends[i]);
                       });
    if (ends.size() > 1) return text + "no other order is possible";
    const bool late = ends.empty() || ends.front().why == DeadEnd::Why::too_late;
    if (late) return text + "that is as early as the calls allow";
    text.pop_back();
    return text;
  }

  /// The operations that play a part in some order.
  std::vector<std::size_t> operations() const {
    std::vector<std::size_t> operations;
    const QueueRecord& queue = case_.ledger.queues[joint_.queue];
    for (const std::size_t send : message_.sends) operations.push_back(queue.sends[send].operation);
    const auto add = [&](std::size_t event) {
      if (event != kNone) operations.push_back(joint_.events.all[event].operation);
    };
    for (const DeadEnd& end : joint_.fit.dead_ends) {
      for (const OrderStep& step : end.steps) add(step.event);
      for (const std::size_t event : end.order) add(event);
      add(end.deleted_by);
      add(end.passed_by);
    }
    add_later(operations);
    return operations;
  }

 private:
  /// The sends of what was received instead: they say that it comes later.
  void add_later(std::vector<std::size_t>& operations) const {
    const std::set<std::size_t> named(operations.begin(), operations.end());
    const QueueRecord& queue = case_.ledger.queues[joint_.queue];
    for (const MessageEvent& event : joint_.events.all) {
      if (event.kind != Kind::absence || !named.contains(event.operation)) continue;
      for (const std::size_t send : queue.messages[event.later].sends) {
        operations.push_back(queue.sends[send].operation);
      }
    }
  }

  const MessageEvent& event(std::size_t index) const { return joint_.events.all[index]; }
  std::size_t id(std::size_t index) const { return case_.id(event(index).operation); }

  std::string beginning() const {
    const bool deletes = joint_.about == Joint::About::deletes;
    const bool order = joint_.about == Joint::About::order;
    if (order) return overtaken();
    std::size_t calls = 0;
    std::string list;
    for (const std::size_t i : joint_.fit.cluster) {
      const Kind kind = event(i).kind;
      if (kind != Kind::delivery && !(deletes && kind == Kind::removal)) continue;
      list += (calls++ > 0 ? ", " : "") + std::to_string(id(i));
    }
    if (calls > 1) {
      return fmt::format("{} was received{} by operations {}, whose calls overlap\n",
                         name_of(message_), deletes ? " and deleted" : "", list);
    }
    return fmt::format("operation {} received {} {}\n", list, name_of(message_), reproach());
  }

  std::string_view reproach() const {
    switch (joint_.about) {
      case Joint::About::counts:
        return "with a receive count that does not fit";
      case Joint::About::deletes:
        return "after it was deleted";
      case Joint::About::order:
      case Joint::About::timers:
        break;
    }
    return "too soon";
  }

  std::string overtaken() const {
    return fmt::format("{} was overtaken by later messages of its group\n", name_of(message_));
  }

  std::string instead(std::size_t index) const {
    const QueueRecord& queue = case_.ledger.queues[joint_.queue];
    return fmt::format("operation {} received {}, which comes after it in its group", id(index),
                       name_of(queue.messages[event(index).later]));
  }

  std::string of_order(const DeadEnd& end) const {
    std::string text = describe_sequence(end.order, [this](std::size_t i) { return id(i); });
    for (std::size_t i = 0; i + 1 < end.steps.size(); ++i) text += of_step(end.steps, i);
    return text + of_last(end) + "\n";
  }

  static std::string_view verb(Kind kind) {
    switch (kind) {
      case Kind::delivery:
        return "received it";
      case Kind::change:
        return "changed its timeout";
      case Kind::absence:
        return "received a later message of its group";
      case Kind::removal:
        break;
    }
    return "deleted it";
  }

  std::string of_step(const std::vector<OrderStep>& steps, std::size_t i) const {
    const OrderStep& step = steps[i];
    const bool hides = steps[i + 1].bound == Bound::lease;
    const std::string since =
        step.bound == Bound::beginning
            ? joint_.events.delayed ? ", when it was due" : ", when it was sent"
            : "";
    std::string text = fmt::format("operation {} {} at {} at the earliest{}", id(step.event),
                                   verb(event(step.event).kind), case_.time(step.at), since);
    if (hides) {
      text += fmt::format(" and hid it for {}, until {}",
                          describe_duration(event(step.event).hides), case_.time(steps[i + 1].at));
    }
    return text + "; ";
  }

  std::string of_last(const DeadEnd& end) const {
    const OrderStep& last = end.steps.back();
    switch (end.why) {
      case DeadEnd::Why::deleted:
        if (end.passed_by != kNone) {
          return fmt::format("{}, so operation {} had deleted it; operation {} received it again",
                             instead(end.passed_by), id(end.deleted_by), id(last.event));
        }
        return fmt::format("operation {} deleted it before operation {} received it",
                           id(end.deleted_by), id(last.event));
      case DeadEnd::Why::still_there:
        return instead(last.event) + ", when nothing had deleted it";
      case DeadEnd::Why::miscounted:
        return fmt::format("operation {} is receive number {}, and shows {}", id(last.event),
                           end.received, event(last.event).count);
      case DeadEnd::Why::too_late:
        break;
    }
    const std::string before = last.bound == Bound::beginning && joint_.events.delayed
                                   ? fmt::format("it was not due before {}, ", case_.time(last.at))
                                   : "";
    return fmt::format("{}but operation {} was over at {}", before, id(last.event),
                       case_.time(event(last.event).at.to));
  }

  const Case& case_;
  const Joint& joint_;
  const MessageRecord& message_;
};

}  // namespace

void judge_joint(const Case& the_case, Joint::About about, std::optional<EarlyCause> cause,
                 const std::function<bool(const QueueRecord&)>& applies, Findings& findings) {
  for (const Joint& joint : the_case.joint.found) {
    const bool ours = joint.about == about && (!cause || joint.cause == *cause);
    if (!ours || !applies(the_case.ledger.queues[joint.queue])) continue;
    findings.count_instance();
    const Words words(the_case, joint);
    findings.violated(joint.operation, words.operations(), words.explanation(), joint.margin_us,
                      bounds_of(the_case, joint));
  }
  findings.untried(the_case.joint.untried + the_case.group_joint.untried);
  for (const GroupJoint& joint : the_case.group_joint.found) {
    const bool ours = joint.about == about && (!cause || joint.cause == *cause);
    if (!ours || !applies(the_case.ledger.queues[joint.queue])) continue;
    findings.count_instance();
    findings.violated(joint.operation, operations_of(the_case, joint), explain(the_case, joint),
                      joint.margin_us, bounds_of(the_case, joint));
  }
}

}  // namespace sqsproof::semantics
