#include "tests/properties/explorer/made_up.h"

#include "semantics/digest.h"
#include "tests/properties/explorer/small_histories.h"

namespace sqsproof::tests {

using namespace semantics;

namespace {

constexpr const char* kUrl = "http://localhost/000000000000/made-up";

/// A queue that mostly keeps to the rules, at instants that the calls are put around.
class Maker {
 public:
  explicit Maker(std::uint64_t seed) : random_(seed), fifo_(chance(70)), counts_(chance(50)) {}

  History make() {
    history_.virtual_time = true;
    CreateQueueRequest create;
    create.queue_name = fifo_ ? "made-up.fifo" : "made-up";
    create.attributes = {{"VisibilityTimeout", std::to_string(pick(0, 3) * 10)}};
    if (fifo_) create.attributes["FifoQueue"] = "true";
    timeout_s_ = std::stoi(create.attributes["VisibilityTimeout"]);
    add(std::move(create), CreateQueueResponse{kUrl});
    for (std::int64_t i = pick(2, 3); i > 0; --i) send();
    for (std::int64_t i = pick(4, 7); i > 0; --i) act();
    widen(history_, kWidths_us[pick(0, 3)], random_);
    return std::move(history_);
  }

 private:
  struct Message {
    std::string id, body, number;
    int receives = 0;
    Instant_us visible_at = 0;
    bool gone = false;
  };
  struct Lease {
    std::string receipt;
    std::size_t message = 0;
  };
  static constexpr Duration_us kWidths_us[] = {0, seconds(3), seconds(8), seconds(20)};

  std::int64_t pick(std::int64_t least, std::int64_t most) {
    return pick_between(random_, least, most);
  }
  bool chance(int percent) { return pick(1, 100) <= percent; }

  template <class Request, class Response>
  void add(Request request, Response response) {
    Operation operation;
    operation.id = history_.operations.size();
    operation.client = static_cast<int>(operation.id);
    operation.call = std::move(request);
    operation.answer = Reply(std::move(response));
    operation.invoked = now_;
    operation.returned = now_ + kMillisecond_us;
    history_.operations.push_back(std::move(operation));
    now_ += seconds(pick(1, 6));
  }

  void send() {
    Message message;
    const std::string number = std::to_string(messages_.size() + 1);
    message.id = "m" + number;
    message.body = "body" + number;
    message.number = "1884949663674905" + number;
    SendMessageRequest request;
    request.queue_url = kUrl;
    request.message_body = message.body;
    SendMessageResponse response;
    response.message_id = message.id;
    response.md5_of_message_body = md5_hex(message.body);
    if (fifo_) {
      request.message_group_id = "g";
      request.message_deduplication_id = "d" + number;
      response.sequence_number = message.number;
    }
    messages_.push_back(std::move(message));
    add(std::move(request), std::move(response));
  }

  void act() {
    const std::int64_t what = leases_.empty() ? 0 : pick(0, 9);
    if (what < 6) return receive();
    const Lease lease =
        leases_[static_cast<std::size_t>(pick(0, static_cast<std::int64_t>(leases_.size()) - 1))];
    Message& message = messages_[lease.message];
    if (what < 8) {
      DeleteMessageRequest request;
      request.queue_url = kUrl;
      request.receipt_handle = lease.receipt;
      message.gone = true;
      return add(std::move(request), DeleteMessageResponse{});
    }
    ChangeMessageVisibilityRequest request;
    request.queue_url = kUrl;
    request.receipt_handle = lease.receipt;
    request.visibility_timeout = static_cast<int>(pick(0, 2) * 10);
    message.visible_at = now_ + seconds(*request.visibility_timeout);
    add(std::move(request), ChangeMessageVisibilityResponse{});
  }

  /// What is visible up to the first that is hidden, or with some luck anything.
  std::vector<std::size_t> chosen() {
    const bool wrong = chance(25);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < messages_.size(); ++i) {
      const Message& message = messages_[i];
      if (wrong ? chance(60) : message.gone) continue;
      if (!wrong && message.visible_at > now_) {
        if (fifo_) break;
        continue;
      }
      found.push_back(i);
    }
    if (!found.empty() && chance(50)) found.resize(1);
    return found;
  }

  void receive() {
    ReceiveMessageResponse response;
    for (const std::size_t i : chosen()) response.messages.push_back(deliver(i));
    if (response.messages.empty()) {
      now_ += seconds(pick(3, 12));
      return;
    }
    ReceiveMessageRequest request;
    request.queue_url = kUrl;
    request.max_number_of_messages = static_cast<int>(response.messages.size());
    request.message_system_attribute_names = {"All"};
    add(std::move(request), std::move(response));
  }

  ReceivedMessage deliver(std::size_t i) {
    Message& message = messages_[i];
    message.visible_at = now_ + seconds(timeout_s_);
    ++message.receives;
    ReceivedMessage delivered;
    delivered.message_id = message.id;
    delivered.body = message.body;
    delivered.md5_of_body = md5_hex(message.body);
    delivered.receipt_handle = "r" + std::to_string(leases_.size());
    if (counts_) {
      delivered.attributes["ApproximateReceiveCount"] = std::to_string(message.receives);
    }
    if (fifo_) {
      delivered.attributes["SequenceNumber"] = message.number;
      delivered.attributes["MessageGroupId"] = "g";
    }
    leases_.push_back({delivered.receipt_handle, i});
    return delivered;
  }

  Random random_;
  bool fifo_, counts_;
  int timeout_s_ = 30;
  Instant_us now_ = seconds(1'000'000);
  History history_;
  std::vector<Message> messages_;
  std::vector<Lease> leases_;
};

}  // namespace

History made_up_history(std::uint64_t seed) { return Maker(seed).make(); }

}  // namespace sqsproof::tests
