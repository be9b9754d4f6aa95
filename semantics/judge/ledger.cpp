#include "semantics/judge/ledger.h"

#include <algorithm>

#include "semantics/judge/bookkeeper.h"

namespace sqsproof::semantics {

Outcome outcome_of(const Answer& answer) {
  if (std::holds_alternative<NoAnswer>(answer)) return Outcome::unknown;
  // A server that failed, or was too busy to say more, may have acted before it did.
  const auto* error = std::get_if<ServiceError>(&answer);
  if (!error) return Outcome::accepted;
  const bool vague = error->http_status >= 500 || error->code.find("Throttl") != std::string::npos;
  return vague ? Outcome::unknown : Outcome::refused;
}

Interval Bookkeeper::interval() const {
  const Operation& o = current();
  return {o.invoked, outcome() == Outcome::unknown ? o.invoked + kLatestEffect_us : o.returned};
}

std::size_t Bookkeeper::queue_index(std::string_view url) {
  const auto [found, fresh] = queue_index_.emplace(url, ledger_.queues.size());
  if (fresh) {
    begin_queue(ledger_.queues.emplace_back(), {});
    ledger_.queues.back().url = url;
    ledger_.queues.back().virtual_time = history_.virtual_time;
    messages_.emplace_back();
  }
  return latest_queue(url, found->second);
}

void Bookkeeper::begin_queue(QueueRecord& queue, const QueueSettings& settings) {
  queue.settings = settings;
  queue.visibility_timeout_us.begin(seconds(settings.visibility_timeout_s));
  queue.delay_us.begin(seconds(settings.delay_s));
  queue.retention_us.begin(seconds(settings.retention_s));
  queue.wait_us.begin(seconds(settings.wait_time_s));
  queue.max_receives.begin(settings.max_receives);
  queue.content_based.begin(settings.content_based_deduplication ? 1 : 0);
  queue.may_dead_letter = settings.has_redrive_policy;
}

void Bookkeeper::note_queues() {
  for (const auto& [url, settings] : history_.queues) {
    QueueRecord& record = queue(url);
    begin_queue(record, settings);
    record.settings_known = true;
  }
  gather_calls();
  for (at_ = 0; at_ < history_.operations.size(); ++at_) {
    const auto* request = std::get_if<CreateQueueRequest>(&current().call);
    const auto* created = request ? reply<CreateQueueResponse>() : nullptr;
    if (request && outcome() == Outcome::unknown) note_unanswered_creation(*request);
    if (!created) continue;
    QueueRecord& record = queue(created->queue_url);
    const Made made = made_by_creation(created->queue_url);
    if (made == Made::another) {
      note_recreation(created->queue_url, settings_of(*request));
      continue;
    }
    if (made == Made::either) doubt_settings(record, *request);
    if (record.created_here) continue;  // it was there, with the same attributes
    begin_queue(record, settings_of(*request));
    record.settings_known = record.created_here = true;
  }
}

void Bookkeeper::note_setting_change(const SetQueueAttributesRequest& request) {
  QueueRecord& record = queue(request.queue_url);
  if (outcome() == Outcome::refused) return;
  record.setting_changes.push_back(at_);
  QueueSettings latest = record.settings;
  latest.visibility_timeout_s = -1;
  latest.delay_s = latest.retention_s = latest.wait_time_s = -1;
  set_attributes(latest, request.attributes);
  const bool definite = outcome() == Outcome::accepted;
  // SQSAPI/SetQueueAttributes: "up to 60 seconds", and for MessageRetentionPeriod "up to 15
  // minutes"
  const bool slow = granted_.has(Freedom::slow_attributes);
  Interval at = interval();
  Interval of_retention = at;
  if (slow) at.to += seconds(60), of_retention.to += seconds(900);
  const auto change = [&](Timeline& timeline, int value_s, const Interval& during) {
    if (value_s >= 0) timeline.change(during, seconds(value_s), definite);
  };
  change(record.visibility_timeout_us, latest.visibility_timeout_s, at);
  change(record.delay_us, latest.delay_s, at);
  change(record.retention_us, latest.retention_s, of_retention);
  change(record.wait_us, latest.wait_time_s, at);
  if (request.attributes.contains("RedrivePolicy")) {
    record.max_receives.change(at, latest.max_receives, definite);
    record.may_dead_letter = record.may_dead_letter || latest.has_redrive_policy;
    if (record.settings.dead_letter_queue.empty()) {
      record.settings.dead_letter_queue = latest.dead_letter_queue;
    } else if (!latest.dead_letter_queue.empty() &&
               latest.dead_letter_queue != record.settings.dead_letter_queue) {
      record.settings.dead_letter_queue = "\n";  // several: no queue has that name
    }
  }
  if (request.attributes.contains("ContentBasedDeduplication")) {
    record.content_based.change(at, latest.content_based_deduplication ? 1 : 0, definite);
  }
}

std::size_t Bookkeeper::queue_named(std::string_view name) const {
  std::size_t found = kNone;
  for (std::size_t i = 0; i < ledger_.queues.size() && !name.empty(); ++i) {
    const QueueRecord& queue = ledger_.queues[i];
    if (queue.url != name && queue.settings.name != name) continue;
    if (found != kNone) return kNone;  // two of one name, in two accounts or regions
    found = i;
  }
  return found;
}

std::size_t Bookkeeper::queue_of_arn(const std::optional<std::string>& arn) const {
  if (!arn) return kNone;
  return queue_named(std::string_view(*arn).substr(arn->rfind(':') + 1));
}

void Bookkeeper::link_dead_letter_queues() {
  for (QueueRecord& queue : ledger_.queues) {
    const std::size_t target = queue_named(queue.settings.dead_letter_queue);
    if (target == kNone || !ledger_.queues[target].deletions.empty()) continue;
    if (&ledger_.queues[target] == &queue) continue;  // AWS accepts that; nothing is promised
    queue.dead_letter_queue = target;
    ledger_.queues[target].is_dead_letter_queue = true;
  }
}

void Bookkeeper::note_queue_event(std::vector<QueueEvent>& events) {
  events.push_back({at_, interval(), outcome(), error()});
}

void Bookkeeper::note_counts(const GetQueueAttributesRequest& request) {
  const auto* counted = reply<GetQueueAttributesResponse>();
  if (counted) queue(request.queue_url).counts.push_back({at_, interval(), &counted->attributes});
}

// Judging takes time in the square of these.
void Bookkeeper::check_size(const QueueRecord& queue) {
  constexpr std::size_t kHidingsLimit = 5'000;
  constexpr std::size_t kUnansweredLimit = 200;
  constexpr std::size_t kChangesLimit = 200;
  if (queue.lost_receives.size() > kUnansweredLimit) {
    ledger_.unfit = "more than 200 receives were never answered";
  }
  if (queue.setting_changes.size() + queue.purges.size() + queue.deletions.size() +
          ledger_.moves.size() >
      kChangesLimit) {
    ledger_.unfit = "a queue was changed, purged or deleted more than 200 times";
  }
  for (const MessageRecord& message : queue.messages) {
    if (message.hidings.size() > kHidingsLimit) {
      ledger_.unfit = "a message was received or changed more than 5000 times";
    }
  }
}

Ledger Bookkeeper::keep() {
  note_queues();
  const auto each = [this](auto note) {
    for (at_ = 0; at_ < history_.operations.size(); ++at_) std::visit(note, current().call);
  };
  // Sends first: a message may be received by a call that began before its send returned.
  each([this](const auto& request) {
    using T = std::decay_t<decltype(request)>;
    if constexpr (std::is_same_v<T, SetQueueAttributesRequest>) note_setting_change(request);
    if constexpr (std::is_same_v<T, PurgeQueueRequest>)
      note_queue_event(queue(request.queue_url).purges);
    if constexpr (std::is_same_v<T, DeleteQueueRequest>)
      note_queue_event(queue(request.queue_url).deletions);
    if constexpr (std::is_same_v<T, GetQueueAttributesRequest>) note_counts(request);
  });
  each([this](const auto& request) {
    using T = std::decay_t<decltype(request)>;
    if constexpr (std::is_same_v<T, SendMessageRequest>) note_send(request);
    if constexpr (std::is_same_v<T, SendMessageBatchRequest>) note_send_batch(request);
  });
  each([this](const auto& request) {
    using T = std::decay_t<decltype(request)>;
    if constexpr (std::is_same_v<T, ReceiveMessageRequest>) note_receive(request);
    if constexpr (std::is_same_v<T, StartMessageMoveTaskRequest>) note_move_start(request);
  });
  for (at_ = 0; at_ < history_.operations.size(); ++at_) note_uses();
  link_dead_letter_queues();
  each([this](const auto& request) {
    using T = std::decay_t<decltype(request)>;
    if constexpr (std::is_same_v<T, CancelMessageMoveTaskRequest>) note_move_cancel(request);
    if constexpr (std::is_same_v<T, ListMessageMoveTasksRequest>) note_move_list(request);
  });
  settle_moves();
  for (const QueueRecord& record : ledger_.queues) check_size(record);
  if (!ledger_.unfit.empty()) return std::move(ledger_);
  for (std::size_t i = 0; i < ledger_.queues.size(); ++i) {
    if (ledger_.queues[i].settings.fifo) widen_origins(i);
  }
  settle_lives(ledger_, history_, tolerance_, granted_);
  for (const auto& [receipt, of] : receipts_) ledger_.receipts.emplace(receipt, of.queue);
  return std::move(ledger_);
}

Ledger keep_ledger(const History& history, const Tolerance& tolerance, const Freedoms& granted) {
  return Bookkeeper(history, tolerance, granted).keep();
}

std::string name_of(const MessageRecord& message) {
  return message.body.empty() ? "message " + std::string(message.id)
                              : "`" + std::string(message.body) + "`";
}

bool is_repeated(const QueueRecord& queue, const Delivery& delivery) {
  const auto& answer = queue.receives[delivery.receive].messages;
  return std::count(answer.begin(), answer.end(), answer[delivery.position]) > 1;
}

const SendRecord* first_send(const QueueRecord& queue, const MessageRecord& message) {
  return message.sends.empty() ? nullptr : &queue.sends[message.sends.front()];
}

}  // namespace sqsproof::semantics
