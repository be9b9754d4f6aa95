#include "tests/properties/components.h"

#include "semantics/actions/parts.h"

namespace sqsproof::tests {

using namespace semantics;

namespace {

/// What makes operations belong together: ids, bodies, groups, deduplication and attempt ids.
using Words = std::vector<std::string>;

void add_content(const auto& entry, Words& words) {
  if (entry.message_body) words.push_back("body " + *entry.message_body);
  if (entry.message_group_id) words.push_back("group " + *entry.message_group_id);
  if (entry.message_deduplication_id) words.push_back("key " + *entry.message_deduplication_id);
}

void add_sends(const Operation& operation, Words& words) {
  if (const auto* send = std::get_if<SendMessageRequest>(&operation.call)) {
    add_content(*send, words);
  } else if (const auto* batch = std::get_if<SendMessageBatchRequest>(&operation.call)) {
    for (const auto& entry : batch->entries) add_content(entry, words);
  }
  if (const auto* sent = response_in<SendMessageResponse>(operation.answer)) {
    words.push_back("id " + sent->message_id);
  } else if (const auto* all = response_in<SendMessageBatchResponse>(operation.answer)) {
    for (const auto& entry : all->successful) words.push_back("id " + entry.message_id);
  }
}

void add_receive(const Operation& operation, Words& words) {
  const auto* request = std::get_if<ReceiveMessageRequest>(&operation.call);
  const auto* received = response_in<ReceiveMessageResponse>(operation.answer);
  if (request == nullptr || received == nullptr || received->messages.empty()) return;
  if (request->receive_request_attempt_id) {
    words.push_back("attempt " + *request->receive_request_attempt_id);
  }
  for (const ReceivedMessage& message : received->messages) {
    words.push_back("id " + message.message_id);
    words.push_back("body " + message.body);
    const auto group = message.attributes.find("MessageGroupId");
    if (group != message.attributes.end()) words.push_back("group " + group->second);
  }
}

std::vector<std::string> receipts_in(const Call& call) {
  std::vector<std::string> receipts;
  const auto add = [&](const std::optional<std::string>& one) {
    if (one) receipts.push_back(*one);
  };
  if (const auto* remove = std::get_if<DeleteMessageRequest>(&call)) {
    add(remove->receipt_handle);
  } else if (const auto* change = std::get_if<ChangeMessageVisibilityRequest>(&call)) {
    add(change->receipt_handle);
  } else if (const auto* removes = std::get_if<DeleteMessageBatchRequest>(&call)) {
    for (const auto& entry : removes->entries) add(entry.receipt_handle);
  } else if (const auto* changes = std::get_if<ChangeMessageVisibilityBatchRequest>(&call)) {
    for (const auto& entry : changes->entries) add(entry.receipt_handle);
  }
  return receipts;
}

}  // namespace

Components::Components(const History& history) {
  for (const Operation& operation : history.operations) {
    const auto* received = response_in<ReceiveMessageResponse>(operation.answer);
    if (received == nullptr) continue;
    for (const auto& one : received->messages) id_of_[one.receipt_handle] = one.message_id;
  }
  for (const Operation& operation : history.operations) note(operation);
}

void Components::note(const Operation& operation) {
  Words words;
  add_sends(operation, words);
  add_receive(operation, words);
  for (const std::string& receipt : receipts_in(operation.call)) {
    const auto id = id_of_.find(receipt);
    if (id != id_of_.end()) words.push_back("id " + id->second);
  }
  join(words);
  of_.push_back(words.empty() ? "" : words.front());
}

void Components::join(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    const std::string one = root(word), other = root(words.front());
    if (one != other) parents_[one] = other;
  }
}

std::string Components::root(const std::string& word) {
  std::string at = word;
  for (auto up = parents_.find(at); up != parents_.end(); up = parents_.find(at)) at = up->second;
  return at;
}

std::string Components::of(std::size_t operation) {
  return of_[operation].empty() ? "" : root(of_[operation]);
}

std::set<std::string> Components::names() {
  std::set<std::string> names;
  for (std::size_t i = 0; i < of_.size(); ++i) {
    if (const std::string name = of(i); !name.empty()) names.insert(name);
  }
  return names;
}

}  // namespace sqsproof::tests
