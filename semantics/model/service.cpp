#include "semantics/model/service.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "semantics/model/distortions/distortion.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {

Service::Service(ServiceConfig config) : state_(std::make_unique<State>(std::move(config))) {}
Service::~Service() = default;
Service::Service(Service&&) noexcept = default;
Service& Service::operator=(Service&&) noexcept = default;

Answer Service::apply(const Call& call, Instant_us now, const CallContext& context) {
  const Distortion* distortion =
      state_->config.flaw == Flaw::none ? nullptr : distortion_of(state_->config.flaw);
  if (distortion == nullptr) return apply_as_it_is(call, now, context);
  Call changed = call;
  if (distortion->call != nullptr) distortion->call(changed);
  Answer answer = apply_as_it_is(changed, now, context);
  if (distortion->answer != nullptr) distortion->answer(call, answer);
  return answer;
}

Answer Service::apply_as_it_is(const Call& call, Instant_us now, const CallContext& context) {
  State& state = *state_;
  state.context = context;
  state.woken.clear();
  state.free_some();
  state.run_tasks(now);
  if (state.config.flaw == Flaw::calls_throttled && state.is_throttled()) {
    return ServiceError{"RequestThrottled", "The request was denied due to request throttling.",
                        403};
  }
  return std::visit(
      [&](const auto& request) -> Answer {
        auto reply = state.apply(request, now);
        if (!reply) return std::move(reply.error());
        return std::move(*reply);
      },
      call);
}

const std::vector<std::string>& Service::woken() const {
  static const std::vector<std::string> kNone;
  return state_->config.flaw == Flaw::poll_oversleeps ? kNone : state_->woken;
}

void Service::set_flaw(Flaw flaw) {
  state_->config.flaw = flaw;
  for (auto& [name, queue] : state_->queues) queue->set_flaw(flaw);
}

Duration_us Service::wait_of(const ReceiveMessageRequest& request) const {
  const Queue* queue = state_->find(request.queue_url);
  if (queue == nullptr) return 0;
  const Flaw flaw = state_->config.flaw;
  if (flaw == Flaw::poll_does_not_wait) return 0;
  const int usual_s = flaw == Flaw::queue_wait_ignored ? 0 : queue->attributes().wait_time_s;
  const bool unset = flaw == Flaw::zero_wait_as_default && request.wait_time_seconds == 0;
  return seconds(unset ? usual_s : request.wait_time_seconds.value_or(usual_s));
}

Instant_us Service::next_event(const std::string& queue_url, Instant_us now) const {
  Queue* queue = state_->find(queue_url);
  const Flaw flaw = state_->config.flaw;
  const bool deaf = flaw == Flaw::poll_misses_timers || flaw == Flaw::poll_oversleeps;
  if (queue == nullptr || deaf) return kNever;
  const MoveTask* task = state_->tasks.next();
  const Instant_us moved = task == nullptr ? kNever : task->next;
  return std::max(now, std::min(moved, queue->backlog().next_event()));
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
  if (queue == nullptr) return no_such_queue();
  if (queue->later.ends_at <= now) {
    if (!keeps_deleted()) end_queue(*queue);
    return no_such_queue();
  }
  catch_up(*queue, now);
  return queue;
}

std::string Service::State::url_of(const std::string& name) const {
  const std::string& base = context.base_url.empty() ? config.base_url : context.base_url;
  return fmt::format("{}/{}/{}", base, config.account, name);
}

std::string Service::State::arn_of(const std::string& name) const {
  return fmt::format("arn:aws:sqs:{}:{}:{}", config.region, config.account, name);
}

/// A version 4 UUID from the seeded generator.
MessageId Service::State::new_message_id() {
  const bool repeats = config.flaw == Flaw::ids_repeat && ++sends_accepted % 4 == 0;
  if (repeats) return {1, 1};
  const std::uint64_t high = (random() & ~0xf000ULL) | 0x4000;
  const std::uint64_t low = (random() & (~0ULL >> 2)) | (1ULL << 63);
  return {high, low};
}

/// A million messages that were purged or deleted with their queue cost no call more than this.
void Service::State::free_some() {
  constexpr std::size_t kPieces = 32;
  if (!thrown_away.empty() && !thrown_away.front()->shed(kPieces)) thrown_away.pop_front();
}

}  // namespace sqsproof::semantics
