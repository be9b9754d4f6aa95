// What takes effect later than it was asked for: with weaknesses a purge, changed attributes and
// the end of a queue; always, what time does to its messages.
#include "semantics/model/state.h"

namespace sqsproof::semantics {

bool Service::State::chance(Weakness weakness, std::uint64_t one_in) {
  if (!config.weak.has(weakness)) return false;
  const std::uint32_t per_million = config.weak.per_million(weakness);
  if (per_million == 0) return random() % one_in == 0;
  return random() % 1'000'000 < per_million;
}

/// At once, or with the weakness some time within `most`.
Instant_us Service::State::some_time(Weakness weakness, Instant_us now, Duration_us most) {
  if (!config.weak.has(weakness)) return now;
  return now + static_cast<Duration_us>(random() % static_cast<std::uint64_t>(most));
}

void Service::State::catch_up(Queue& queue, Instant_us now) {
  Queue::Later& later = queue.later;
  if (later.attributes && later.attributes_at <= now) {
    queue.set_attributes(std::move(*later.attributes), later.attributes_at);
    later.attributes.reset();
    note_redrive(queue);
  }
  if (later.purge_at <= now) {
    later.purge_at = INT64_MAX;
    if (config.flaw == Flaw::purge_leaves_in_flight) {
      queue.backlog().erase_all_but(Message::State::in_flight);
    } else if (config.flaw == Flaw::purge_leaves_delayed) {
      queue.backlog().erase_all_but(Message::State::delayed);
    } else {
      thrown_away.push_back(queue.replace_backlog());
    }
  }
  if (!config.weak.has(Weakness::dead_letters_early)) return queue.backlog().advance(now);
  queue.backlog().advance(
      now, [&](Message& message) { static_cast<void>(send_to_dead_letters(message, queue, now)); });
}

Counts Service::State::counts_of(Queue& queue, Instant_us now) {
  Queue::Later& later = queue.later;
  const bool old = config.weak.has(Weakness::counts_late) && now < later.shown_at + kCountsAge_us;
  if (old) return later.shown;
  later.shown = queue.backlog().counts();
  later.shown_at = now;
  return later.shown;
}

Lapse Service::State::next_lapse(const Queue& queue) {
  if (queue.attributes().fifo) return {};
  return {config.weak.has(Weakness::ignores_old_receipts), chance(Weakness::delivers_deleted, 8),
          config.weak.has(Weakness::hides_again)};
}

std::size_t Service::State::seen(const Queue& queue, const ReceiveMessageRequest& request,
                                 std::size_t most) {
  const QueueAttributes& attributes = queue.attributes();
  const bool short_poll = request.wait_time_seconds.value_or(attributes.wait_time_s) == 0;
  if (!short_poll) return chance(Weakness::long_poll_misses, 8) ? 0 : most;
  if (config.flaw == Flaw::short_polls_miss_last && !attributes.fifo) {
    return std::min(most, std::max<std::size_t>(queue.backlog().counts().visible, 1) - 1);
  }
  const bool samples = !attributes.fifo && chance(Weakness::short_poll_samples, 2);
  return samples ? random() % (most + 1) : most;
}

/// A queue whose end has come goes; its name is free a minute after the call that deleted it.
void Service::State::end_queue(Queue& queue) {
  const std::string name = queue.name();
  wake(queue);
  thrown_away.push_back(queue.replace_backlog());
  dead_letter_sources.forget(name);
  tasks.forget(name);
  queues.erase(name);
}

}  // namespace sqsproof::semantics
