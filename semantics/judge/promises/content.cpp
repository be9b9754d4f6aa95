// limits/, attributes/ and digests/: what an answer holds (SQSAPI/ReceiveMessage,
// SQS/sqs-message-metadata).
#include <algorithm>
#include <fmt/core.h>

#include "semantics/digest.h"
#include "semantics/judge/causes.h"
#include "semantics/judge/promises.h"
#include "semantics/judge/promises/makers.h"

namespace sqsproof::semantics {
namespace {

const ReceiveMessageRequest& request_of(const Case& the_case, std::size_t operation) {
  return std::get<ReceiveMessageRequest>(the_case.operation(operation).call);
}

Judgement judge_max(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const ReceiveRecord& receive : queue.receives) {
      // Of a repeated attempt, AWS says that it returns the same messages, whatever else it asks
      // for.
      if (receive.messages.empty() || receive.repeats_attempt) continue;
      const std::size_t most = std::min<std::size_t>(receive.most, 10);
      findings.test(receive.messages.size() <= most, receive.operation, {}, [&] {
        return fmt::format("receive {} asked for {} messages at most and got {}",
                           the_case.id(receive.operation), receive.most, receive.messages.size());
      });
    }
  });
}

/// Whether a receive that asks for these names gets the attribute. SQSAPI/ReceiveMessage
bool is_asked(const std::vector<std::string>& names, const std::string& attribute) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    if (name == "All" || name == "*" || name == ".*" || name == attribute) return true;
    return name.ends_with(".*") && attribute.starts_with(name.substr(0, name.size() - 2));
  });
}

/// Of an attribute whose name is the prefix and a dot away from it, pages differ.
bool is_borderline(const std::vector<std::string>& names, const std::string& attribute) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return name.ends_with(".*") && name.size() > 2 &&
           attribute.starts_with(name.substr(0, name.size() - 2)) &&
           !attribute.starts_with(name.substr(0, name.size() - 1));
  });
}

bool same_attributes(const MessageAttributes& sent, const MessageAttributes& seen,
                     const std::vector<std::string>& names) {
  for (const auto& [name, value] : sent) {
    if (is_borderline(names, name)) continue;
    const auto found = seen.find(name);
    const bool there = found != seen.end();
    if (there != is_asked(names, name) || (there && found->second != value)) return false;
  }
  return std::all_of(seen.begin(), seen.end(),
                     [&](const auto& member) { return sent.contains(member.first); });
}

Judgement judge_attributes(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const MessageRecord& message : queue.messages) {
      const auto sends = makers_of(queue, message);
      if (sends.empty()) continue;
      for (const Delivery& delivery : message.deliveries) {
        const auto& names = request_of(the_case, delivery.operation).message_attribute_names;
        const auto& seen = delivery.seen->message_attributes;
        const bool interesting = !seen.empty() || !sends.front()->attributes->empty();
        if (!interesting) continue;
        const bool same = std::any_of(sends.begin(), sends.end(), [&](const SendRecord* send) {
          return same_attributes(*send->attributes, seen, names);
        });
        findings.test(same, delivery.operation, {sends.front()->operation}, [&] {
          return fmt::format(
              "operation {} sent {} with {} attributes\n"
              "receive {} returned it with {}, not those that it asked for, or changed",
              the_case.id(sends.front()->operation), name_of(message),
              sends.front()->attributes->size(), the_case.id(delivery.operation), seen.size());
        });
      }
    }
  });
}

bool is_digest(std::string_view text) { return text.starts_with("sha256:"); }

