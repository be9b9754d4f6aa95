// Requirements of delays, retention, purges, clocks and long polls.
#include "properties/queue/rows.h"

namespace sqsproof::properties {
namespace {

constexpr Bias kPlain{.fifo_percent = 40, .send = 4, .receive = 4, .remove = 1, .change = 1};
constexpr Bias kHiding{.fifo_percent = 40, .send = 2, .receive = 6, .remove = 1, .change = 2};
constexpr Bias kFifo{.fifo_percent = 100, .send = 5, .receive = 4, .remove = 2, .change = 1};

/// The least retention is one. SQSAPI/SetQueueAttributes
constexpr LeastTimers kMinutes = LeastTimers::minutes;

constexpr Row kRows[] = {
    {"delay/hidden-until-due", "Work begins before its time.", kPlain, "delays-ignored"},
    {"delay/delivered-when-due", "Work begins late, or never.", kPlain, "delays-longer"},
    {"delay/message-overrides-queue",
     "A message is delayed by a time that nobody asked for.",
     {.fifo_percent = 0, .send = 5, .receive = 4, .remove = 1, .change = 0},
     "zero-delay-as-default"},
    {"delay/setting-spares-sent", "Messages come at another time than their senders were told.",
     kPlain, "delay-changes-standard"},
    {"delay/setting-moves-delayed", "Messages come at another time than the queue says.", kFifo,
     "delay-change-ignored"},
    {"delay/refused-on-fifo", "A sender believes in a delay that would break the order.", kFifo,
     "fifo-takes-delays"},
    {"retention/gone-after-end",
     "Work that is out of date is done.",
     kPlain,
     "retention-ignored",
     {},
     kMinutes},
    {"retention/counts-from-send",
     "Messages that nobody can handle stay for ever.",
     kPlain,
     "retention-from-receive",
     {},
     kMinutes},
    {"retention/in-flight-expires",
     "Messages live longer while they are worked on.",
     kPlain,
     "retention-spares-in-flight",
     {},
     kMinutes},
    {"retention/dead-letters-keep-age",
     "Dead letters are gone before anybody looked, or stay when they should not.",
     kPlain,
     "dead-letters-live-longer",
     {},
     kMinutes},
    {"retention/never-early", "Work is lost.", kPlain, "retention-overflows", {}, kMinutes},
    {"purge/takes-everything", "Old messages turn up after the queue was cleaned.", kPlain,
     "purge-spares-in-flight"},
    {"purge/at-most-once-a-minute", "A client that relies on the error purges what it should not.",
     kPlain, "purge-at-any-time"},
    {"purge/keeps-later-sends", "New work goes with the old.", kPlain, "purge-takes-later-sends"},
    {"purge/leaves-other-queues", "Cleaning one queue empties another.", kPlain,
     "purge-takes-neighbour"},
    {"purge/forgets-deduplication", "A message cannot be sent again after it was purged.", kFifo,
     "purge-keeps-dedup"},
    {"timestamps/fit-calls", "Ages and latencies that are computed from them are wrong.", kPlain,
     "sent-when-received"},
    {"timestamps/first-receive-stays", "Nobody can tell how long a message has been worked on.",
     kHiding, "first-receive-moves"},
    {"long-poll/waits", "Clients ask without pause, and pay for it.", kPlain, "poll-does-not-wait"},
    {"long-poll/queue-wait", "Clients ask without pause, or wait when they must not.", kPlain,
     "queue-wait-ignored"},
    {"long-poll/answers-at-once",
     "Work waits for more work.",
     {.fifo_percent = 40, .send = 4, .receive = 6, .remove = 1, .change = 0},
     "poll-waits-for-more"},
    {"long-poll/woken-by-send", "Work waits for the next poll.", kPlain, "poll-oversleeps"},
    {"long-poll/woken-by-timer",
     "Work that comes back waits for the next poll.",
     {.fifo_percent = 40, .send = 2, .receive = 6, .remove = 0, .change = 1},
     "poll-misses-timers"},
    {"long-poll/woken-by-freed-group",
     "The rest of a group waits for the next poll.",
     {.fifo_percent = 100, .send = 4, .receive = 5, .remove = 3, .change = 0, .groups = 1},
     "freed-group-wakes-nobody"},
};

}  // namespace

std::span<const Row> time_rows() { return kRows; }

}  // namespace sqsproof::properties
