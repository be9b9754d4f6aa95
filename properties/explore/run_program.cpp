#include "properties/explore/run_program.h"

#include <algorithm>
#include <fmt/core.h>

namespace sqsproof::properties {
namespace {

using namespace semantics;
using Kind = Command::Kind;

constexpr int kDrainWait_s = 1;
constexpr int kDrainTimeout_s = 30;  // time enough to delete what was received
constexpr int kEmptyPolls = 2;       // in a row, then the queue counts as empty

class Runner {
 public:
  Runner(const Program& program, const Venue& venue) : program_(program), venue_(venue) {
    run_.history.endpoint = venue.endpoint->name();
    run_.history.virtual_time = venue.virtual_time;
  }

  ProgramRun run() {
    if (!create_queue()) return std::move(run_);
    for (const Command& command : program_.commands) {
      if (failed()) break;
      venue_.clock->sleep_until(venue_.clock->now() + command.think_ms * kMillisecond_us);
      perform(command);
    }
    if (!failed()) drain();
    if (venue_.delete_queue) {
      DeleteQueueRequest request;
      request.queue_url = url_;
      (void)venue_.endpoint->call(Call(request));
    }
    return std::move(run_);
  }

 private:
  bool failed() const { return !run_.endpoint_failure.empty(); }

  /// The answer is kept in the history; the pointer holds until the next call.
  const Answer& call(Call request) {
    Operation operation;
    operation.id = run_.history.operations.size() + 1;
    operation.call = std::move(request);
    operation.invoked = venue_.clock->now();
    operation.answer = venue_.endpoint->call(operation.call);
    // No call takes no time: an interval of length 0 would order what happened at one instant.
    venue_.clock->sleep_until(operation.invoked + 1);
    operation.returned = std::max(venue_.clock->now(), operation.invoked + 1);
    venue_.clock->sleep_until(operation.returned + 1);
    run_.history.operations.push_back(std::move(operation));
    watch_for_silence();
    return run_.history.operations.back().answer;
  }

  // One lost answer is an unknown outcome; an endpoint that never answers cannot be tested.
  void watch_for_silence() {
    constexpr int kSilent = 3;
    const auto* silence = std::get_if<NoAnswer>(&run_.history.operations.back().answer);
    silent_ = silence ? silent_ + 1 : 0;
    if (silent_ >= kSilent) give_up(silence->reason);
  }

  void give_up(const std::string& reason) {
    run_.endpoint_failure = "the endpoint does not answer: " + reason;
    run_.endpoint_dead = true;
  }

  template <class T>
  const T* reply(Call request) {
    const auto* answered = std::get_if<Reply>(&call(std::move(request)));
    return answered ? std::get_if<T>(answered) : nullptr;
  }

  bool create_queue() {
    CreateQueueRequest request;
    request.queue_name = venue_.queue_name + (program_.fifo ? ".fifo" : "");
    request.attributes["VisibilityTimeout"] = std::to_string(program_.visibility_timeout_s);
    if (program_.delay_s > 0) request.attributes["DelaySeconds"] = std::to_string(program_.delay_s);
    if (program_.fifo) request.attributes["FifoQueue"] = "true";
    const Answer& answer = call(Call(request));
    if (const auto* error = std::get_if<ServiceError>(&answer)) {
      run_.endpoint_failure =
          fmt::format("CreateQueue was refused: {} {}", error->code, error->message);
    } else if (const auto* silence = std::get_if<NoAnswer>(&answer)) {
      give_up(silence->reason);
    } else {
      url_ = std::get<CreateQueueResponse>(std::get<Reply>(answer)).queue_url;
    }
    return !failed();
  }

  void perform(const Command& command) {
    switch (command.kind) {
      case Kind::send:
        return send(command);
      case Kind::receive:
        return (void)receive(command);
      case Kind::remove:
        if (const auto* receipt = receipt_of(command)) remove(*receipt);
        return;
      case Kind::change:
        if (const auto* receipt = receipt_of(command)) change(command, *receipt);
        return;
    }
  }

