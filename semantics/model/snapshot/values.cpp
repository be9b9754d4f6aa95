#include "semantics/model/snapshot/values.h"

#include <algorithm>

namespace sqsproof::semantics {

void carry(Archive& archive, MessageId& value) { archive(value.high, value.low); }

void carry(Archive& archive, Receipt& value) {
  archive(value.queue, value.message, value.slot, value.receive);
}

/// Not made anew from the body: with a flaw it is another one.
static void carry_digest(Archive& archive, Md5& digest) {
  std::string bytes(digest.begin(), digest.end());
  archive(bytes);
  if (bytes.size() != digest.size()) return archive.fail();
  std::copy(bytes.begin(), bytes.end(), digest.begin());
}

void carry(Archive& archive, Content& value) {
  carry_digest(archive, value.md5_of_body);
  archive(value.id, value.body, value.attributes, value.trace_header, value.sender, value.group,
          value.deduplication_id, value.sent, value.first_received, value.receive_count,
          value.dead_from);
}

void carry(Archive& archive, Message& value) {
  archive(value.content, value.number, value.state, value.listed, value.timed, value.changed,
          value.queue_receives, value.order, value.arrived, value.kept_from, value.lease_began,
          value.deadline);
}

void carry(Archive& archive, AcceptedSend& value) { archive(value.id, value.number); }
void carry(Archive& archive, ReceiveAttempt& value) { archive(value.receipts); }

void carry(Archive& archive, Counts& value) {
  archive(value.visible, value.delayed, value.in_flight);
}

void carry(Archive& archive, RedrivePolicy& value) {
  archive(value.target_arn, value.max_receive_count);
}

void carry(Archive& archive, RedriveAllowPolicy& value) {
  archive(value.permission, value.source_arns);
}

void carry(Archive& archive, QueueAttributes& value) {
  archive(value.fifo, value.delay_s, value.maximum_message_size, value.retention_s,
          value.wait_time_s, value.visibility_timeout_s, value.content_based_deduplication,
          value.scope, value.throughput, value.policy, value.redrive, value.redrive_allow,
          value.managed_sse, value.kms_key, value.kms_reuse_s);
}

void carry(Archive& archive, MoveTask& value) {
  archive(value.number, value.id, value.source, value.source_arn, value.destination_arn, value.rate,
          value.step, value.started, value.next, value.moved, value.to_move, value.status,
          value.failure);
}

}  // namespace sqsproof::semantics
