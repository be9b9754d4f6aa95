// Messages that were received without a send that explains them, and where they seem to come from.
#pragma once

#include "semantics/judge/ledger.h"

namespace sqsproof::semantics {

enum class Stranger {
  refused,        ///< its body is that of a send that was refused
  second_copy,    ///< its body is that of a send that made another message
  renamed,        ///< its body is that of a message that should be a dead letter here
  other_queue,    ///< it was sent to another queue
  deleted_queue,  ///< ... of the same name, which was deleted
  not_yet_sent,   ///< it was received before its first send began
  from_nowhere
};

/// The delivery that ended before anybody had begun to send the message; nullptr when there is
/// none.
[[nodiscard]] const Delivery* received_before_sent(const MessageRecord& message);
/// What kind of stranger the message is; none when something explains it, or may.
[[nodiscard]] std::optional<Stranger> stranger(const Ledger& ledger, const Recorded& recorded,
                                               const QueueRecord& queue,
                                               const MessageRecord& message);
/// Whether nobody else can have brought it: no queue was there before the history, no task moved.
[[nodiscard]] bool closed(const Ledger& ledger, const Recorded& recorded, const QueueRecord& queue);

}  // namespace sqsproof::semantics
