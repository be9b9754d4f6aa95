// Requirements of deduplication.
#include "properties/queue/rows.h"

namespace sqsproof::properties {
namespace {

constexpr Bias kFifo{.fifo_percent = 100, .send = 5, .receive = 4, .remove = 2, .change = 1};
constexpr Bias kKeys{
    .fifo_percent = 100, .send = 8, .receive = 2, .remove = 1, .change = 0, .keys = 2};

constexpr Row kRows[] = {
    {"fifo/dedup/window-holds", "A retried send is processed twice, or a new one not at all.",
     kKeys, "dedup-forgets-early",
     "for five minutes a deduplication id makes one message, then a new one",
     LeastTimers::seconds_at_first},
    {"fifo/dedup/by-content", "A retried send is processed twice because its trace header changed.",
     kKeys, "content-with-attributes"},
    {"fifo/dedup/different-ids", "A message is taken for another one and lost.", kFifo,
     "dedup-ignores-case"},
    {"fifo/dedup/group-scope", "A message of one group is taken for one of another and lost.",
     kKeys, "dedup-scope-ignored"},
    {"fifo/dedup/original-named", "A sender that retries keeps the wrong number.", kKeys},
    {"fifo/dedup/first-content-kept", "A message changes after it was accepted.", kKeys,
     "dedup-replaces-body"},
    {"fifo/dedup/id-required", "A sender believes in a deduplication that does not happen.", kKeys,
     "dedup-id-optional"},
};

}  // namespace

std::span<const Row> dedup_rows() { return kRows; }

}  // namespace sqsproof::properties
