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

/// For each send that certainly made its message: the largest number of a send of its group that
/// returned before it began must be smaller.
void judge_group(const Case& the_case, const QueueRecord& queue,
                 const std::vector<const SendRecord*>& sends, Findings& findings) {
  std::vector<const SendRecord*> ended = sends;
  std::sort(ended.begin(), ended.end(),
            [](const SendRecord* x, const SendRecord* y) { return x->at.to < y->at.to; });
  const SendRecord* largest = nullptr;
  auto next = ended.begin();
  for (const SendRecord* send : sends) {
    for (; next != ended.end() && (*next)->at.to < send->at.from; ++next) {
      if (!largest || smaller(largest->sequence_number, (*next)->sequence_number)) largest = *next;
    }
    if (!largest) continue;
    findings.test(smaller(largest->sequence_number, send->sequence_number), send->operation,
                  {largest->operation}, [&] {
                    return fmt::format(
                        "operation {} sent {} to group `{}` before operation {} sent {}\n"
                        "their sequence numbers are {} and {}",
                        the_case.id(largest->operation), name_of(queue.messages[largest->message]),
                        send->group, the_case.id(send->operation),
                        name_of(queue.messages[send->message]), largest->sequence_number,
                        send->sequence_number);
                  });
  }
}

/// The send that certainly made the message, if it is certain which one; later duplicates did not.
const SendRecord* maker_of(const QueueRecord& queue, const MessageRecord& message) {
  const SendRecord* maker = nullptr;
  for (const std::size_t index : message.sends) {
    const SendRecord& send = queue.sends[index];
    if (send.at.from > message.enqueued.to) continue;
    if (maker) return nullptr;
    maker = &send;
  }
  // An earlier send without an answer may have made it.
  return maker && message.enqueued.from == maker->at.from ? maker : nullptr;
}

Judgement judge_grows(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    if (!queue.settings.fifo || !queue.deletions.empty()) return;
    std::unordered_map<std::string_view, std::vector<const SendRecord*>> groups;
    for (const MessageRecord& message : queue.messages) {
      const SendRecord* send = maker_of(queue, message);
      if (send && !send->sequence_number.empty()) groups[send->group].push_back(send);
    }
    for (auto& [name, sends] : groups) {
      std::stable_sort(sends.begin(), sends.end(), [](const SendRecord* x, const SendRecord* y) {
        return x->at.from < y->at.from;
      });
      judge_group(the_case, queue, sends, findings);
    }
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

bool is_number(std::string_view text) {
  constexpr std::size_t kDigits = 39;  // of 128 bits
  return !text.empty() && text.size() <= kDigits &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
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
