// What the `a` of a call and the `r` of its answer hold in a trace: one description of each, for
// the reader and the writer alike. Internal to both.
//
// A codec has: member(key, value) for what may be absent, needed(key, value) for what must be
// there, payload for bodies, handle and task for what opens something, values for message
// attributes, digests for those a client takes of what it sends, kept for the attributes of a queue
// that promises depend on, system for those of a message, list(key, items, visit) for arrays.
#pragma once

#include <array>
#include <string_view>

#include "semantics/actions/all.h"

namespace sqsproof::semantics {

/// The calls that a trace can hold, by their short names.
struct TraceOperation {
  std::string_view name;
  Call call;
};
inline const std::array kTraceOperations = {
    TraceOperation{"CreateQueue", CreateQueueRequest{}},
    TraceOperation{"DeleteQueue", DeleteQueueRequest{}},
    TraceOperation{"Send", SendMessageRequest{}},
    TraceOperation{"SendBatch", SendMessageBatchRequest{}},
    TraceOperation{"Receive", ReceiveMessageRequest{}},
    TraceOperation{"Delete", DeleteMessageRequest{}},
    TraceOperation{"DeleteBatch", DeleteMessageBatchRequest{}},
    TraceOperation{"ChangeVis", ChangeMessageVisibilityRequest{}},
    TraceOperation{"ChangeVisBatch", ChangeMessageVisibilityBatchRequest{}},
    TraceOperation{"Purge", PurgeQueueRequest{}},
    TraceOperation{"SetAttr", SetQueueAttributesRequest{}},
    TraceOperation{"GetAttr", GetQueueAttributesRequest{}},
    TraceOperation{"StartMove", StartMessageMoveTaskRequest{}},
    TraceOperation{"CancelMove", CancelMessageMoveTaskRequest{}},
    TraceOperation{"ListMoves", ListMessageMoveTasksRequest{}},
};

/// System attributes of a message that a trace keeps, with their short names; numbers are kept as
/// numbers.
struct SystemAttribute {
  const char* key;
  const char* name;
  bool number;
};
constexpr SystemAttribute kSystemAttributes[] = {
    {"rc", "ApproximateReceiveCount", true},
    {"n", "SequenceNumber", false},
    {"g", "MessageGroupId", false},
    {"k", "MessageDeduplicationId", false},
    {"sent", "SentTimestamp", true},
    {"first", "ApproximateFirstReceiveTimestamp", true},
    {"src", "DeadLetterQueueSourceArn", false},
};

/// Attributes of a queue that promises depend on; a trace holds no others.
constexpr std::string_view kKeptAttributes[] = {"VisibilityTimeout",
                                                "DelaySeconds",
                                                "MessageRetentionPeriod",
                                                "ReceiveMessageWaitTimeSeconds",
                                                "RedrivePolicy",
                                                "FifoQueue",
                                                "ContentBasedDeduplication",
                                                "DeduplicationScope",
                                                "FifoThroughputLimit",
                                                "MaximumMessageSize",
                                                "ApproximateNumberOfMessages",
                                                "ApproximateNumberOfMessagesNotVisible",
                                                "ApproximateNumberOfMessagesDelayed"};

template <class Codec>
struct Arguments {
  Codec& c;
  void operator()(CreateQueueRequest& r) const {
    c.member("name", r.queue_name);
    c.kept("attrs", r.attributes);
  }
  template <class Send>
  void message(Codec& to, Send& r) const {
    to.payload("u", r.message_body);
    to.member("g", r.message_group_id);
    to.member("k", r.message_deduplication_id);
    to.member("delay", r.delay_seconds);
    to.values("at", r.message_attributes);
    to.digests(r.message_body, r.message_attributes);
  }
  void operator()(SendMessageRequest& r) const { message(c, r); }
  void operator()(SendMessageBatchRequest& r) const {
    c.list("es", r.entries, [this](Codec& to, auto& entry) {
      to.member("id", entry.id);
      message(to, entry);
    });
  }
  void operator()(ReceiveMessageRequest& r) const {
    c.member("max", r.max_number_of_messages);
    c.member("vis", r.visibility_timeout);
    c.member("wait", r.wait_time_seconds);
    c.member("att", r.receive_request_attempt_id);
    c.member("names", r.message_attribute_names);
    c.member("sys", r.message_system_attribute_names);
  }
  void operator()(DeleteMessageRequest& r) const { c.handle("h", r.receipt_handle); }
  void operator()(DeleteMessageBatchRequest& r) const {
    c.list("es", r.entries, [](Codec& to, auto& entry) {
      to.member("id", entry.id);
      to.handle("h", entry.receipt_handle);
    });
  }
  void operator()(ChangeMessageVisibilityRequest& r) const {
    c.handle("h", r.receipt_handle);
    c.member("v", r.visibility_timeout);
  }
  void operator()(ChangeMessageVisibilityBatchRequest& r) const {
    c.list("es", r.entries, [](Codec& to, auto& entry) {
      to.member("id", entry.id);
      to.handle("h", entry.receipt_handle);
      to.member("v", entry.visibility_timeout);
    });
  }
  void operator()(SetQueueAttributesRequest& r) const { c.kept("attrs", r.attributes); }
  void operator()(GetQueueAttributesRequest& r) const { c.member("names", r.attribute_names); }
  void operator()(StartMessageMoveTaskRequest& r) const {
    c.member("src", r.source_arn);
    c.member("dst", r.destination_arn);
    c.member("rate", r.max_number_of_messages_per_second);
  }
  void operator()(CancelMessageMoveTaskRequest& r) const { c.task("task", r.task_handle); }
  void operator()(ListMessageMoveTasksRequest& r) const {
    c.member("src", r.source_arn);
    c.member("max", r.max_results);
  }
  void operator()(auto&) const {}
};

template <class Codec>
struct Results {
  Codec& c;
  void operator()(CreateQueueResponse& r) const { c.queue("q", r.queue_url); }
  template <class Sent>
  void sent(Codec& to, Sent& r) const {
    to.needed("m", r.message_id);
    to.member("n", r.sequence_number);
    to.member("md5b", r.md5_of_message_body);
    to.member("md5a", r.md5_of_message_attributes);
  }
  template <class Response>
  void entries(Response& r, auto visit) const {
    c.list("ok", r.successful, visit);
    c.list("failed", r.failed, [](Codec& to, BatchResultErrorEntry& entry) {
      to.needed("id", entry.id);
      to.member("code", entry.code);
      to.usually_true("sf", entry.sender_fault);
    });
  }
  void operator()(SendMessageResponse& r) const { sent(c, r); }
  void operator()(SendMessageBatchResponse& r) const {
    entries(r, [this](Codec& to, SendMessageBatchResultEntry& entry) {
      to.needed("id", entry.id);
      sent(to, entry);
    });
  }
  void named(auto& r) const {
    entries(r, [](Codec& to, BatchResultEntry& entry) { to.needed("id", entry.id); });
  }
  void operator()(DeleteMessageBatchResponse& r) const { named(r); }
  void operator()(ChangeMessageVisibilityBatchResponse& r) const { named(r); }
  void operator()(ReceiveMessageResponse& r) const {
    c.needed_list("ms", r.messages, [](Codec& to, ReceivedMessage& m) {
      to.needed("m", m.message_id);
      to.payload("u", m.body);
      to.needed_handle("h", m.receipt_handle);
      to.system(m.attributes);
      to.member("md5b", m.md5_of_body);
      to.member("md5a", m.md5_of_message_attributes);
      to.values("at", m.message_attributes);
    });
  }
  void operator()(GetQueueAttributesResponse& r) const { c.kept("attrs", r.attributes); }
  void operator()(StartMessageMoveTaskResponse& r) const { c.task("task", r.task_handle); }
  void operator()(CancelMessageMoveTaskResponse& r) const {
    c.member("moved", r.approximate_number_of_messages_moved);
  }
  void operator()(ListMessageMoveTasksResponse& r) const {
    c.list("tasks", r.results, [](Codec& to, ListMessageMoveTasksResultEntry& entry) {
      to.task("task", entry.task_handle);
      to.member("status", entry.status);
      to.member("src", entry.source_arn);
      to.member("dst", entry.destination_arn);
      to.member("moved", entry.approximate_number_of_messages_moved);
      to.member("started", entry.started_timestamp);
    });
  }
  void operator()(auto&) const {}
};

}  // namespace sqsproof::semantics
