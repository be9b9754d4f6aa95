// The messages that a program sends: bodies, attributes, groups and deduplication ids.
#include <algorithm>
#include <fmt/core.h>

#include "properties/explore/bodies.h"
#include "properties/explore/script.h"
#include "semantics/digest.h"

namespace sqsproof::properties {

using namespace semantics;

namespace {

/// Ids that differ in case only are different.
std::string key_of(int key, std::string_view program) {
  return fmt::format("{}-{}{}", key % 2 == 0 ? "KEY" : "key", (key + 1) / 2, program);
}

}  // namespace

struct Script::Content {
  std::string body;
  std::optional<int> delay_seconds;
  MessageAttributes attributes;
  std::optional<std::string> group;
  std::optional<std::string> deduplication_id;
};

// A queue that deduplicates by content gets all that an id can come from: odd keys share a body and
// give no id; even ones share that body and give an id; every third key gives as id the digest of
// the body that the first one sends (SQS/FIFO-queues-exactly-once-processing).
Script::Content Script::next_content(const Command& command, bool invalid) {
  ++sent_;
  Content content;
  content.body = invalid ? refused_body(sent_) : body_of(sent_, command.body);
  content.attributes = attributes_of(sent_, command.attributes);
  longest_delay_s_ = std::max(longest_delay_s_, command.delay_s);
  if (command.delay_s != Command::kQueueDefault) content.delay_seconds = command.delay_s;
  // What is usual is a group in a FIFO queue and none elsewhere.
  if (program_.fifo != (command.odd_group > 0)) {
    content.group = fmt::format("group-{}", command.group);
  }
  if (!program_.fifo) return content;
  const bool by_content = program_.plan.content_based_deduplication > 0;
  const std::string shared = fmt::format("shared body{}", number_);
  if (!by_content || invalid) {
    content.deduplication_id =
        command.key > 0 ? key_of(command.key, number_) : fmt::format("only-{}{}", sent_, number_);
  } else if (command.key > 0 && command.key % 3 == 0) {
    content.deduplication_id = sha256_hex(shared);
  } else if (command.key > 0) {
    content.body = shared;
    if (command.key % 2 == 0) content.deduplication_id = key_of(command.key, number_);
  } else {
    content.body += number_;
  }
  return content;
}

Call Script::send(const Command& command) {
  Content content = next_content(command, command.invalid > 0);
  SendMessageRequest request;
  request.queue_url = url(command);
  request.message_body = std::move(content.body);
  request.delay_seconds = content.delay_seconds;
  request.message_attributes = std::move(content.attributes);
  request.message_group_id = std::move(content.group);
  request.message_deduplication_id = std::move(content.deduplication_id);
  return request;
}

// Entries of a FIFO batch take turns between the group and the next one; only the first has the
// key, unless it is a batch of equal keys (an even group). Only every other entry has the delay and
// the attributes, so that each is seen to keep its own.
Call Script::send_batch(const Command& command) {
  SendMessageBatchRequest request;
  request.queue_url = url(command);
  for (int i = 0; i < command.entries; ++i) {
    Command one = command;
    if (i > 0 && command.group % 2 == 1) one.key = 0;
    if (i % 3 == 2) one.group = command.group + 1;
    if (i % 2 == 1) one.attributes = 0, one.delay_s = Command::kQueueDefault;
    Content content = next_content(one, command.invalid > 0 && i == 1);
    SendMessageBatchRequestEntry& entry = request.entries.emplace_back();
    entry.id = fmt::format("e{}", i + 1);
    entry.message_body = std::move(content.body);
    entry.delay_seconds = content.delay_seconds;
    entry.message_attributes = std::move(content.attributes);
    entry.message_group_id = std::move(content.group);
    entry.message_deduplication_id = std::move(content.deduplication_id);
  }
  return request;
}

}  // namespace sqsproof::properties
