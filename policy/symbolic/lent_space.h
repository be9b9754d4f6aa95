// The space of a policy, lent: when the policy is done with, it is kept for the next one of the
// same realm on this thread. What variables there are and how keys read in them is the same for all
// policies about a queue, and costs as much to find out as a question.
#pragma once

#include <memory>

#include "policy/symbolic/space.h"

namespace sqsproof::policy {

class LentSpace {
 public:
  /// The vocabulary must outlive the space.
  LentSpace(Realm realm, const Vocabulary& vocabulary);
  ~LentSpace();
  LentSpace(const LentSpace&) = delete;
  LentSpace& operator=(const LentSpace&) = delete;

  [[nodiscard]] Space& operator*() const { return *space_; }

 private:
  std::unique_ptr<Space> space_;
};

}  // namespace sqsproof::policy
