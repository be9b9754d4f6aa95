#include "semantics/model/weakness.h"

#include <algorithm>

namespace sqsproof::semantics {
namespace {

constexpr WeaknessRow kRows[] = {
    {"W1", "redelivers-early", "a standard queue delivers a message again while it is in flight",
     "SQS/sqs-visibility-timeout (no guarantee)", Weakness::redelivers_early, true},
    {"W2", "delivers-deleted", "a standard queue delivers a message after its deletion",
     "SQSAPI/DeleteMessage (rare occasions)", Weakness::delivers_deleted, true},
    {"W3", "short-poll-samples", "a short poll of a standard queue misses messages",
     "SQS/sqs-short-and-long-polling", Weakness::short_poll_samples, true},
    {"W4", "long-poll-misses", "a long poll misses messages that are there",
     "SQS/sqs-short-and-long-polling", Weakness::long_poll_misses, true},
    {"W5", "reorders", "a standard queue changes the order of messages",
     "SQS/standard-queues (best effort)", Weakness::reorders},
    {"W6", "purges-late", "a purge takes up to a minute, and takes what is sent meanwhile",
     "SQSAPI/PurgeQueue", Weakness::purges_late},
    {"W7", "attributes-late", "changed attributes take up to a minute, retention a quarter-hour",
     "SQSAPI/SetQueueAttributes", Weakness::attributes_late},
    {"W8", "locks-whole-group", "a message in flight blocks all of its group, earlier ones too",
     "SQS/FIFO-queues-understanding-logic", Weakness::locks_whole_group},
    {"W9", "ignores-old-receipts", "a receipt older than the latest does nothing (standard)",
     "SQSAPI/DeleteMessage", Weakness::ignores_old_receipts},
    {"W10", "hides-again", "changing an expired visibility timeout hides the message (standard)",
     "SQSAPI/ChangeMessageVisibility", Weakness::hides_again},
    {"W11", "dead-letters-early",
     "a message moves to the dead-letter queue when its last timeout ends",
     "SQS/sqs-dead-letter-queues", Weakness::dead_letters_early},
    {"W12", "deletes-queue-late", "a deleted queue answers for up to a minute",
     "SQSAPI/DeleteQueue", Weakness::deletes_queue_late},
    {"W13", "counts-late", "the three counts are up to half a minute old",
     "SQSAPI/GetQueueAttributes", Weakness::counts_late},
    {"W14", "moves-slowly", "a move task stays below its rate", "SQSAPI/StartMessageMoveTask",
     Weakness::moves_slowly},
    {"W15", "expires-late", "messages live half a minute longer than their retention",
     "SQS/sqs-basic-architecture", Weakness::expires_late},
    {"W16", "hides-limit", "a short poll at the limit of messages in flight gets nothing, no error",
     "SQSAPI/ReceiveMessage", Weakness::hides_limit},
    {"W17", "last-duplicate-wins", "of equal deduplication ids in one batch the last is kept",
     "SQS/FIFO-queues-exactly-once-processing", Weakness::last_duplicate_wins},
};

}  // namespace

std::span<const WeaknessRow> all_weaknesses() { return kRows; }

const WeaknessRow* find_weakness(std::string_view name) {
  const auto* found = std::find_if(std::begin(kRows), std::end(kRows), [&](const WeaknessRow& row) {
    return row.id == name || row.name == name;
  });
  return found == std::end(kRows) ? nullptr : found;
}

}  // namespace sqsproof::semantics
