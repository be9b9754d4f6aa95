#include <algorithm>

#include "semantics/model/checks.h"
#include "semantics/model/received.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {
namespace {

/// A short poll of a standard queue is told; all others get nothing. SQSAPI/ReceiveMessage
Checked<Reply> too_many(const ReceiveMessageRequest& request, const QueueAttributes& attributes,
                        const ServiceConfig& config) {
  const bool says_nothing = config.weak.has(Weakness::hides_limit);
  const bool short_poll = request.wait_time_seconds.value_or(attributes.wait_time_s) == 0 ||
                          config.flaw == Flaw::long_poll_over_limit;
  if (attributes.fifo || !short_poll || says_nothing) return ReceiveMessageResponse{};
  return refuse("OverLimit",
                "Too many messages have been received without being deleted.\nPlease delete your "
                "received messages or let them timeout before receiving more.");
}

Duration_us hidden_for(const ReceiveMessageRequest& request, const QueueAttributes& attributes,
                       Flaw flaw) {
  const bool unset = flaw == Flaw::zero_timeout_as_default && request.visibility_timeout == 0;
  if (unset || flaw == Flaw::request_timeout_ignored) {
    return seconds(attributes.visibility_timeout_s);
  }
  return seconds(request.visibility_timeout.value_or(attributes.visibility_timeout_s));
}

}  // namespace

/// Receives up to `most`; those that had their receives go to the dead-letter queue instead.
std::vector<Message*> Service::State::take(Queue& queue, std::size_t most, Duration_us visibility,
                                           Instant_us now) {
  if (!queue.attributes().fifo && chance(Weakness::redelivers_early, 8)) {
    Message* message = queue.backlog().next_back();
    if (message != nullptr) queue.backlog().change_deadline(*message, now, now);
  }
  auto taken = queue.backlog().take(
      most, now, [&](Message& message) { return send_to_dead_letters(message, queue, now); });
  if (config.flaw == Flaw::group_lock_shared) leave_locked_elsewhere(queue, taken);
  queue.backlog().lease(taken, visibility, now);
  return taken;
}

Checked<Reply> Service::State::apply(const ReceiveMessageRequest& request, Instant_us now) {
  const auto opened = open(request.queue_url, now);
  if (!opened) return Refusal(opened.error());
  Queue& queue =
      config.flaw == Flaw::attempts_shared ? attempted(request, **opened, now) : **opened;
  if (auto good = check_receive(request); !good) return Refusal(good.error());
  const QueueAttributes& attributes = queue.attributes();
  const Duration_us visibility = hidden_for(request, attributes, config.flaw);
  std::vector<Message*> messages = receive_again(request, queue, visibility, now);
  // Their timeout begins anew, and may be over at once, or sooner than it would have been.
  if (!messages.empty()) wake_for_freed(queue);
  if (messages.empty() && config.flaw != Flaw::none) {
    const auto most = static_cast<std::size_t>(request.max_number_of_messages.value_or(1));
    messages = received_just_now(queue, most, now);
  }
  const bool blind = config.flaw != Flaw::none && messages.empty() &&
                     (waits_for_more(request, queue, now) || overlooks(queue, now));
  if (blind) {
    return ReceiveMessageResponse{};
  }
  const std::size_t in_flight = queue.backlog().counts().in_flight;
  const bool unlimited = config.flaw == Flaw::in_flight_unlimited;
  const std::size_t limit = unlimited ? SIZE_MAX : config.in_flight_limit;
  if (messages.empty() && in_flight >= limit) {
    return too_many(request, attributes, config);
  }
  if (messages.empty()) {
    const auto most = std::min(static_cast<std::size_t>(request.max_number_of_messages.value_or(1)),
                               limit - in_flight);
    const std::size_t more = config.flaw == Flaw::one_too_many ? 1 : 0;
    messages = take(queue, seen(queue, request, most) + more, visibility, now);
    remember_attempt(request, queue, messages, now);
  }
  if (config.flaw != Flaw::none) note_received(request, queue, messages, now);
  const Flaw repeats = attributes.fifo ? Flaw::fifo_answers_repeat : Flaw::answers_repeat;
  const auto asked = static_cast<std::size_t>(request.max_number_of_messages.value_or(1));
  if (config.flaw == repeats && !messages.empty() && messages.size() < asked) {
    messages.push_back(messages.front());
  }
  ReceiveMessageResponse response;
  response.messages.reserve(messages.size());
  for (const Message* message : messages) {
    response.messages.push_back(to_received(request, *message, queue));
  }
  if (config.flaw == Flaw::receive_invents && messages.empty()) invent(response, queue);
  return response;
}

}  // namespace sqsproof::semantics
