#include <fmt/format.h>
#include <map>

#include "semantics/model/batch.h"
#include "semantics/model/checks.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {
namespace {

SendMessageRequest single(const SendMessageBatchRequestEntry& entry) {
  SendMessageRequest request;
  request.message_body = entry.message_body;
  request.delay_seconds = entry.delay_seconds;
  request.message_attributes = entry.message_attributes;
  request.message_deduplication_id = entry.message_deduplication_id;
  request.message_group_id = entry.message_group_id;
  request.message_system_attributes = entry.message_system_attributes;
  return request;
}

SendMessageBatchResultEntry result(const std::string& id, SendMessageResponse response) {
  return {id,
          std::move(response.message_id),
          std::move(response.md5_of_message_body),
          std::move(response.md5_of_message_attributes),
          std::move(response.md5_of_message_system_attributes),
          std::move(response.sequence_number)};
}

/// Against the service's own limit, whatever the queue's (recorded).
Checked<bool> check_total(const std::vector<SendMessageRequest>& requests) {
  std::size_t bytes = 0;
  for (const SendMessageRequest& request : requests) bytes += size_of(request);
  if (bytes <= kBatchBytes) return true;
  return refuse(
      "BatchRequestTooLong",
      fmt::format("Batch requests cannot be longer than {} bytes. You have sent {} bytes.",
                  kBatchBytes, bytes));
}

/// What one entry of a FIFO batch lacks fails all of them, with a code of its own (recorded).
Checked<bool> check_fifo_ids(const std::vector<SendMessageRequest>& requests,
                             const QueueAttributes& queue) {
  if (!queue.fifo) return true;
  for (const SendMessageRequest& request : requests) {
    auto good = check_fifo_presence(request, queue);
    if (good) continue;
    return refuse("InvalidParameterValueException", std::move(good.error().message));
  }
  return true;
}

/// The texts of single sends, but for a few that are recorded otherwise.
ServiceError in_batch(ServiceError error, const SendMessageRequest& request,
                      const QueueAttributes& queue, std::size_t place) {
  if (!request.message_body || request.message_body->empty()) {
    error.message = fmt::format(
        "The request must contain the parameter SendMessageBatchRequestEntry.{}.MessageBody.",
        place);
  }
  constexpr std::string_view kSingle = "One or more parameters are invalid.";
  if (error.message.starts_with(kSingle)) {
    error.message =
        "One or more parameters cannot be validated." + error.message.substr(kSingle.size());
  }
  if (!queue.fifo && request.message_deduplication_id && error.message.ends_with("queue type")) {
    error.message = "The request include parameter that is not valid for this queue type";
  }
  return error;
}

}  // namespace

/// Sends, of entries with one deduplication id, the last one before the others have their turn.
void Service::State::send_last_of_equals(const std::vector<SendMessageRequest>& sends, Queue& queue,
                                         Instant_us now) {
  std::map<std::string, std::size_t> last;
  for (std::size_t i = 0; i < sends.size(); ++i) {
    if (sends[i].message_deduplication_id) last[*sends[i].message_deduplication_id] = i;
  }
  for (std::size_t i = 0; i < sends.size(); ++i) {
    const auto& id = sends[i].message_deduplication_id;
    const bool has_later_equal = id && last[*id] != i;
    if (!has_later_equal) continue;
    const SendMessageRequest& winner = sends[last[*id]];
    if (check_send(winner, queue.attributes())) static_cast<void>(send(winner, queue, now));
  }
}

/// Entries are sent in their order, so a group keeps it; one that fails leaves the others alone.
Checked<Reply> Service::State::apply(const SendMessageBatchRequest& request, Instant_us now) {
  const auto opened = open(request.queue_url, now);
  if (!opened) return Refusal(opened.error());
  Queue& queue = **opened;
  const BatchIds ids = ids_of(request.entries);
  std::vector<SendMessageRequest> sends;
  for (const auto& entry : request.entries) sends.push_back(single(entry));
  auto good = check_batch_ids(ids, "SendMessageBatchRequestEntry");
  if (good) good = check_total(sends);
  if (good) good = check_batch_count(ids);
  const bool alone = config.flaw == Flaw::groupless_entry_alone;
  if (good && !alone) good = check_fifo_ids(sends, queue.attributes());
  if (!good) return Refusal(good.error());
  std::optional<ServiceError> of_all;
  if (config.flaw == Flaw::batch_all_or_nothing) {
    for (const SendMessageRequest& one : sends) {
      if (auto fine = check_send(one, queue.attributes()); !fine) of_all = fine.error();
    }
  }
  SendMessageBatchResponse response;
  batch_began = queue.backlog().next_number();
  const bool last_wins = queue.attributes().fifo && config.weak.has(Weakness::last_duplicate_wins);
  if (last_wins) send_last_of_equals(sends, queue, now);
  for (std::size_t turn = 0; turn < sends.size(); ++turn) {
    const bool reversed = config.flaw == Flaw::batch_reversed;
    const std::size_t i = reversed ? sends.size() - 1 - turn : turn;
    auto fine = check_send(sends[i], queue.attributes(), config.flaw);
    if (of_all) fine = Refusal(*of_all);
    if (fine) {
      last_of_batch = i + 1 == sends.size();
      place_in_batch = i;
      response.successful.push_back(result(*ids[i], send(sends[i], queue, now)));
    } else {
      const ServiceError error =
          in_batch(std::move(fine.error()), sends[i], queue.attributes(), i + 1);
      response.failed.push_back(failed_entry(*ids[i], error));
    }
  }
  if (config.flaw == Flaw::batch_answers_more && !response.successful.empty()) {
    response.successful.push_back(response.successful.back());
    response.successful.back().id += "-2";
  }
  last_of_batch = false;
  place_in_batch = 0;
  batch_began = UINT64_MAX;
  return response;
}

}  // namespace sqsproof::semantics