  void send(const Command& command) {
    SendMessageRequest request;
    request.queue_url = url_;
    ++sent_;
    request.message_body = fmt::format("u{}", sent_);
    int delay_s = program_.delay_s;
    if (program_.fifo) {
      request.message_group_id = fmt::format("group-{}", command.group);
      request.message_deduplication_id =
          command.key > 0 ? fmt::format("key-{}", command.key) : fmt::format("only-{}", sent_);
    } else if (command.delay_s != Command::kQueueDefault) {
      request.delay_seconds = command.delay_s;
      delay_s = command.delay_s;
    }
    call(Call(request));
    wait_for(delay_s);
  }

  /// The number of messages received, nothing without an answer.
  std::optional<std::size_t> receive(const Command& command) {
    ReceiveMessageRequest request;
    request.queue_url = url_;
    request.message_system_attribute_names = {"All"};
    request.attribute_names = {"All"};
    request.max_number_of_messages = command.max_messages;
    request.wait_time_seconds = command.wait_s;
    int timeout_s = program_.visibility_timeout_s;
    if (command.visibility_timeout_s != Command::kQueueDefault) {
      request.visibility_timeout = timeout_s = command.visibility_timeout_s;
    }
    const auto* answer = reply<ReceiveMessageResponse>(Call(request));
    wait_for(timeout_s);
    if (!answer) return std::nullopt;
    for (const ReceivedMessage& m : answer->messages) receipts_.push_back(m.receipt_handle);
    return answer->messages.size();
  }

  void remove(const std::string& receipt) {
    DeleteMessageRequest request;
    request.queue_url = url_;
    request.receipt_handle = receipt;
    call(Call(request));
  }

  void change(const Command& command, const std::string& receipt) {
    ChangeMessageVisibilityRequest request;
    request.queue_url = url_;
    request.receipt_handle = receipt;
    request.visibility_timeout = std::max(0, command.visibility_timeout_s);
    call(Call(request));
    wait_for(*request.visibility_timeout);
  }

  const std::string* receipt_of(const Command& command) const {
    const auto back = static_cast<std::size_t>(command.receipt);
    return back <= receipts_.size() ? &receipts_[receipts_.size() - back] : nullptr;
  }

  void wait_for(int timeout_s) {
    const Instant_us end = venue_.clock->now() + seconds(timeout_s) + venue_.tolerance.late_us;
    quiet_from_ = std::max(quiet_from_, end);
  }

  void drain() {
    constexpr Duration_us kMargin_us = 10 * kMillisecond_us;
    const Instant_us quiet = std::max(quiet_from_, venue_.clock->now() + venue_.tolerance.late_us);
    venue_.clock->sleep_until(quiet + kMargin_us);
    run_.history.drained_from = run_.history.operations.size();
    Command poll;
    poll.kind = Kind::receive;
    poll.wait_s = kDrainWait_s;
    poll.visibility_timeout_s = kDrainTimeout_s;
    const int polls_limit = sent_ + 20;  // an endpoint that invents messages has no end
    int empty = 0;
    for (int polls = 0; polls < polls_limit && empty < kEmptyPolls && !failed(); ++polls) {
      const auto received = receive(poll);
      empty = received == std::size_t{0} ? empty + 1 : 0;
      const std::size_t fresh = std::min(received.value_or(0), receipts_.size());
      for (std::size_t i = receipts_.size() - fresh; i < receipts_.size() && !failed(); ++i) {
        remove(receipts_[i]);
      }
    }
    run_.history.drained = empty >= kEmptyPolls;
  }

  const Program& program_;
  const Venue& venue_;
  ProgramRun run_;
  std::string url_;
  int sent_ = 0;
  int silent_ = 0;
  std::vector<std::string> receipts_;
  Instant_us quiet_from_ = 0;
};

}  // namespace

ProgramRun run_program(const Program& program, const Venue& venue) {
  return Runner(program, venue).run();
}

}  // namespace sqsproof::properties
