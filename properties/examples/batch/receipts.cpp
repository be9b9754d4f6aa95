// Batches of receipt handles, of deletions and of changes: each is refused as a whole like a batch
// of sends, or treats each handle as the single call would.
#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

/// A queue whose messages are in flight, nearly always one.
class Held {
 public:
  explicit Held(Conversation& say, std::size_t messages = 1) : say_(say), queue_(say.make_queue()) {
    for (std::size_t i = 0; i < messages; ++i) static_cast<void>(say.send(queue_, "hello"));
    while (receipts_.size() < messages) take_some();
  }

  [[nodiscard]] DeleteMessageBatchRequest deleting(const std::vector<std::string>& ids) const {
    DeleteMessageBatchRequest request{queue_.url, {}};
    for (const std::string& id : ids) request.entries.push_back({id, receipt_of(request.entries)});
    return request;
  }
  /// Makes the message visible again.
  [[nodiscard]] ChangeMessageVisibilityBatchRequest showing(
      const std::vector<std::string>& ids) const {
    ChangeMessageVisibilityBatchRequest request{queue_.url, {}};
    for (const std::string& id : ids) {
      request.entries.push_back({id, receipt_of(request.entries), 0});
    }
    return request;
  }
  void expect_error(const std::vector<std::string>& ids, std::string_view code) {
    say_.expect_error(deleting(ids), code);
    say_.expect_error(showing(ids), code);
  }
  void expect_untouched() {
    say_.expect_nothing(queue_);
    static_cast<void>(say_.ask(ChangeMessageVisibilityRequest{queue_.url, receipt(), 0}));
    static_cast<void>(say_.receive_one(queue_, looking()));
  }
  [[nodiscard]] const Queue& queue() const { return queue_; }
  [[nodiscard]] const std::string& receipt() const { return receipts_.back(); }

 private:
  void take_some() {
    ReceiveMessageRequest hiding;
    hiding.visibility_timeout = 600;
    const auto some = say_.receive(queue_, 1, hiding);
    say_.expect(!some.empty(), "every message that was sent comes");
    for (const ReceivedMessage& message : some) receipts_.push_back(message.receipt_handle);
  }
  /// A handle that is in no entry so far, if there is one: what AWS says to one twice is not known.
  [[nodiscard]] const std::string& receipt_of(const auto& entries) const {
    return receipts_[std::min(entries.size(), receipts_.size() - 1)];
  }

  Conversation& say_;
  Queue queue_;
  std::vector<std::string> receipts_;
};

void distinct_ids(Conversation& say) {
  Held held(say, 3);
  held.expect_error({"a", "b", "a"}, "BatchEntryIdsNotDistinct");
  held.expect_untouched();
}

void ten_at_most(Conversation& say) {
  constexpr std::size_t kTooMany = 11;
  Held held(say, kTooMany);
  std::vector<std::string> eleven;
  for (std::size_t i = 0; i < kTooMany; ++i) eleven.push_back(fmt::format("e{}", i));
  held.expect_error(eleven, "TooManyEntriesInBatchRequest");
  held.expect_untouched();
}

void ids_of_eighty_letters(Conversation& say) {
  Held held(say);
  for (const std::string& id : {std::string("a.b"), std::string("a b"), std::string(81, 'a')}) {
    held.expect_error({id}, "InvalidBatchEntryId");
  }
  held.expect_untouched();
  const std::string longest = std::string(78, 'a') + "-_";
  say.expect_equal("the ids of entries deleted", longest,
                   ids_of(say.ask(held.deleting({longest})).successful));
}

void at_least_one(Conversation& say) {
  const Queue queue = say.make_queue();
  if (say.protocol() == fixtures::Protocol::query) {
    say.expect_error(DeleteMessageBatchRequest{queue.url, {}}, "EmptyBatchRequest");
    say.expect_error(ChangeMessageVisibilityBatchRequest{queue.url, {}}, "EmptyBatchRequest");
    return;
  }
  const nlohmann::json request = {{"QueueUrl", queue.url}, {"Entries", nlohmann::json::array()}};
  for (const char* action : {"DeleteMessageBatch", "ChangeMessageVisibilityBatch"}) {
    const auto answer = say.post_json(action, request.dump());
    say.expect_equal("the status", 400, static_cast<std::size_t>(answer.status));
    say.expect(answer.body.find("EmptyBatchRequest") != std::string::npos,
               fmt::format("the error of {} is EmptyBatchRequest", action));
  }
}

