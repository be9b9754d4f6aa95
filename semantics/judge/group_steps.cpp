#include "semantics/judge/group_steps.h"

#include <algorithm>

namespace sqsproof::semantics {

using Bound = GroupStep::Bound;
using Kind = GroupCall::Kind;
using Why = GroupDeadEnd::Why;

namespace {

/// Not before the end of what hides it.
void wait_for(GroupPlace& place, const GroupState& state) {
  if (state.free_at <= place.step.at) return;
  place.step.at = state.free_at;
  place.step.bound = Bound::lease;
  place.step.message = state.message;
  place.cause = state.hider;
}

}  // namespace

std::vector<GroupAttempt> GroupSteps::after(const GroupPlace& before, std::size_t index,
                                            std::size_t call, std::uint32_t placed) {
  attempts_.clear();
  call_ = &calls_.all[call];
  index_ = call;
  GroupPlace place = next(before, index);
  place.placed = placed;
  switch (call_->kind) {
    case Kind::receive:
      receive(std::move(place));
      break;
    case Kind::change:
      change(std::move(place));
      break;
    case Kind::removal:
      remove(std::move(place));
      break;
  }
  return std::move(attempts_);
}

GroupPlace GroupSteps::next(const GroupPlace& before, std::size_t index) const {
  GroupPlace place = before;
  place.before = index;
  place.cause = kNone;
  place.step = {index_, call_->at.from, Bound::call, kNone};
  if (before.step.at > place.step.at) {
    place.step.at = before.step.at;
    place.step.bound = Bound::order;
    place.cause = index;
  }
  return place;
}

bool GroupSteps::refuse(GroupPlace& place, Why why, std::size_t message) {
  attempts_.push_back({std::move(place), why, message});
  return false;
}

void GroupSteps::receive(GroupPlace place) {
  wait_for_parts(place);
  if (!finds_all(place) || !keeps_order(place) || !counts(place)) return;
  for (const GroupCall::Part& part : call_->parts) {
    GroupState& state = *place.find(part.message);
    state.receipt = index_;
    state.unclear = false;
    hide(place, state, part.hides);
  }
  attempts_.push_back({std::move(place)});
}

void GroupSteps::wait_for_parts(GroupPlace& place) const {
  for (const GroupCall::Part& part : call_->parts) {
    const Instant_us since = message(part.message).not_before;
    if (since > place.step.at) {
      place.step = {index_, since, Bound::beginning, part.message};
      place.cause = kNone;
    }
    wait_for(place, *place.find(part.message));
  }
}

bool GroupSteps::finds_all(GroupPlace& place) {
  for (const GroupCall::Part& part : call_->parts) {
    const bool deleted = place.find(part.message)->deleted_by != kNone;
    if (deleted) return refuse(place, Why::deleted, part.message);
  }
  return true;
}

/// Whatever comes before a message in its group stands before it in the answer, or has left.
bool GroupSteps::keeps_order(GroupPlace& place) {
  if (!rules_.order) return true;
  for (std::size_t i = 0; i < call_->parts.size(); ++i) {
    const std::size_t predecessors = message(call_->parts[i].message).predecessors;
    for (const GroupState& state : place.states) {
      if (message(state.message).position >= predecessors || may_be_gone(state, i)) continue;
      return refuse(place, Why::still_there, state.message);
    }
  }
  return true;
}

/// Or it is one of the first `parts` messages of the answer.
bool GroupSteps::may_be_gone(const GroupState& state, std::size_t parts) const {
  if (state.deleted_by != kNone || state.unclear) return true;
  if (message(state.message).otherwise <= call_->at.to) return true;
  const auto first = call_->parts.begin();
  return std::any_of(first, first + static_cast<std::ptrdiff_t>(parts),
                     [&](const GroupCall::Part& part) { return part.message == state.message; });
}

bool GroupSteps::counts(GroupPlace& place) {
  for (const GroupCall::Part& part : call_->parts) {
    const std::int64_t received = ++place.find(part.message)->received;
    const bool counted = rules_.counts && message(part.message).counted && part.count > 0;
    if (counted && part.count != received) return refuse(place, Why::miscounted, part.message);
  }
  return true;
}

void GroupSteps::hide(const GroupPlace& place, GroupState& state, Duration_us hides) const {
  state.hider = kNone;
  // A timeout of 0 is no timer that could fire early.
  state.free_at =
      place.step.at + (hides == 0 ? 0 : std::max<Duration_us>(0, hides - rules_.early_us));
}

bool GroupSteps::is_current(const GroupState& state) const {
  return call_->answered && state.receipt == call_->issuer;
}

/// What an old receipt does is not promised, nor what a change after the timeout does
/// (SQSAPI/ChangeMessageVisibility).
void GroupSteps::change(GroupPlace unchanged) {
  const GroupCall::Part& part = call_->parts.front();
  const GroupState before = *unchanged.find(part.message);
  if (before.deleted_by == kNone) {
    GroupPlace changed = unchanged;
    hide(changed, *changed.find(part.message), part.hides);
    attempts_.push_back({std::move(changed)});
    if (is_current(before)) wait_for(unchanged, before);
  }
  attempts_.push_back({std::move(unchanged)});
}

/// An old receipt may delete the message (SQSAPI/DeleteMessage), and so may one whose timeout is
/// over (SQS/FIFO-queues-exactly-once-processing).
void GroupSteps::remove(GroupPlace left) {
  const GroupState before = *left.find(call_->parts.front().message);
  if (rules_.deletes && before.deleted_by == kNone) {
    GroupPlace removed = left;
    GroupState& state = *removed.find(before.message);
    state.deleted_by = index_;
    state.unclear = false;
    attempts_.push_back({std::move(removed)});
    if (is_current(before)) wait_for(left, before);
  }
  attempts_.push_back({std::move(left)});
}

}  // namespace sqsproof::semantics
