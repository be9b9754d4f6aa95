// What deletes and changes of visibility say about messages: whose receipts they use.
#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/bookkeeper.h"

namespace sqsproof::semantics {

void Bookkeeper::note_uses() {
  const Call& call = current().call;
  const auto use_of = [this](const std::optional<std::string>& receipt, std::size_t entry) {
    ReceiptUse use;
    use.operation = at_;
    use.entry = entry;
    use.at = interval();
    use.outcome = outcome();
    use.error = error();
    if (receipt) use.receipt = *receipt;
    return use;
  };
  const auto settle_entry = [](ReceiptUse& use, const auto* answer, const auto& id) {
    if (!answer) return;
    const auto is_entry = [&](const auto& result) { return result.id == id; };
    const auto failed = std::find_if(answer->failed.begin(), answer->failed.end(), is_entry);
    if (failed != answer->failed.end()) {
      use.outcome = failed->sender_fault ? Outcome::refused : Outcome::unknown;
      use.error = failed->code;
    } else if (std::none_of(answer->successful.begin(), answer->successful.end(), is_entry)) {
      use.outcome = Outcome::unknown;
    }
  };
  if (const auto* removal = std::get_if<DeleteMessageRequest>(&call)) {
    note_use(removal->queue_url, use_of(removal->receipt_handle, 0));
  } else if (const auto* change = std::get_if<ChangeMessageVisibilityRequest>(&call)) {
    ReceiptUse use = use_of(change->receipt_handle, 0);
    use.removes = false;
    use.timeout_s = change->visibility_timeout;
    note_use(change->queue_url, use);
  } else if (const auto* removals = std::get_if<DeleteMessageBatchRequest>(&call)) {
    for (std::size_t i = 0; i < removals->entries.size(); ++i) {
      ReceiptUse use = use_of(removals->entries[i].receipt_handle, i);
      settle_entry(use, reply<DeleteMessageBatchResponse>(), removals->entries[i].id);
      note_use(removals->queue_url, use);
    }
  } else if (const auto* changes = std::get_if<ChangeMessageVisibilityBatchRequest>(&call)) {
    for (std::size_t i = 0; i < changes->entries.size(); ++i) {
      ReceiptUse use = use_of(changes->entries[i].receipt_handle, i);
      use.removes = false;
      use.timeout_s = changes->entries[i].visibility_timeout;
      settle_entry(use, reply<ChangeMessageVisibilityBatchResponse>(), changes->entries[i].id);
      note_use(changes->queue_url, use);
    }
  }
}

// Any delete that was not refused may have removed its message, whatever its receipt: an old
// receipt may still delete (SQSAPI/DeleteMessage).
void Bookkeeper::note_use(std::string_view queue_url, ReceiptUse use) {
  const std::size_t index = queue_index(queue_url);
  const auto found = receipts_.find(use.receipt);
  const bool here = found != receipts_.end() && found->second.queue == index;
  use.serial = ++serials_;
  if (found != receipts_.end()) check_known(use, found->second.first);
  if (here) use.message = found->second.message;
  if (here && use.outcome != Outcome::refused) {
    MessageRecord& message = ledger_.queues[index].messages[use.message];
    const bool definite = use.outcome == Outcome::accepted;
    if (use.removes) {
      message.exits.push_back({Exit::Kind::deleted, use.operation, use.at, definite, use.receipt,
                               use.serial, definite});
    } else {
      const Duration_us timeout = seconds(use.timeout_s.value_or(0));
      message.hidings.push_back({use.operation, use.serial, use.at, timeout, timeout, definite,
                                 false, true, use.receipt, kNone, definite});
    }
  }
  ledger_.queues[index].uses.push_back(use);
}

// Who uses a receipt has got it from a receive that began before. Otherwise it was not the endpoint
// that went wrong, but whoever took the times, and nothing rests on them any more.
void Bookkeeper::check_known(const ReceiptUse& use, std::size_t issued_by) {
  const Operation& issuer = history_.operations[issued_by];
  const bool known = issuer.invoked <= use.at.to || !history_.recorded.all_receives;
  if (known || !ledger_.unfit.empty()) return;
  ledger_.unfit = fmt::format(
      "operation {} used a receipt of operation {}, which began later: the times contradict each "
      "other",
      history_.operations[use.operation].id, issuer.id);
}

}  // namespace sqsproof::semantics
