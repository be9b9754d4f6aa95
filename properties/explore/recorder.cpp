#include "properties/explore/recorder.h"

#include <algorithm>

namespace sqsproof::properties {

using namespace semantics;

Answer Recorder::call(int client, Call call) {
  Operation operation;
  operation.client = client;
  operation.call = std::move(call);
  operation.invoked = venue_.clock->now();
  operation.answer = venue_.endpoint->call(operation.call);
  venue_.clock->sleep_until(operation.invoked + 1);
  operation.returned = std::max(venue_.clock->now(), operation.invoked + 1);
  venue_.clock->sleep_until(operation.returned + 1);
  Answer answer = operation.answer;
  add(std::move(operation));
  return answer;
}

void Recorder::add(Operation operation) {
  const std::lock_guard lock(mutex_);
  watch_for_silence(operation);
  operations_.push_back(std::move(operation));
}

// One lost answer is an unknown outcome; an endpoint that never answers cannot be tested. One that
// answers an action which it does not have with a page of text is unreadable there and alive.
void Recorder::watch_for_silence(const Operation& operation) {
  constexpr int kSilent = 3;
  constexpr int kSilentAtAll = 12;
  const std::string_view action = action_of(operation.call);
  const auto* silence = std::get_if<NoAnswer>(&operation.answer);
  if (silence == nullptr) {
    answered_.insert(action);
    silent_ = silent_at_all_ = 0;
    return;
  }
  if (answered_.contains(action)) ++silent_;
  if (silent_ >= kSilent || ++silent_at_all_ >= kSilentAtAll) {
    failure_ = "no answer that a client can read: " + silence->reason;
  }
}

std::string Recorder::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

std::size_t Recorder::size() const {
  const std::lock_guard lock(mutex_);
  return operations_.size();
}

std::vector<Operation> Recorder::so_far() const {
  const std::lock_guard lock(mutex_);
  return operations_;
}

std::vector<Operation> Recorder::finish() {
  std::stable_sort(operations_.begin(), operations_.end(),
                   [](const Operation& a, const Operation& b) { return a.invoked < b.invoked; });
  for (std::size_t i = 0; i < operations_.size(); ++i) operations_[i].id = i + 1;
  return std::move(operations_);
}

}  // namespace sqsproof::properties
