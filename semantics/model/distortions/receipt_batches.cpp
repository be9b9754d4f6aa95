// Of batches of receipt handles, of deletions and of changes alike: what has to be refused, as a
// whole or entry by entry, is put right, or goes wrong for others.
#include <algorithm>
#include <set>

#include "semantics/limits.h"
#include "semantics/model/distortions/characters.h"
#include "semantics/model/distortions/distortion.h"

namespace sqsproof::semantics {
namespace {

/// With `change` applied to the entries of either batch.
template <class Change>
void with_entries(Call& call, Change change) {
  if (auto* request = as<DeleteMessageBatchRequest>(call)) change(request->entries);
  if (auto* request = as<ChangeMessageVisibilityBatchRequest>(call)) change(request->entries);
}

void rename_repeated(Call& call) {
  with_entries(call, [](auto& entries) {
    std::set<std::string> seen;
    for (auto& entry : entries) {
      while (entry.id && !seen.insert(*entry.id).second) *entry.id += '-';
    }
  });
}

void cut_at_ten(Call& call) {
  with_entries(call, [](auto& entries) {
    if (entries.size() > kBatchEntries) entries.resize(kBatchEntries);
  });
}

void take_any_id(Call& call) {
  with_entries(call, [](auto& entries) {
    for (auto& entry : entries) {
      if (entry.id) make_legal(*entry.id, kBatchIdLength, '-', is_word_character);
    }
  });
}

void answer_empty(const Call& call, Answer& answer) {
  if (!is_refused_with(answer, "EmptyBatchRequest")) return;
  if (std::holds_alternative<DeleteMessageBatchRequest>(call)) {
    answer = Reply(DeleteMessageBatchResponse{});
  } else if (std::holds_alternative<ChangeMessageVisibilityBatchRequest>(call)) {
    answer = Reply(ChangeMessageVisibilityBatchResponse{});
  }
}

/// Handles of the endpoint's own are longer.
bool is_nonsense(const std::optional<std::string>& handle) {
  return handle.value_or("").size() < 16;
}

void stop_at_bad_handle(Call& call) {
  auto* request = as<ChangeMessageVisibilityBatchRequest>(call);
  if (request == nullptr) return;
  bool stopped = false;
  for (auto& entry : request->entries) {
    stopped = stopped || is_nonsense(entry.receipt_handle);
    if (stopped) entry.receipt_handle = "nonsense";
  }
}

void cut_timeouts(Call& call) {
  auto* request = as<ChangeMessageVisibilityBatchRequest>(call);
  if (request == nullptr) return;
  for (auto& entry : request->entries) {
    auto& timeout_s = entry.visibility_timeout;
    if (timeout_s) {
      timeout_s = std::clamp(*timeout_s, kVisibilityTimeout.least, kVisibilityTimeout.most);
    }
  }
}

constexpr Distortion kRows[] = {
    {Flaw::receipt_ids_may_repeat, rename_repeated},
    {Flaw::receipts_cut_at_ten, cut_at_ten},
    {Flaw::receipt_ids_any, take_any_id},
    {Flaw::receipt_batch_may_be_empty, nullptr, answer_empty},
    {Flaw::batch_change_stops, stop_at_bad_handle},
    {Flaw::batch_change_cut, cut_timeouts},
};

}  // namespace

std::span<const Distortion> distortions_of_receipt_batches() { return kRows; }

}  // namespace sqsproof::semantics
