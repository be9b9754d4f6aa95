// The smallest endpoint that keeps the promises of a queue, and breaks one when told to: it tests
// the harness without the embedded endpoint, whose model is a third definition of the same things.
// Every cost grows with the number of messages; errors have codes only.
#pragma once

#include <functional>
#include <map>
#include <mutex>

#include "fixtures/clock.h"
#include "fixtures/endpoint.h"

namespace sqsproof::tests {

class ToyEndpoint final : public fixtures::Endpoint {
 public:
  /// `fault` is the name of a mutant, or empty.
  ToyEndpoint(fixtures::Clock& clock, std::string fault)
      : clock_(clock), fault_(std::move(fault)) {}
  semantics::Answer call(const semantics::Call& call) override;
  std::string name() const override { return "toy"; }
  std::size_t queue_count() const { return queues_.size(); }

  /// When it returns true, the call of that number has its effect, but its answer is lost.
  std::function<bool(int call)> loses_answer;
  /// Calls of this action have no effect, and no answer that anybody can read.
  std::string mute;

 private:
  struct Message {
    std::string id, body, group, key, receipt;
    int number = 0, receives = 0;
    semantics::Instant_us sent = 0, visible_from = 0;
    bool gone = false;
  };
  struct Queue {
    semantics::CreateQueueRequest request;
    std::vector<Message> messages;
    int accepted = 0;
  };

  semantics::Answer answer(const semantics::Call& call);
  semantics::Answer send(Queue& queue, const semantics::SendMessageRequest& request);
  semantics::Answer receive(Queue& queue, const semantics::ReceiveMessageRequest& request);
  std::vector<Message*> deliverable(Queue& queue);
  Message* find(Queue& queue, const std::string& receipt);
  bool has(std::string_view fault) const { return fault_ == fault; }

  fixtures::Clock& clock_;
  std::string fault_;
  std::mutex mutex_;  // clients of a program may be threads
  std::map<std::string, Queue> queues_;
  int numbers_ = 0;
  int calls_ = 0;
};

}  // namespace sqsproof::tests
