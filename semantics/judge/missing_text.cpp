#include "semantics/judge/missing_text.h"

#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/origin_text.h"
#include "semantics/judge/setting_calls.h"

namespace sqsproof::semantics {
namespace {

class Words {
 public:
  Words(const Case& the_case, const Missing& missing)
      : case_(the_case),
        missing_(missing),
        queue_(the_case.ledger.queues[missing.queue]),
        message_(queue_.messages[missing.message]),
        receive_(queue_.receives[missing.receive]) {}

  std::string explanation() const {
    std::string text = describe_origin(case_, queue_, message_, OriginBound::latest);
    text += (is_received() ? "" : ", and nobody had received it") + std::string("\n");
    if (missing_.cause == MissingCause::delay_setting) text += settings("DelaySeconds").words;
    text += of_hidings() + of_group() + of_purge() + of_expiry();
    return text + of_holder() + of_timer() + of_receive() + of_look();
  }

  std::vector<std::size_t> operations() const {
    std::vector<std::size_t> all = story_of(queue_, message_, receive_.at.from);
    const auto add = [&](const std::vector<std::size_t>& more) {
      all.insert(all.end(), more.begin(), more.end());
    };
    add(origin_of(case_, queue_, message_));
    if (missing_.cause == MissingCause::delay_setting) add(settings("DelaySeconds").at);
    if (const MessageRecord* other = other_of_group()) {
      add(story_of(queue_, *other, receive_.at.from));
    }
    if (const MessageRecord* held = holder()) add(story_of(queue_, *held, receive_.at.from));
    if (const QueueEvent* purged = purge()) add({purged->operation});
    return all;
  }

 private:
  bool is_received() const { return missing_.window.was_received; }

  SettingCalls settings(const std::string& attribute) const {
    return setting_calls(case_, queue_, attribute, receive_.at.from);
  }

  std::string of_hidings() const {
    std::string text;
    const Hiding* last = nullptr;
    for (const Hiding& hiding : message_.hidings) {
      if (hiding.at.from > receive_.at.from) break;
      if (hiding.operation == receive_.operation) continue;
      const bool repeats = hiding.is_receive && hiding.receive != kNone &&
                           queue_.receives[hiding.receive].repeats_attempt;
      text += fmt::format("operation {} {} at {} at the latest: hidden for {}, until {}\n",
                          case_.id(hiding.operation),
                          repeats             ? "repeated an attempt and received it"
                          : hiding.is_receive ? "received it"
                                              : "changed its visibility timeout",
                          case_.time(hiding.at.to), describe_duration(hiding.longest),
                          case_.time(hiding.at.to + hiding.longest));
      last = &hiding;
    }
    return last ? text + "it was not deleted, and nothing hid it again\n" : text;
  }

  /// What was in flight before, of its group or of another one.
  const MessageRecord* other_of_group() const {
    const bool freed = missing_.cause == MissingCause::group_freed ||
                       missing_.cause == MissingCause::group_freed_by_dead_letter;
    const bool apart = missing_.cause == MissingCause::other_group ||
                       missing_.cause == MissingCause::group_on_standard;
    if (!freed && !apart) return nullptr;
    const MessageRecord* found = nullptr;
    for (const MessageRecord& other : queue_.messages) {
      if (&other == &message_ || other.deliveries.empty()) continue;
      if (other.deliveries.front().at.from > receive_.at.from) continue;
      const bool same = other.group == message_.group;
      const bool gone = other.surely_gone_from <= receive_.at.from;
      const bool is_it =
          freed ? same && gone && other.enqueued.from < message_.enqueued.to
                : !gone && same == !queue_.settings.fifo && hidden_until(other) > receive_.at.from;
      const bool later = found == nullptr || other.surely_gone_from > found->surely_gone_from;
      if (is_it && later) found = &other;
    }
    return found;
  }

  Instant_us hidden_until(const MessageRecord& other) const {
    Instant_us until = -kNever_us;
    for (const Hiding& hiding : other.hidings) {
      if (hiding.at.from >= receive_.at.from) continue;
      if (hiding.definite) until = -kNever_us;
      until = std::max(until, latest_end(hiding, case_.tolerance));
    }
    return until;
  }

  /// Of those before it in its FIFO group that are there still, the one that was hidden longest.
  const MessageRecord* holder() const {
    const MessageRecord* found = nullptr;
    if (!queue_.settings.fifo || !message_.group_certain) return found;
    for (const MessageRecord& other : queue_.messages) {
      const bool before_it = &other != &message_ && other.group == message_.group &&
                             other.enqueued.from <= message_.enqueued.to;
      if (!before_it || other.surely_gone_from <= receive_.at.from) continue;
      const Instant_us until = hidden_until(other);
      if (until > -kNever_us && (!found || until > hidden_until(*found))) found = &other;
    }
    return found;
  }

  std::string of_holder() const {
    const MessageRecord* held = holder();
    if (held == nullptr) return "";
    return fmt::format("{}, before it in group `{}`, was in flight until {} at the latest\n",
                       name_of(*held), message_.group, case_.time(hidden_until(*held)));
  }

  /// The call that took it, if it was one.
  static const Exit* exit_of(const MessageRecord& other) {
    for (const Exit& exit : other.exits) {
      if (exit.definite && exit.at.to == other.surely_gone_from) return &exit;
    }
    return nullptr;
  }

