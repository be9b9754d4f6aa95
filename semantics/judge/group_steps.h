// One call more in an order: what may become of the messages of the group, each way at its earliest
// instant, or what stands in the way. Internal to group_search.h.
#pragma once

#include "semantics/judge/group_places.h"

namespace sqsproof::semantics {

struct GroupAttempt {
  GroupPlace place;
  std::optional<GroupDeadEnd::Why> why{};  ///< it does not go on there
  std::size_t message = kNone;             ///< the one that is to blame
};

class GroupSteps {
 public:
  GroupSteps(const GroupCalls& calls, const GroupRules& rules) : calls_(calls), rules_(rules) {}
  /// `before` is the place with that index, `placed` says which calls are placed then. What the new
  /// place itself hides has no hider yet.
  [[nodiscard]] std::vector<GroupAttempt> after(const GroupPlace& before, std::size_t index,
                                                std::size_t call, std::uint32_t placed);

 private:
  [[nodiscard]] const GroupMessage& message(std::size_t i) const { return calls_.messages[i]; }
  [[nodiscard]] GroupPlace next(const GroupPlace& before, std::size_t index) const;
  void receive(GroupPlace place);
  void change(GroupPlace unchanged);
  void remove(GroupPlace left);
  void wait_for_parts(GroupPlace& place) const;
  bool finds_all(GroupPlace& place);
  bool keeps_order(GroupPlace& place);
  [[nodiscard]] bool may_be_gone(const GroupState& state, std::size_t parts) const;
  bool counts(GroupPlace& place);
  void hide(const GroupPlace& place, GroupState& state, Duration_us hides) const;
  [[nodiscard]] bool is_current(const GroupState& state) const;
  bool refuse(GroupPlace& place, GroupDeadEnd::Why why, std::size_t message);

  const GroupCalls& calls_;
  const GroupRules& rules_;
  const GroupCall* call_ = nullptr;
  std::size_t index_ = 0;  // of the call
  std::vector<GroupAttempt> attempts_;
};

}  // namespace sqsproof::semantics
