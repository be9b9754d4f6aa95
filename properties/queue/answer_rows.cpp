// Requirements of what answers hold: batches, limits, attributes, digests, counters.
#include "properties/queue/rows.h"

namespace sqsproof::properties {
namespace {

constexpr Bias kPlain{.fifo_percent = 40, .send = 4, .receive = 4, .remove = 1, .change = 1};
constexpr Bias kHiding{.fifo_percent = 40, .send = 2, .receive = 6, .remove = 1, .change = 2};

constexpr Row kRows[] = {
    {"batch/each-entry-answered", "A sender does not know what became of a message.", kPlain,
     "batch-delete-stops"},
    {"batch/entries-fail-alone", "One bad message stops nine good ones.", kPlain,
     "batch-all-or-nothing"},
    {"batch/sent-entries-arrive", "Messages are lost though they were acknowledged.", kPlain,
     "batch-drops-last"},
    {"limits/max-messages",
     "A consumer gets more than it can hide, or handle.",
     {.fifo_percent = 40, .send = 6, .receive = 4, .remove = 1, .change = 0},
     "one-too-many"},
    {"attributes/come-back", "Work is done with other data than was sent.", kPlain,
     "attribute-changed"},
    {"attributes/group-comes-back", "A consumer that works group by group mixes them up.", kPlain,
     "group-in-capitals"},
    {"attributes/deduplication-id-comes-back",
     "A consumer that remembers what it did by that id does it twice.", kPlain, "dedup-id-hashed"},
    {"digests/body", "Clients refuse the answer, as the SDKs do.", kPlain, "digest-constant"},
    {"digests/attributes-sent", "Clients refuse the answer, as the SDKs do.", kPlain,
     "digest-without-suffix"},
    {"digests/attributes-received", "Clients refuse the answer, as the SDKs do.", kPlain},
    {"counters/receives", "Consumers that give up after some receives do so too early, or never.",
     kHiding, "receive-count-stuck"},
    {"counters/visible", "Scaling by the backlog is wrong.", kPlain, "delayed-counted-visible"},
    {"counters/in-flight", "Nobody can tell how much is being worked on.", kPlain},
    {"counters/delayed", "Nobody can tell how much is to come.", kPlain},
};

}  // namespace

std::span<const Row> answer_rows() { return kRows; }

}  // namespace sqsproof::properties
