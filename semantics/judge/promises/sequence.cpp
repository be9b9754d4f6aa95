// fifo/sequence/: sequence numbers grow within a group and stay with their message
// (SQS/FIFO-key-terms, SQSAPI/SendMessage).
#include <algorithm>
#include <fmt/core.h>
#include <unordered_map>

#include "semantics/judge/causes.h"
#include "semantics/judge/promises.h"

namespace sqsproof::semantics {
namespace {

std::string_view without_zeros(std::string_view number) {
  while (number.size() > 1 && number.front() == '0') number.remove_prefix(1);
  return number;
}

bool smaller(std::string_view x, std::string_view y) {
  x = without_zeros(x);
  y = without_zeros(y);
  return x.size() != y.size() ? x.size() < y.size() : x < y;
}

/// The sends to a group that certainly made their messages.
class GroupNumbers {
 public:
  void add(const SendRecord* send) { ended_.push_back(send); }

  void sort() {
    std::stable_sort(ended_.begin(), ended_.end(),
                     [](const SendRecord* x, const SendRecord* y) { return x->at.to < y->at.to; });
    for (const SendRecord* send : ended_) {
      first_of_.try_emplace(without_zeros(send->sequence_number), send);
      const bool grows =
          largest_.empty() || smaller(largest_.back()->sequence_number, send->sequence_number);
      largest_.push_back(grows ? send : largest_.back());
    }
  }

  /// Of those that returned before that, the one with the largest number; none without any.
  [[nodiscard]] const SendRecord* largest_before(Instant_us instant) const {
    const auto end =
        std::partition_point(ended_.begin(), ended_.end(),
                             [instant](const SendRecord* send) { return send->at.to < instant; });
    return end == ended_.begin() ? nullptr
                                 : largest_[static_cast<std::size_t>(end - ended_.begin()) - 1];
  }
  /// Another one with that number; nullptr without one.
  [[nodiscard]] const SendRecord* twin_of(const SendRecord& send) const {
    const auto twin = first_of_.find(without_zeros(send.sequence_number));
    return twin == first_of_.end() || twin->second == &send ? nullptr : twin->second;
  }

 private:
  std::vector<const SendRecord*> ended_;                              // by their ends
  std::vector<const SendRecord*> largest_;                            // of these up to there
  std::unordered_map<std::string_view, const SendRecord*> first_of_;  // by number
};

/// The sends of which one made the message, as far as they are known; later duplicates did not.
std::vector<const SendRecord*> makers_of(const QueueRecord& queue, const MessageRecord& message) {
  std::vector<const SendRecord*> makers;
  for (const std::size_t index : message.sends) {
    const SendRecord& send = queue.sends[index];
    if (send.sequence_number.empty()) return {};
    if (send.at.from <= message.enqueued.to) makers.push_back(&send);
  }
  // An earlier send without an answer may have made it.
  const bool known = std::any_of(makers.begin(), makers.end(), [&](const SendRecord* send) {
    return send->at.from == message.enqueued.from;
  });
  return known ? makers : std::vector<const SendRecord*>{};
}

/// A number that does not fit to another one of its group.
struct Clash {
  const SendRecord* send;
  const SendRecord* other;
  bool earlier;  ///< that one was sent before; otherwise the numbers are the same
};

class GrowsJudge {
 public:
  GrowsJudge(const Case& the_case, const QueueRecord& queue, Findings& findings)
      : case_(the_case), queue_(queue), findings_(findings) {}

  void judge() {
    std::vector<std::vector<const SendRecord*>> all;
    for (const MessageRecord& message : queue_.messages) {
      all.push_back(makers_of(queue_, message));
      if (all.back().size() == 1) groups_[all.back().front()->group].add(all.back().front());
    }
    for (auto& [name, group] : groups_) group.sort();
    for (const auto& makers : all) judge_message(makers);
  }

 private:
  /// Whichever send made the message, its number must fit into its group.
  void judge_message(const std::vector<const SendRecord*>& makers) {
    std::vector<Clash> clashes;
    bool tested = false;
    for (const SendRecord* send : makers) {
      const auto group = groups_.find(send->group);
      if (group == groups_.end()) return;
      const SendRecord* largest = group->second.largest_before(send->at.from);
      const SendRecord* twin = group->second.twin_of(*send);
      tested = largest || twin;
      if (largest && !smaller(largest->sequence_number, send->sequence_number)) {
        clashes.push_back({send, largest, true});
      } else if (twin) {
        clashes.push_back({send, twin, false});
      }
    }
    const bool fits = clashes.size() < makers.size();
    if (!tested || (fits && makers.size() > 1)) return;
    std::vector<std::size_t> because;
    for (const Clash& clash : clashes) {
      because.insert(because.end(), {clash.send->operation, clash.other->operation});
    }
    findings_.test(fits, makers.back()->operation, because, [&] { return explain(clashes); });
  }