  std::string of_group() const {
    const MessageRecord* other = other_of_group();
    if (other == nullptr) return "";
    if (missing_.cause == MissingCause::group_on_standard) {
      return fmt::format(
          "{} of its group is in flight, which holds nothing back on a standard queue\n",
          name_of(*other));
    }
    if (missing_.cause == MissingCause::other_group) {
      return fmt::format("{} is in flight, and is of another group: `{}`, not `{}`\n",
                         name_of(*other), other->group, message_.group);
    }
    const Exit* exit = exit_of(*other);
    const bool dead = exit != nullptr && exit->kind == Exit::Kind::dead_lettered;
    const std::string how = exit == nullptr || exit->operation == kNone
                                ? std::string(dead ? "went to the dead-letter queue" : "was gone")
                                : fmt::format("left by operation {}", case_.id(exit->operation));
    return fmt::format("{}, in flight before it in group `{}`, {}, at {} at the latest\n",
                       name_of(*other), message_.group, how, case_.time(other->surely_gone_from));
  }

  /// The one that the cause is about.
  const QueueEvent* purge() const {
    const QueueEvent* found = nullptr;
    for (const QueueRecord& queue : case_.ledger.queues) {
      const bool same = &queue == &queue_;
      if (same != (missing_.cause == MissingCause::sent_after_purge)) continue;
      if (!same && missing_.cause != MissingCause::other_purged) continue;
      for (const QueueEvent& one : queue.purges) {
        const bool fits =
            same ? one.outcome == Outcome::accepted && one.at.to < message_.enqueued.from
                 : one.at.from > message_.enqueued.from && one.at.to < receive_.at.from;
        if (fits) found = &one;
      }
    }
    return found;
  }

  std::string of_purge() const {
    const QueueEvent* purged = purge();
    if (purged == nullptr) return "";
    if (missing_.cause == MissingCause::other_purged) {
      return fmt::format("operation {} purged another queue\n", case_.id(purged->operation));
    }
    return fmt::format("operation {} had purged the queue before, at {} at the latest\n",
                       case_.id(purged->operation), case_.time(purged->at.to));
  }

  std::string of_expiry() const {
    if (missing_.cause != MissingCause::before_expiry) return "";
    return fmt::format("its retention period of {}{} had not ended\n",
                       describe_duration(queue_.retention_us.values().back().value),
                       named_at_creation(case_, queue_, "MessageRetentionPeriod"));
  }

  std::string of_timer() const {
    const Duration_us late = case_.tolerance.late_us;
    Instant_us from = missing_.window.during.from;
    if (const MessageRecord* held = holder()) from = std::max(from, hidden_until(*held));
    const MessageRecord* other = other_of_group();
    if (other != nullptr && other->surely_gone_from <= receive_.at.from) {
      from = std::max(from, other->surely_gone_from);
    }
    // A group is held back in its own queue only. SQS/FIFO-queues
    const bool alone = queue_.settings.fifo && !message_.group.empty() && holder() == nullptr;
    return fmt::format(
        "so it must have been visible{} from {} on{}{}\n", is_received() ? " again" : "",
        case_.time(from),
        late > 0 ? fmt::format(" ({} of tolerance included)", describe_duration(late)) : "",
        alone ? fmt::format(": nothing of group `{}` was in flight before it", message_.group)
              : "");
  }

  std::string of_receive() const {
    const std::size_t got = receive_.messages.size();
    if (missing_.cause == MissingCause::woken_by_send ||
        missing_.cause == MissingCause::woken_by_timer) {
      const char* what = got == 0 ? "waited in vain" : "waited on, and returned only then";
      return fmt::format("long poll {}, from {} to {}, {}", case_.id(receive_.operation),
                         case_.time(receive_.at.from), case_.time(receive_.at.to), what);
    }
    return fmt::format("receive {}, from {} to {}, could return {}, and returned {}",
                       case_.id(receive_.operation), case_.time(receive_.at.from),
                       case_.time(receive_.at.to), count(receive_.most),
                       got == 0 ? "none" : fmt::format("{}, but not it", got));
  }
  static std::string count(std::size_t most) {
    return most == 1 ? "a message" : fmt::format("{} messages", most);
  }

  /// Of a poll that looked, and then waited so long that something took the message before it
  /// ended.
  std::string of_look() const {
    const Interval& window = missing_.window.during;
    if (receive_.at.from <= window.from || receive_.at.to < window.to) return "";
    const Interval looked = looked_at(queue_, receive_, case_.tolerance, case_.granted);
    return fmt::format("\nit waited for {}, so it had looked by {}, before anything could take {}",
                       describe_duration(receive_.wait.least), case_.time(looked.to),
                       name_of(message_));
  }

  const Case& case_;
  const Missing& missing_;
  const QueueRecord& queue_;
  const MessageRecord& message_;
  const ReceiveRecord& receive_;
};

}  // namespace

std::string explain(const Case& the_case, const Missing& missing) {
  return Words(the_case, missing).explanation();
}

std::vector<std::size_t> operations_of(const Case& the_case, const Missing& missing) {
  return Words(the_case, missing).operations();
}

}  // namespace sqsproof::semantics
