// Of batches of sends that have to be refused as a whole: put right or cut instead.
#include <algorithm>
#include <set>

#include "semantics/limits.h"
#include "semantics/model/distortions/characters.h"
#include "semantics/model/distortions/distortion.h"

namespace sqsproof::semantics {
namespace {

constexpr std::size_t kQuarterMebibyte = 262'144;

template <void (*kChange)(SendMessageBatchRequest&)>
void in_batch(Call& call) {
  if (auto* request = as<SendMessageBatchRequest>(call)) kChange(*request);
}

void rename_repeated(SendMessageBatchRequest& request) {
  std::set<std::string> seen;
  for (auto& entry : request.entries) {
    while (entry.id && !seen.insert(*entry.id).second) *entry.id += '-';
  }
}

void cut_at_ten(SendMessageBatchRequest& request) {
  if (request.entries.size() > kBatchEntries) request.entries.resize(kBatchEntries);
}

void take_any_id(SendMessageBatchRequest& request) {
  for (auto& entry : request.entries) {
    if (entry.id) make_legal(*entry.id, kBatchIdLength, '-', is_word_character);
  }
}

std::size_t bytes_of_bodies(const SendMessageBatchRequest& request) {
  std::size_t bytes = 0;
  for (const auto& entry : request.entries) bytes += entry.message_body.value_or("").size();
  return bytes;
}
std::size_t bytes_of_attributes(const SendMessageBatchRequest& request) {
  std::size_t bytes = 0;
  for (const auto& entry : request.entries) {
    for (const auto& [name, value] : entry.message_attributes) {
      bytes += name.size() + value.data_type.size() + value.string_value.value_or("").size() +
               value.binary_value.value_or("").size();
    }
  }
  return bytes;
}

void shorten_first(SendMessageBatchRequest& request, std::size_t by) {
  std::string& body = *request.entries.front().message_body;
  body.resize(body.size() - std::min(by, body.size() - 1));
}

void cut_at_mebibyte(SendMessageBatchRequest& request) {
  const std::size_t bytes = bytes_of_bodies(request);
  if (bytes > kBatchBytes) shorten_first(request, bytes - kBatchBytes);
}

void count_bodies_alone(SendMessageBatchRequest& request) {
  const std::size_t bytes = bytes_of_bodies(request);
  const std::size_t in_all = bytes + bytes_of_attributes(request);
  if (bytes <= kBatchBytes && in_all > kBatchBytes) shorten_first(request, in_all - kBatchBytes);
}

/// So long that it is refused.
void refuse_large(SendMessageBatchRequest& request) {
  if (bytes_of_bodies(request) <= kQuarterMebibyte) return;
  request.entries.front().message_body->resize(kBatchBytes + 1, 'x');
}

void share_delay(SendMessageBatchRequest& request) {
  for (auto& entry : request.entries) entry.delay_seconds = request.entries.front().delay_seconds;
}

/// As what keeps one list for all entries does.
void leak_attributes(SendMessageBatchRequest& request) {
  for (std::size_t i = 1; i < request.entries.size(); ++i) {
    auto& attributes = request.entries[i].message_attributes;
    if (attributes.empty()) attributes = request.entries[i - 1].message_attributes;
  }
}

void forget_zero_delays(SendMessageBatchRequest& request) {
  for (auto& entry : request.entries) {
    if (entry.delay_seconds == 0) entry.delay_seconds.reset();
  }
}

void answer_empty(const Call& call, Answer& answer) {
  if (!std::holds_alternative<SendMessageBatchRequest>(call)) return;
  if (is_refused_with(answer, "EmptyBatchRequest")) answer = Reply(SendMessageBatchResponse{});
}

void fail_one_by_one(const Call& call, Answer& answer) {
  const auto* request = std::get_if<SendMessageBatchRequest>(&call);
  if (request == nullptr || !is_refused_with(answer, "QueueDoesNotExist")) return;
  SendMessageBatchResponse response;
  for (const auto& entry : request->entries) {
    response.failed.push_back({entry.id.value_or(""), true,
                               "AWS.SimpleQueueService.NonExistentQueue",
                               "The specified queue does not exist."});
  }
  answer = Reply(std::move(response));
}

constexpr Distortion kRows[] = {
    {Flaw::batch_ids_may_repeat, in_batch<rename_repeated>},
    {Flaw::batch_cut_at_ten, in_batch<cut_at_ten>},
    {Flaw::batch_ids_any, in_batch<take_any_id>},
    {Flaw::batch_cut_at_mebibyte, in_batch<cut_at_mebibyte>},
    {Flaw::batch_counts_bodies, in_batch<count_bodies_alone>},
    {Flaw::quarter_mebibyte_batches, in_batch<refuse_large>},
    {Flaw::batch_shares_delay, in_batch<share_delay>},
    {Flaw::batch_leaks_attributes, in_batch<leak_attributes>},
    {Flaw::batch_zero_delay_as_default, in_batch<forget_zero_delays>},
    {Flaw::batch_may_be_empty, nullptr, answer_empty},
    {Flaw::batch_fails_one_by_one, nullptr, fail_one_by_one},
};

}  // namespace

std::span<const Distortion> distortions_of_batches() { return kRows; }

}  // namespace sqsproof::semantics
