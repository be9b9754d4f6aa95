// What receipt handles mean to a queue. Shared by the actions that take one.
#pragma once

#include "semantics/model/queue.h"
#include "semantics/model/refusal.h"

namespace sqsproof::semantics {

/// The receipt, when it is one of this queue.
[[nodiscard]] Checked<Receipt> read_handle(const std::string& handle, const Queue& queue);
[[nodiscard]] std::string handle_of(const Message& message, const Queue& queue);
/// The latest receipt of a message that is still hidden by it.
[[nodiscard]] bool is_held_by(const Message& message, const Receipt& receipt);

/// What a queue may do instead of what it is told; weaknesses of a standard queue.
struct Lapse {
  bool ignores_old_receipts = false;
  bool forgets = false;      ///< the deletion is forgotten
  bool hides_again = false;  ///< changing a timeout that has ended begins another
};

/// DeleteMessage without its queue: an error, or the message is gone.
[[nodiscard]] Checked<bool> delete_message(const std::optional<std::string>& handle, Queue& queue,
                                           const Lapse& lapse);
/// ChangeMessageVisibility, the same.
[[nodiscard]] Checked<bool> change_visibility(const std::optional<std::string>& handle,
                                              std::optional<int> visibility_timeout_s, Queue& queue,
                                              Instant_us now, const Lapse& lapse);

}  // namespace sqsproof::semantics