Judgement judge_body_digest(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const SendRecord& send : queue.sends) {
      const bool stored =
          is_digest(send.body) && the_case.operation(send.operation).digests.empty();
      if (send.md5_of_body.empty() || stored) continue;
      const std::string expected = digests_of(the_case.operation(send.operation), send.entry).body;
      findings.test(expected == send.md5_of_body, send.operation, {}, [&] {
        return fmt::format("the MD5 of the body that operation {} sent is {}, not {}",
                           the_case.id(send.operation), expected, send.md5_of_body);
      });
    }
    for (const MessageRecord& message : queue.messages) {
      for (const Delivery& delivery : message.deliveries) {
        const ReceivedMessage& seen = *delivery.seen;
        if (seen.md5_of_body.empty() || seen.body.empty() || is_digest(seen.body)) continue;
        const std::string expected = md5_hex(seen.body);
        findings.test(expected == seen.md5_of_body, delivery.operation, {}, [&] {
          return fmt::format("the MD5 of the body of {} in receive {} is {}, not {}",
                             name_of(message), the_case.id(delivery.operation), expected,
                             seen.md5_of_body);
        });
      }
    }
  });
}

Judgement judge_sent_digest(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const SendRecord& send : queue.sends) {
      if (send.outcome != Outcome::accepted || send.md5_of_body.empty()) continue;
      const Operation& operation = the_case.operation(send.operation);
      const bool stored = !send.attributes->empty() && operation.digests.empty() &&
                          send.attributes->begin()->second.data_type == "digest";
      if (stored || (send.attributes->empty() && !send.md5_of_attributes)) continue;
      const std::string expected = digests_of(operation, send.entry).attributes;
      findings.test(expected == send.md5_of_attributes.value_or(""), send.operation, {}, [&] {
        return fmt::format("the MD5 of the attributes that operation {} sent is `{}`, not `{}`",
                           the_case.id(send.operation), expected,
                           send.md5_of_attributes.value_or(""));
      });
    }
  });
}

/// The digest of what a receive returned; nothing when a trace kept too little to know it.
std::optional<std::string> digest_of_seen(const Case& the_case, const QueueRecord& queue,
                                          const MessageRecord& message,
                                          const ReceivedMessage& seen) {
  const MessageAttributes& attributes = seen.message_attributes;
  const bool stored = !attributes.empty() && attributes.begin()->second.data_type == "digest";
  if (!stored) return md5_of_attributes(attributes);
  const SendRecord* send = first_send(queue, message);
  if (!send || *send->attributes != attributes) return std::nullopt;
  const Operation& operation = the_case.operation(send->operation);
  if (operation.digests.empty()) return std::nullopt;
  return digests_of(operation, send->entry).attributes;
}

Judgement judge_received_digest(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const MessageRecord& message : queue.messages) {
      for (const Delivery& delivery : message.deliveries) {
        const ReceivedMessage& seen = *delivery.seen;
        const std::string shown = seen.md5_of_message_attributes.value_or("");
        // An endpoint that returns no digests at all says nothing wrong here.
        if (seen.md5_of_body.empty() || (seen.message_attributes.empty() && shown.empty()))
          continue;
        const auto expected = digest_of_seen(the_case, queue, message, seen);
        if (!expected) continue;
        findings.test(*expected == shown, delivery.operation, {}, [&] {
          return fmt::format(
              "the MD5 of the attributes of {} that receive {} returned is `{}`, "
              "not `{}`",
              name_of(message), the_case.id(delivery.operation), *expected, shown);
        });
      }
    }
  });
}

constexpr const char* kMetadata = "SQS/sqs-message-metadata";

constexpr Promise kRows[] = {
    {"limits/max-messages", "no receive gets more messages than it asks for, or more than ten",
     "SQSAPI/ReceiveMessage", Strength::must, judge_max, "nothing was received"},
    {"attributes/come-back", "attributes come back as they were sent, those that were asked for",
     kMetadata, Strength::must, judge_attributes, "no message with attributes was received"},
    {"digests/body", "the MD5 of a body is that of its bytes", "SQSAPI/SendMessage", Strength::must,
     judge_body_digest, "no answer held the MD5 of a known body"},
    {"digests/attributes-sent", "a send returns the MD5 of the attributes that were sent",
     kMetadata, Strength::must, judge_sent_digest, "no message with attributes was sent"},
    {"digests/attributes-received", "a receive returns the MD5 of the attributes that it returns",
     kMetadata, Strength::should, judge_received_digest, "no attributes were received"},
};

}  // namespace

std::span<const Promise> content_promises() { return kRows; }

}  // namespace sqsproof::semantics