  std::string explain(const std::vector<Clash>& clashes) const {
    std::string text;
    if (clashes.size() > 1) {
      text = fmt::format("several sends may have made {}, and its number fits to none\n",
                         name_of(queue_.messages[clashes.front().send->message]));
    }
    for (const Clash& clash : clashes) {
      if (&clash != clashes.data()) text += "\n";
      text += explain(clash);
    }
    return text;
  }

  std::string explain(const Clash& clash) const {
    const SendRecord &x = *clash.other, &y = *clash.send;
    const std::string first = name_of(queue_.messages[x.message]);
    const std::string second = name_of(queue_.messages[y.message]);
    const std::string sent =
        clash.earlier
            ? fmt::format("operation {} sent {} to group `{}` before operation {} sent {}",
                          case_.id(x.operation), first, y.group, case_.id(y.operation), second)
            : fmt::format("operations {} and {} sent {} and {} to group `{}`",
                          case_.id(x.operation), case_.id(y.operation), first, second, y.group);
    return fmt::format("{}\ntheir sequence numbers are {} and {}", sent, x.sequence_number,
                       y.sequence_number);
  }

  const Case& case_;
  const QueueRecord& queue_;
  Findings& findings_;
  std::unordered_map<std::string_view, GroupNumbers> groups_;
};

Judgement judge_grows(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    if (!queue.settings.fifo || !queue.deletions.empty()) return;
    GrowsJudge(the_case, queue, findings).judge();
  });
}

Judgement judge_stays(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    if (!queue.settings.fifo) return;
    for (const MessageRecord& message : queue.messages) {
      if (message.sequence_number.empty()) continue;
      bool known = !message.sends.empty();  // the number is that of the send
      for (const Delivery& delivery : message.deliveries) {
        const auto seen = delivery.seen->attributes.find("SequenceNumber");
        if (seen == delivery.seen->attributes.end()) continue;
        if (known) {
          findings.test(seen->second == message.sequence_number, delivery.operation,
                        story_of(queue, message, delivery.at.from), [&] {
                          return fmt::format(
                              "the sequence number of {} is {}\nreceive {} returned "
                              "it with {}",
                              name_of(message), message.sequence_number,
                              the_case.id(delivery.operation), seen->second);
                        });
        }
        known = true;
      }
    }
  });
}

/// Of at most 128 bits. SQSAPI/SendMessage
bool is_number(std::string_view text) {
  constexpr std::string_view kLargest = "340282366920938463463374607431768211455";
  const bool digits =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (text.empty() || !digits) return false;
  text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
  return text.size() < kLargest.size() || (text.size() == kLargest.size() && text <= kLargest);
}

Judgement judge_form(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    if (!queue.settings.fifo) return;
    std::unordered_map<std::string_view, const SendRecord*> users;
    for (const SendRecord& send : queue.sends) {
      if (send.message == kNone || send.sequence_number.empty()) continue;
      const SendRecord* user = users.emplace(send.sequence_number, &send).first->second;
      const bool reused = user->message != send.message;
      findings.test(
          !reused && is_number(send.sequence_number), send.operation, {user->operation}, [&] {
            return fmt::format("operation {} was answered with sequence number {}, which {}",
                               the_case.id(send.operation), send.sequence_number,
                               reused ? fmt::format("operation {} has got for another message",
                                                    the_case.id(user->operation))
                                      : "is no decimal number of at most 128 bits");
          });
    }
  });
}

constexpr Promise kRows[] = {
    {"fifo/sequence/grows", "a message that is sent later has the larger sequence number",
     "SQSAPI/SendMessage", Strength::must, judge_grows, "no group was sent two messages"},
    {"fifo/sequence/stays", "every receive shows the sequence number that the send returned",
     "SQSAPI/ReceiveMessage", Strength::must, judge_stays,
     "no message was received with its sequence number"},
    {"fifo/sequence/form", "sequence numbers are decimal numbers, each used once",
     "SQSAPI/SendMessage", Strength::must, judge_form, "no send returned a sequence number"},
};

}  // namespace

std::span<const Promise> sequence_promises() { return kRows; }

}  // namespace sqsproof::semantics
