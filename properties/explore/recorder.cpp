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
  watch_for_silence(operation.answer);
  operations_.push_back(std::move(operation));
}

// One lost answer is an unknown outcome; an endpoint that never answers cannot be tested.
void Recorder::watch_for_silence(const Answer& answer) {
  constexpr int kSilent = 3;
  const auto* silence = std::get_if<NoAnswer>(&answer);
  silent_ = silence ? silent_ + 1 : 0;
  if (silent_ >= kSilent) failure_ = "the endpoint does not answer: " + silence->reason;
}

std::string Recorder::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

std::size_t Recorder::size() const {
  const std::lock_guard lock(mutex_);
  return operations_.size();
}

std::vector<Operation> Recorder::finish() {
  std::stable_sort(operations_.begin(), operations_.end(),
                   [](const Operation& a, const Operation& b) { return a.invoked < b.invoked; });
  for (std::size_t i = 0; i < operations_.size(); ++i) operations_[i].id = i + 1;
  return std::move(operations_);
}

}  // namespace sqsproof::properties
