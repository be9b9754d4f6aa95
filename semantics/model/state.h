// The account behind a Service, and what each action does to it; one file an action.
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <unordered_map>

#include "semantics/model/queue.h"
#include "semantics/model/refusal.h"
#include "semantics/model/service.h"

namespace sqsproof::semantics {

struct Service::State {
  ServiceConfig config;
  std::mt19937_64 random;
  std::unordered_map<std::string, std::unique_ptr<Queue>> queues;  ///< by name
  std::unordered_map<std::string, Instant_us> deleted;             ///< names, until they are free
  std::uint64_t queues_created = 0;
  std::uint64_t sends_accepted = 0;

  explicit State(ServiceConfig from) : config(std::move(from)), random(config.seed) {}

  Checked<Reply> apply(const CreateQueueRequest& request, Instant_us now);
  Checked<Reply> apply(const GetQueueUrlRequest& request, Instant_us now);
  Checked<Reply> apply(const DeleteQueueRequest& request, Instant_us now);
  Checked<Reply> apply(const SendMessageRequest& request, Instant_us now);
  Checked<Reply> apply(const ReceiveMessageRequest& request, Instant_us now);
  Checked<Reply> apply(const DeleteMessageRequest& request, Instant_us now);
  Checked<Reply> apply(const ChangeMessageVisibilityRequest& request, Instant_us now);
  Checked<Reply> apply(const SetQueueAttributesRequest& request, Instant_us now);
  Checked<Reply> apply(const GetQueueAttributesRequest& request, Instant_us now);

  /// The queue of a URL, with time advanced; an error when there is none.
  Checked<Queue*> open(const std::string& queue_url, Instant_us now);
  [[nodiscard]] Queue* find(const std::string& queue_url) const;
  [[nodiscard]] std::string url_of(const std::string& name) const;
  [[nodiscard]] std::string arn_of(const std::string& name) const;
  std::string new_message_id();
  /// The receipt, when it is one of this queue.
  static Checked<Receipt> read_handle(const std::string& handle, const Queue& queue);
};

}  // namespace sqsproof::semantics
