// What SQS checks of a request before it touches a queue, with the texts that it answers.
#pragma once

#include <optional>
#include <string>

#include "semantics/actions/all.h"
#include "semantics/model/attributes.h"
#include "semantics/model/flaw.h"
#include "semantics/model/refusal.h"

namespace sqsproof::semantics {

/// 1 to 80 of letters, digits, `-` and `_`, `.fifo` at the end included. SQSAPI/CreateQueue
[[nodiscard]] Checked<bool> check_queue_name(const std::optional<std::string>& name);

/// Body, attributes, size, delay and FIFO ids of a message for a queue of these attributes.
[[nodiscard]] Checked<bool> check_send(const SendMessageRequest& request,
                                       const QueueAttributes& queue, Flaw flaw = Flaw::none);

/// What a FIFO queue cannot do without: group id and, unless content-based, deduplication id.
[[nodiscard]] Checked<bool> check_fifo_presence(const SendMessageRequest& request,
                                                const QueueAttributes& queue);
/// Bytes of body and attributes: names, types and values. SQS/quotas-messages
[[nodiscard]] std::size_t size_of(const SendMessageRequest& request, Flaw flaw = Flaw::none);

/// Label of AddPermission.
[[nodiscard]] Checked<bool> check_label(const std::optional<std::string>& label);

/// Ranges of MaxNumberOfMessages, VisibilityTimeout and WaitTimeSeconds; the attempt id.
[[nodiscard]] Checked<bool> check_receive(const ReceiveMessageRequest& request);

}  // namespace sqsproof::semantics
