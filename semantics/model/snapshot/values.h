// What the plain values of the model consist of, for archives.
#pragma once

#include "semantics/model/attributes.h"
#include "semantics/model/counts.h"
#include "semantics/model/deduplication.h"
#include "semantics/model/message.h"
#include "semantics/model/move_tasks.h"
#include "semantics/model/snapshot/archive.h"

namespace sqsproof::semantics {

void carry(Archive& archive, MessageId& value);
void carry(Archive& archive, Receipt& value);
void carry(Archive& archive, Content& value);
/// All but its place in the store and in the indexes.
void carry(Archive& archive, Message& value);
void carry(Archive& archive, AcceptedSend& value);
void carry(Archive& archive, ReceiveAttempt& value);
void carry(Archive& archive, Counts& value);
void carry(Archive& archive, RedrivePolicy& value);
void carry(Archive& archive, RedriveAllowPolicy& value);
void carry(Archive& archive, QueueAttributes& value);
void carry(Archive& archive, MoveTask& value);

}  // namespace sqsproof::semantics
