// Messages of one FIFO group whose calls do not fit together, though those about each of them do
// (joint.h): what one demands of a receive that they share, or of the receives that went past it,
// is too late for another.
#pragma once

#include "semantics/judge/group_search.h"
#include "semantics/judge/joint.h"

namespace sqsproof::semantics {

struct GroupJoint {
  Joint::About about = Joint::About::timers;  ///< as there; likewise the rest
  EarlyCause cause = EarlyCause::timeout;
  std::size_t queue = 0;
  std::string_view group;
  std::size_t operation = 0;
  GroupCalls calls;
  GroupFit fit;
  std::optional<Duration_us> margin_us{};
};

struct GroupJointFindings {
  std::vector<GroupJoint> found;
  std::size_t untried = 0;  ///< groups of whose calls not every order was tried
};

/// Of groups none of whose messages was found by `early` or `joint`.
[[nodiscard]] GroupJointFindings find_group_joint(const Ledger& ledger, const EarlyFindings& early,
                                                  const JointFindings& joint,
                                                  const Recorded& recorded,
                                                  const Tolerance& tolerance);

}  // namespace sqsproof::semantics