void bad_handle_of_change_alone(Conversation& say) {
  Held held(say);
  ChangeMessageVisibilityBatchRequest request = held.showing({"good"});
  request.entries.insert(request.entries.begin(), {"bad", "nonsense", 0});
  const auto changed = say.ask(request);
  say.expect_equal("the ids of entries changed", "good", ids_of(changed.successful));
  say.expect_equal("the ids of entries that failed", "bad", ids_of(changed.failed));
  say.expect_equal("the code of the entry that failed", "ReceiptHandleIsInvalid",
                   changed.failed.front().code);
  static_cast<void>(say.receive_one(held.queue(), looking()));
}

// The single call gives InvalidParameterValue, an entry was seen with ReceiptHandleIsInvalid.
void late_handle_alone(Conversation& say) {
  const Queue queue = say.make_fifo({{"VisibilityTimeout", "1"}});
  static_cast<void>(say.send(queue, "late", "group-1", "1"));
  const std::string late = say.receive_one(queue).receipt_handle;
  say.wait(3);
  static_cast<void>(say.send(queue, "in time", "group-2", "2"));
  ReceiveMessageRequest held;
  held.visibility_timeout = 600;
  DeleteMessageBatchRequest request{queue.url, {{"late", late}}};
  for (const ReceivedMessage& message : say.receive(queue, 2, held)) {
    if (message.body == "in time") request.entries.push_back({"good", message.receipt_handle});
  }
  const auto deleted = say.ask(request);
  say.expect_equal("the ids of entries deleted", "good", ids_of(deleted.successful));
  say.expect_equal("the ids of entries that failed", "late", ids_of(deleted.failed));
}

}  // namespace

std::span<const Example> receipt_batches() {
  static const std::vector<Example> kRows = {
      {{"batch/receipt-ids-are-distinct",
        "a batch of receipt handles with an id twice is refused, without an effect",
        "With one id twice a client cannot tell which deletion failed.",
        "SQSAPI/DeleteMessageBatch"},
       Level::must,
       distinct_ids,
       {"receipt-ids-may-repeat"}},
      {{"batch/receipts-never-empty", "a batch without a receipt handle is refused",
        "A client that sends one by mistake hears of it on AWS alone.",
        "SQSAPI/ChangeMessageVisibilityBatch"},
       Level::must,
       at_least_one,
       {"receipt-batch-may-be-empty"}},
      {{"batch/ten-receipts-at-most",
        "a batch of eleven receipt handles is refused, without an effect",
        "Code that deletes twelve at once works until it meets AWS.", "SQSAPI/DeleteMessageBatch"},
       Level::must,
       ten_at_most,
       {"receipts-cut-at-ten"}},
      {{"batch/receipt-ids-are-words",
        "ids of receipt handles in a batch have up to 80 letters, digits, hyphens, underscores",
        "A message's own key taken for the id fails on AWS as soon as it has a dot.",
        "SQSAPI/DeleteMessageBatchRequestEntry"},
       Level::must,
       ids_of_eighty_letters,
       {"receipt-ids-any"}},
      {{"batch/bad-handle-of-change-fails-alone",
        "a receipt handle that is none fails alone among changes, too",
        "Other messages lose their extension, and are delivered twice.",
        "SQSAPI/ChangeMessageVisibilityBatch"},
       Level::must,
       bad_handle_of_change_alone,
       {"batch-change-stops"}},
      {{"batch/late-handle-fails-alone",
        "a handle whose time is over fails alone in a batch to a FIFO queue",
        "The batch deletes what another consumer has already, or nothing at all.",
        "SQSAPI/DeleteMessageBatch"},
       Level::must,
       late_handle_alone,
       {"fifo-deletes-expired"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
