// Topics and buckets in a snapshot. Filter policies are read again from their texts.
#include "semantics/model/snapshot/archive.h"
#include "semantics/senders/buckets.h"
#include "semantics/senders/topics.h"

namespace sqsproof::semantics::sns {

static void carry(Archive& archive, AcceptedPublish& value) {
  archive(value.message_id, value.sequence_number);
}

static void carry(Archive& archive, Topic& topic) {
  archive(topic.arn, topic.name, topic.fifo, topic.attributes, topic.tags, topic.subscriptions,
          topic.subscriptions_deleted, topic.published, topic.accepted);
}

static void carry(Archive& archive, Subscription& one) {
  archive(one.arn, one.topic_arn, one.owner, one.endpoint, one.pending, one.raw, one.scope,
          one.filter_text, one.redrive_text, one.dead_letter_arn, one.delivery_policy);
  if (!archive.reading() || one.filter_text.empty()) return;
  auto filter = FilterPolicy::parse(one.filter_text, one.scope);
  if (!filter) return archive.fail();
  one.filter = std::move(*filter);
}

void Topics::carry(Archive& archive) { archive(random_, topics_, subscriptions_); }

}  // namespace sqsproof::semantics::sns

namespace sqsproof::semantics::s3 {

static void carry(Archive& archive, QueueConfiguration& value) {
  archive(value.id, value.queue_arn, value.events, value.prefix, value.suffix);
}

void Buckets::Bucket::carry(Archive& archive) { archive(owner, configurations, sequence); }

void Buckets::carry(Archive& archive) { archive(buckets_, requests_); }

}  // namespace sqsproof::semantics::s3
