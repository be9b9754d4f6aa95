#include "semantics/judge/freedoms.h"

namespace sqsproof::semantics {
namespace {

constexpr FreedomRow kRows[] = {
    {"W1", "deliver a message of a standard queue while it is in flight", Freedom::early_redelivery,
     true},
    {"W2", "deliver a message of a standard queue after its deletion", Freedom::deleted_delivery,
     true},
    {"W3", "miss messages in a receive that does not wait", Freedom::sampling, true},
    {"W4", "miss messages in a long poll", Freedom::false_empty, true},
    {"W5", "change the order of a standard queue", Freedom::reordering, true},
    {"W6", "take a minute for a purge", Freedom::slow_purge, true},
    {"W7", "take a minute for attributes, a quarter-hour for retention", Freedom::slow_attributes,
     true},
    {"W8", "block a whole group, messages before the one in flight too", Freedom::whole_group_lock,
     true},
    {"W9", "ignore old receipts, or not", Freedom::old_receipts, true},
    {"W10", "hide again what is changed after its timeout, or not", Freedom::late_change, true},
    {"W11", "move to the dead-letter queue at any time after the last receive",
     Freedom::dead_letter_time, true},
    {"W12", "answer for a minute after a queue was deleted", Freedom::slow_queue_delete, true},
    {"W13", "count late", Freedom::stale_counters, true},
    {"W14", "move slowly, in any order", Freedom::slow_moves, true},
    {"W15", "let messages expire late", Freedom::late_expiry, true},
    {"W16", "say nothing at the limit of messages in flight", Freedom::in_flight_limit, false},
    {"W17", "keep any of several duplicates", Freedom::any_duplicate, true},
};

}  // namespace

std::span<const FreedomRow> all_freedoms() { return kRows; }

Freedoms Freedoms::aws() {
  Freedoms granted;
  for (const FreedomRow& row : kRows) {
    if (row.granted_by_aws) granted.grant(row.freedom);
  }
  return granted;
}

bool Freedoms::grant(std::string_view id) {
  for (const FreedomRow& row : kRows) {
    if (row.id != id) continue;
    grant(row.freedom);
    return true;
  }
  return false;
}

}  // namespace sqsproof::semantics
