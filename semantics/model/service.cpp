#include "semantics/model/service.h"

#include <fmt/format.h>

#include "semantics/model/state.h"

namespace sqsproof::semantics {

Service::Service(ServiceConfig config) : state_(std::make_unique<State>(std::move(config))) {}
Service::~Service() = default;
Service::Service(Service&&) noexcept = default;
Service& Service::operator=(Service&&) noexcept = default;

Answer Service::apply(const Call& call, Instant_us now) {
  return std::visit(
      [&](const auto& request) -> Answer {
        auto reply = state_->apply(request, now);
        if (!reply) return std::move(reply.error());
        return std::move(*reply);
      },
      call);
}

Answer Service::apply(const Call& call, Instant_us now, const std::string& base_url) {
  const std::string usual = std::exchange(state_->config.base_url, base_url);
  Answer answer = apply(call, now);
  state_->config.base_url = usual;
  return answer;
}

Duration_us Service::wait_of(const ReceiveMessageRequest& request) const {
  const Queue* queue = state_->find(request.queue_url);
  if (queue == nullptr) return 0;
  return seconds(request.wait_time_seconds.value_or(queue->attributes().wait_time_s));
}

Instant_us Service::next_event(const std::string& queue_url, Instant_us now) {
  Queue* queue = state_->find(queue_url);
  return queue == nullptr ? kNever : queue->next_event(now);
}

std::string Service::queue_name_of(const std::string& queue_url) {
  std::string_view path = queue_url;
  while (path.ends_with('/')) path.remove_suffix(1);
  return std::string(path.substr(path.rfind('/') + 1));
}

bool is_empty_receive(const Answer& answer) {
  const auto* reply = std::get_if<Reply>(&answer);
  if (reply == nullptr) return false;
  const auto* received = std::get_if<ReceiveMessageResponse>(reply);
  return received != nullptr && received->messages.empty();
}

Queue* Service::State::find(const std::string& queue_url) const {
  const auto found = queues.find(queue_name_of(queue_url));
  return found == queues.end() ? nullptr : found->second.get();
}

Checked<Queue*> Service::State::open(const std::string& queue_url, Instant_us now) {
  if (queue_url.empty()) return missing("QueueUrl");
  Queue* queue = find(queue_url);
  if (queue == nullptr) return refuse("QueueDoesNotExist", "The specified queue does not exist.");
  queue->advance(now);
  return queue;
}

std::string Service::State::url_of(const std::string& name) const {
  return fmt::format("{}/{}/{}", config.base_url, config.account, name);
}

std::string Service::State::arn_of(const std::string& name) const {
  return fmt::format("arn:aws:sqs:{}:{}:{}", config.region, config.account, name);
}

/// A version 4 UUID from the seeded generator.
std::string Service::State::new_message_id() {
  const std::uint64_t a = random();
  const std::uint64_t b = random();
  return fmt::format("{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}", a >> 32, a >> 16 & 0xffff, a & 0xfff,
                     (b >> 48 & 0x3fff) | 0x8000, b & 0xffffffffffff);
}

}  // namespace sqsproof::semantics
