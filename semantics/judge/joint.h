// Messages whose calls are each possible, but not all together: no order of those that overlap, and
// no instants within them, explain what was seen. It is asked where intervals alone find nothing,
// and it is as careful as they are: what is not certain speaks for the endpoint.
#pragma once

#include "semantics/judge/early.h"
#include "semantics/judge/orders.h"

namespace sqsproof::semantics {

struct Joint {
  /// What has to be left out of account for the calls to fit together.
  enum class About { timers, deletes, order, counts };
  About about = About::timers;
  EarlyCause cause = EarlyCause::timeout;  ///< of timers: the one that counts
  std::size_t queue = 0;
  std::size_t message = 0;
  std::size_t operation = 0;  ///< the last delivery of those that do not fit
  MessageEvents events;
  Fit fit;
  std::optional<Duration_us> margin_us{};
};

struct JointFindings {
  std::vector<Joint> found;
  std::size_t untried = 0;  ///< messages of whose calls not every order was tried
};

[[nodiscard]] JointFindings find_joint(const Ledger& ledger, const EarlyFindings& early,
                                       const Recorded& recorded, const Tolerance& tolerance,
                                       const Freedoms& granted);

}  // namespace sqsproof::semantics
