#include "semantics/judge/promises/dedup_windows.h"

#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/promises/both_sends.h"
#include "semantics/judge/promises/dedup_keys.h"

namespace sqsproof::semantics {
namespace {

class Windows {
 public:
  Windows(const Case& the_case, const QueueRecord& queue, bool by_content, Findings& findings)
      : case_(the_case), queue_(queue), by_content_(by_content), findings_(findings) {}

  void judge() {
    for (const auto& [key, sends] : keys_of(queue_)) {
      const bool content = std::any_of(
          sends.begin(), sends.end(), [](const SendRecord* send) { return send->own_key.empty(); });
      if (content != by_content_) continue;
      count_instances(sends);
      find_second_message(sends);
      find_stale_duplicate(sends);
    }
  }

 private:
  const MessageRecord& message(const SendRecord& send) const {
    return queue_.messages[send.message];
  }

  void count_instances(const Sends& sends) {
    const SendRecord* before = nullptr;
    for (const SendRecord* send : sends) {
      if (send->message == kNone) continue;
      const bool within = before && at_most(before->at, send->at) < kWindow_us;
      const bool after = before && send->at.from - before->at.to > kWindow_us;
      if (within || after) findings_.count_instance();
      before = send;
    }
  }

  // Two messages of one key, the first or received, whose sends certainly lie within one window.
  void find_second_message(const Sends& sends) {
    auto messages = messages_of(queue_, sends);
    if (messages.size() < 2) return;
    std::erase_if(messages, [&](std::size_t m) {
      const MessageRecord& message = queue_.messages[m];
      return !is_first(sends, message) && !was_there(case_, queue_, message);
    });
    for (const auto& [x, y, apart] : twins_of(case_, queue_, messages)) {
      const std::size_t second = operation_of(y);
      findings_.violated(second, {operation_of(x)}, explain_second(x, y, apart),
                         kWindow_us - case_.tolerance.early_us - apart,
                         {{operation_of(x), x.enqueued.from,
                           x.enqueued.from + kWindow_us - case_.tolerance.early_us}});
    }
  }

  const SendRecord& send_of(const MessageRecord& message) const {
    return queue_.sends[message.sends.front()];
  }
  std::size_t operation_of(const MessageRecord& message) const {
    return send_of(message).operation;
  }

  std::string explain_second(const MessageRecord& x, const MessageRecord& y,
                             Duration_us apart) const {
    return fmt::format(
        "{} sent one deduplication id{} and made two messages, {} and {}\n"
        "they lie at most {} apart: {} to {}\n"
        "the deduplication window is {} from the first accepted send on, so the second one must "
        "enqueue nothing",
        both_sends(case_, send_of(x), send_of(y)), by_content_ ? ", that of their body," : "", x.id,
        y.id, describe_duration(apart), case_.time(x.enqueued.from), case_.time(y.enqueued.to),
        describe_duration(kWindow_us));
  }

  // A send that was taken for a duplicate though the window of its message is over. Whether a
  // suppressed send starts the window anew is not documented, hence all sends of the key count;
  // strictly, only those that may have made the message.
  void find_stale_duplicate(const Sends& sends) {
    Instant_us latest = -kNever_us;
    std::size_t latest_by = kNone;
    const SendRecord* before = nullptr;
    for (const SendRecord* send : sends) {
      const bool taken =
          send->message != kNone && before && operation_of(message(*send)) != send->operation;
      const Duration_us over = send->at.from - latest - kWindow_us - case_.tolerance.late_us;
      if (taken && over > 0) {
        findings_.violated(send->operation, {operation_of(message(*send))},
                           explain_stale(*send, latest), over,
                           {{latest_by, latest, send->at.from - over}});
      }
      const bool suppressed = taken && send->at.from > message(*send).enqueued.to &&
                              !case_.granted.has(Freedom::any_duplicate);
      if (!suppressed && send->at.to > latest) {
        latest = send->at.to;
        latest_by = send->operation;
      }
      before = send;
    }
  }

  std::string explain_stale(const SendRecord& send, Instant_us latest) const {
    return fmt::format(
        "operation {} at {} was answered with message {} of operation {}\n"
        "the last send with its deduplication id that began a window ended at {}, more than {} "
        "earlier: the window was over, and the new message is lost",
        case_.id(send.operation), case_.time(send.at.from), message(send).id,
        case_.id(operation_of(message(send))), case_.time(latest), describe_duration(kWindow_us));
  }

  const Case& case_;
  const QueueRecord& queue_;
  bool by_content_;
  Findings& findings_;
};

Judgement judge_windows(const Case& the_case, bool by_content) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    Windows(the_case, queue, by_content, findings).judge();
  });
}

}  // namespace

Judgement judge_windows_of_ids(const Case& the_case) { return judge_windows(the_case, false); }
Judgement judge_windows_of_content(const Case& the_case) { return judge_windows(the_case, true); }

}  // namespace sqsproof::semantics
