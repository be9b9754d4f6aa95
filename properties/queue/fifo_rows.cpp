// Requirements of order, groups, sequence numbers and attempts.
#include "properties/queue/rows.h"

namespace sqsproof::properties {
namespace {

constexpr Bias kPlain{.fifo_percent = 40, .send = 4, .receive = 4, .remove = 1, .change = 1};
constexpr Bias kFifo{.fifo_percent = 100, .send = 5, .receive = 4, .remove = 2, .change = 1};

/// An attempt id lives for five.
constexpr LeastTimers kMinutes = LeastTimers::minutes;

constexpr Row kRows[] = {
    {"fifo/order/prefix",
     "Steps of one order are applied in the wrong order, or around one that failed.",
     {.fifo_percent = 100, .send = 5, .receive = 5, .remove = 2, .change = 2},
     "fifo-skips-blocked",
     "no message of a group overtakes another"},
    {"fifo/order/batch", "Steps that were sent together are applied in the wrong order.", kFifo,
     "batch-reversed"},
    {"fifo/order/once-per-answer", "A step is applied twice, by a worker that trusts the queue.",
     kFifo, "fifo-answers-repeat"},
    {"fifo/groups/others-not-blocked", "One slow group stops all.", kFifo, "one-group-at-a-time"},
    {"fifo/groups/freed",
     "A group never goes on.",
     {.fifo_percent = 100, .send = 5, .receive = 5, .remove = 4, .change = 1, .groups = 1},
     "group-ends-when-empty"},
    {"fifo/groups/required", "Messages have an order that their sender did not choose.", kFifo,
     "group-optional"},
    {"fifo/groups/none-on-standard", "Tenants wait for one another.", kPlain, "groups-on-standard"},
    {"fifo/sequence/grows", "Consumers that compare numbers take the old for the new.", kFifo,
     "sequence-falls"},
    {"fifo/sequence/stays",
     "Consumers take a retry for another message.",
     {.fifo_percent = 100, .send = 3, .receive = 6, .remove = 1, .change = 2},
     "sequence-changes"},
    {"fifo/sequence/form", "Consumers cannot compare numbers.", kFifo, "sequence-with-sign"},
    {"fifo/attempts/same-answer",
     "A consumer that lost its answer waits for the timeout of its group.", kFifo,
     "attempt-ignored"},
    {"fifo/attempts/restart-timeout",
     "A consumer that repeats its receive has less time than it thinks.", kFifo,
     "attempt-keeps-timeout"},
    {"fifo/attempts/not-after-delete", "Work that is done is done again.", kFifo,
     "attempt-revives"},
    {"fifo/attempts/not-after-change",
     "What a worker asked more time for is given to another one meanwhile.", kFifo,
     "attempt-survives-change",
     "an attempt whose message was hidden for another time is not repeated"},
    {"fifo/attempts/over-after-five-minutes",
     "Two consumers that count their attempts alike work on one message.",
     kFifo,
     "attempt-never-ends",
     {},
     kMinutes},
};

}  // namespace

std::span<const Row> fifo_rows() { return kRows; }

}  // namespace sqsproof::properties
