#include "tests/properties/toy_queue.h"

#include <set>

namespace sqsproof::tests {

using namespace semantics;

namespace {

int attribute(const CreateQueueRequest& request, const char* name, int otherwise) {
  const auto found = request.attributes.find(name);
  return found == request.attributes.end() ? otherwise : std::stoi(found->second);
}

bool is_fifo(const CreateQueueRequest& request) { return request.queue_name->ends_with(".fifo"); }

}  // namespace

Answer ToyEndpoint::call(const Call& call) {
  const std::lock_guard lock(mutex_);
  if (!mute.empty() && action_of(call) == mute) return NoAnswer{"not what this protocol says"};
  Answer result = answer(call);
  if (loses_answer && loses_answer(++calls_)) return NoAnswer{"lost on the way"};
  return result;
}

Answer ToyEndpoint::answer(const Call& call) {
  if (const auto* create = std::get_if<CreateQueueRequest>(&call)) {
    for (const auto& [name, value] : create->attributes) {
      if (name == "VisibilityTimeout" || name == "DelaySeconds" || name == "FifoQueue") continue;
      return ServiceError{"InvalidAttributeName", "not among what a toy knows", 400};
    }
    queues_[*create->queue_name].request = *create;
    return Reply(CreateQueueResponse{*create->queue_name});
  }
  if (const auto* gone = std::get_if<DeleteQueueRequest>(&call)) {
    queues_.erase(gone->queue_url);
    return Reply(DeleteQueueResponse{});
  }
  if (const auto* request = std::get_if<SendMessageRequest>(&call)) {
    return send(queues_[request->queue_url], *request);
  }
  if (const auto* request = std::get_if<ReceiveMessageRequest>(&call)) {
    return receive(queues_[request->queue_url], *request);
  }
  if (const auto* request = std::get_if<DeleteMessageRequest>(&call)) {
    Queue& queue = queues_[request->queue_url];
    Message* message = find(queue, *request->receipt_handle);
    const bool late = message && is_fifo(queue.request) && message->visible_from <= clock_.now();
    if (late) return ServiceError{"InvalidParameterValue", "expired", 400};
    if (message) message->gone = true;
    return Reply(DeleteMessageResponse{});
  }
  if (!std::holds_alternative<ChangeMessageVisibilityRequest>(call)) {
    return ServiceError{"UnknownOperationException", "not among what a toy can do", 400};
  }
  const auto& request = std::get<ChangeMessageVisibilityRequest>(call);
  Message* message = find(queues_[request.queue_url], *request.receipt_handle);
  if (!message || message->visible_from <= clock_.now()) {
    return ServiceError{"MessageNotInflight", "", 400};
  }
  message->visible_from = clock_.now() + seconds(*request.visibility_timeout);
  return Reply(ChangeMessageVisibilityResponse{});
}

Answer ToyEndpoint::send(Queue& queue, const SendMessageRequest& request) {
  const Duration_us window = seconds(has("dedup-forgets-early") ? 60 : 300);
  if (is_fifo(queue.request)) {
    for (const Message& m : queue.messages) {
      if (m.key == *request.message_deduplication_id && clock_.now() - m.sent < window) {
        return Reply(SendMessageResponse{m.id, "", {}, std::to_string(m.number)});
      }
    }
  }
  Message m;
  m.number = ++numbers_;
  m.id = "id-" + std::to_string(m.number);
  m.body = request.message_body.value_or("");
  m.group = request.message_group_id.value_or("");
  m.key = request.message_deduplication_id.value_or("");
  m.sent = clock_.now();
  const int delay_s = attribute(queue.request, "DelaySeconds", 0);
  m.visible_from = m.sent + seconds(request.delay_seconds.value_or(delay_s));
  m.gone = has("loses-a-message") && ++queue.accepted % 3 == 0;
  queue.messages.push_back(m);
  SendMessageResponse response{m.id, "", {}, {}};
  if (is_fifo(queue.request)) response.sequence_number = std::to_string(m.number);
  return Reply(response);
}

std::vector<ToyEndpoint::Message*> ToyEndpoint::deliverable(Queue& queue) {
  std::vector<Message*> found;
  std::set<std::string> blocked;
  for (Message& m : queue.messages) {
    if (m.gone || (has("never-redelivers") && m.receives > 0)) continue;
    const bool hidden = m.visible_from > clock_.now();
    const bool held_back = is_fifo(queue.request) && blocked.contains(m.group);
    if (hidden && !(has("fifo-skips-blocked") && m.receives > 0)) blocked.insert(m.group);
    if (!hidden && !held_back) found.push_back(&m);
  }
  return found;
}

Answer ToyEndpoint::receive(Queue& queue, const ReceiveMessageRequest& request) {
  const Instant_us until = clock_.now() + seconds(request.wait_time_seconds.value_or(0));
  auto found = deliverable(queue);
  while (found.empty() && clock_.now() < until) {
    clock_.sleep_until(std::min(until, clock_.now() + 50 * kMillisecond_us));
    found = deliverable(queue);
  }
  const int timeout_s =
      request.visibility_timeout.value_or(attribute(queue.request, "VisibilityTimeout", 30));
  const Duration_us timeout = seconds(timeout_s) / (has("visible-too-early") ? 2 : 1);
  ReceiveMessageResponse response;
  for (Message* m : found) {
    if (static_cast<int>(response.messages.size()) >= request.max_number_of_messages.value_or(1)) {
      break;
    }
    m->receipt = m->id + "/" + std::to_string(++m->receives);
    m->visible_from = clock_.now() + timeout;
    ReceivedMessage received{m->id, m->receipt, "", m->body, {}, {}, {}};
    received.attributes["ApproximateReceiveCount"] = std::to_string(m->receives);
    if (!m->group.empty()) received.attributes["MessageGroupId"] = m->group;
    response.messages.push_back(std::move(received));
  }
  return Reply(response);
}

ToyEndpoint::Message* ToyEndpoint::find(Queue& queue, const std::string& receipt) {
  for (Message& m : queue.messages) {
    if (m.receipt == receipt && !m.gone) return &m;
  }
  return nullptr;
}

}  // namespace sqsproof::tests
