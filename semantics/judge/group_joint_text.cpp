// What does not fit together about the messages of a group, in words.
#include "semantics/judge/group_joint_text.h"

#include <algorithm>
#include <fmt/core.h>
#include <set>

#include "semantics/judge/order_words.h"

namespace sqsproof::semantics {
namespace {

using About = Joint::About;
using Bound = GroupStep::Bound;
using Kind = GroupCall::Kind;
using Why = GroupDeadEnd::Why;

class Words {
 public:
  Words(const Case& the_case, const GroupJoint& joint)
      : case_(the_case), joint_(joint), queue_(the_case.ledger.queues[joint.queue]) {}

  std::string explanation() const {
    const auto& ends = joint_.fit.dead_ends;
    return beginning() +
           describe_orders(ends.size(), [&](std::size_t i) { return of_order(ends[i]); }) +
           "no other order is possible";
  }

  /// The operations that play a part in some order, and the sends of their messages.
  std::vector<std::size_t> operations() const {
    std::set<std::size_t> calls(joint_.fit.cluster.begin(), joint_.fit.cluster.end());
    for (const GroupDeadEnd& end : joint_.fit.dead_ends) {
      for (const GroupStep& step : end.steps) calls.insert(step.call);
      if (end.deleted_by != kNone) calls.insert(end.deleted_by);
    }
    std::vector<std::size_t> operations;
    std::set<std::size_t> messages;
    for (const std::size_t i : calls) {
      operations.push_back(call(i).operation);
      for (const GroupCall::Part& part : call(i).parts) messages.insert(part.message);
    }
    for (const std::size_t i : messages) {
      for (const std::size_t send : record(i).sends) {
        operations.push_back(queue_.sends[send].operation);
      }
    }
    return operations;
  }

 private:
  const GroupCall& call(std::size_t i) const { return joint_.calls.all[i]; }
  std::size_t id(std::size_t i) const { return case_.id(call(i).operation); }
  const MessageRecord& record(std::size_t i) const {
    return queue_.messages[joint_.calls.messages[i].message];
  }
  std::string name(std::size_t i) const { return name_of(record(i)); }

  std::string beginning() const {
    std::string list;
    for (const std::size_t i : joint_.fit.cluster) {
      list += (list.empty() ? "" : ", ") + std::to_string(id(i));
    }
    const bool one = joint_.fit.cluster.size() == 1;
    return fmt::format("operation{} {} {} about messages of group `{}`{}{}\n", one ? "" : "s", list,
                       one ? "is" : "are", joint_.group, one ? "" : ", and their calls overlap",
                       reproach());
  }

  std::string_view reproach() const {
    switch (joint_.about) {
      case About::timers:
        return "; no order leaves each of them hidden for its time";
      case About::deletes:
        return "; in each order a message comes too soon, or after it was deleted";
      case About::order:
        return "; in each order a message overtakes another, or comes too soon or after its delete";
      case About::counts:
        break;
    }
    return "; in no order do the receive counts fit";
  }

  std::string of_order(const GroupDeadEnd& end) const {
    std::string text = describe_sequence(end.order, [this](std::size_t i) { return id(i); });
    for (std::size_t i = 0; i + 1 < end.steps.size(); ++i) text += of_step(end.steps, i);
    return text + of_last(end) + "\n";
  }

  std::string verb(const GroupCall& call) const {
    std::string messages;
    for (std::size_t i = 0; i < call.parts.size(); ++i) {
      messages += (i == 0 ? "" : ", ") + name(call.parts[i].message);
    }
    switch (call.kind) {
      case Kind::receive:
        return "received " + messages;
      case Kind::change:
        return "changed the timeout of " + messages;
      case Kind::removal:
        break;
    }
    return "deleted " + messages;
  }

  std::string of_step(const std::vector<GroupStep>& steps, std::size_t i) const {
    const GroupStep& step = steps[i];
    std::string text = fmt::format("operation {} {} at {} at the earliest", id(step.call),
                                   verb(call(step.call)), case_.time(step.at));
    if (step.bound == Bound::beginning) text += fmt::format(" ({})", since(step));
    if (steps[i + 1].bound == Bound::lease) {
      text += fmt::format(" and hid {} until {}", name(steps[i + 1].message),
                          case_.time(steps[i + 1].at));
    }
    return text + "; ";
  }

  std::string since(const GroupStep& step) const {
    const bool delayed = joint_.calls.messages[step.message].delayed;
    return fmt::format("when {} was {}", name(step.message), delayed ? "due" : "sent");
  }

  std::string of_last(const GroupDeadEnd& end) const {
    const GroupStep& last = end.steps.back();
    const std::string did = fmt::format("operation {} {}", id(last.call), verb(call(last.call)));
    switch (end.why) {
      case Why::deleted:
        return fmt::format("operation {} had deleted {} when {}", id(end.deleted_by),
                           name(end.message), did);
      case Why::still_there:
        return fmt::format("{}, and nothing had deleted {}, which comes before that in the group",
                           did, name(end.message));
      case Why::miscounted:
        return fmt::format("{}, which was receive number {} of {}, and shows another", did,
                           end.received, name(end.message));
      case Why::too_late:
        break;
    }
    const std::string until =
        last.bound == Bound::beginning
            ? fmt::format(" at {} at the earliest ({})", case_.time(last.at), since(last))
            : "";
    return fmt::format("{}{}, but was over at {}", did, until, case_.time(call(last.call).at.to));
  }

  const Case& case_;
  const GroupJoint& joint_;
  const QueueRecord& queue_;
};

}  // namespace

std::string explain(const Case& the_case, const GroupJoint& joint) {
  return Words(the_case, joint).explanation();
}

std::vector<std::size_t> operations_of(const Case& the_case, const GroupJoint& joint) {
  return Words(the_case, joint).operations();
}

}  // namespace sqsproof::semantics
