// What move tasks made of the messages that they took: copies with ids of their own. Internal to
// the promises about redrive.
#pragma once

#include "semantics/judge/case.h"

namespace sqsproof::semantics {

/// Copies are told apart by their bodies: those that were sent once are certain.
class Copies {
 public:
  explicit Copies(const Case& the_case);
  struct Copy {
    const QueueRecord* queue;
    const MessageRecord* message;
  };
  const std::unordered_map<std::string_view, std::vector<Copy>>& all() const { return copies_; }
  /// How many messages were sent with that body, at most.
  std::size_t sends(std::string_view body) const {
    const auto found = sends_.find(body);
    return found == sends_.end() ? 0 : found->second;
  }
  std::vector<Copy> of(std::string_view body) const {
    const auto found = copies_.find(body);
    return found == copies_.end() ? std::vector<Copy>{} : found->second;
  }

 private:
  std::unordered_map<std::string_view, std::size_t> sends_;
  std::unordered_map<std::string_view, std::vector<Copy>> copies_;
};

/// Move tasks that were not refused.
[[nodiscard]] std::size_t accepted_moves(const Case& the_case);
/// How many of the copies of one body may have died where they were moved to, so that a task that
/// still ran made others of them.
[[nodiscard]] std::size_t deaths(const Case& the_case, const std::vector<Copies::Copy>& copies);

}  // namespace sqsproof::semantics
