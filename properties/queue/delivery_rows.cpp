// Requirements of messages and receipts.
#include "properties/queue/rows.h"

namespace sqsproof::properties {
namespace {

constexpr Bias kPlain{.fifo_percent = 40, .send = 4, .receive = 4, .remove = 1, .change = 1};
constexpr Bias kHiding{.fifo_percent = 40, .send = 2, .receive = 6, .remove = 1, .change = 2};

constexpr Row kRows[] = {
    {"delivery/nothing-lost",
     "A queue that loses a message loses work, silently.",
     {.fifo_percent = 50, .send = 6, .receive = 3, .remove = 2, .change = 1},
     "loses-a-message",
     "accepted messages are delivered at least once"},
    {"delivery/nothing-invented", "A worker does what nobody asked for.", kPlain,
     "leaks-to-other-queue"},
    {"delivery/refused-stays-out",
     "A sender that saw an error sends again, and the work is done twice.", kPlain,
     "refused-send-stores"},
    {"delivery/content-unchanged", "Work is done with other data than was sent.", kPlain,
     "bodies-trimmed"},
    {"delivery/ids-unique",
     "Two messages that cannot be told apart, in logs and tables of work that is done.", kPlain,
     "ids-repeat"},
    {"delivery/one-message-per-send", "Work is done twice, and no id tells.", kPlain,
     "send-doubles"},
    {"delivery/once-per-answer", "Work is done twice at the same time, by one worker.", kPlain,
     "answers-repeat"},
    {"delivery/same-on-redelivery", "A retry works on something else than the first attempt.",
     kHiding, "redelivery-changes-body"},
    {"delivery/available-soon", "Work waits for nothing.", kPlain},
    {"delivery/not-after-delete",
     "Work that is done is done again.",
     {.fifo_percent = 40, .send = 3, .receive = 5, .remove = 4, .change = 1},
     "delete-does-nothing"},
    {"receipts/fresh", "A worker that came too late deletes what another one works on.", kHiding,
     "receipts-stay"},
    {"receipts/delete-accepted",
     "Work that is done comes back, because its delete was refused.",
     {.fifo_percent = 50, .send = 3, .receive = 4, .remove = 4, .change = 2},
     "fifo-refuses-extended"},
    {"receipts/delete-repeats",
     "A retried delete looks like a failure.",
     {.fifo_percent = 0, .send = 3, .receive = 3, .remove = 5, .change = 0},
     "second-delete-refused"},
    {"receipts/expired-refused",
     "A worker that was too slow takes the message from the one that has it now.",
     {.fifo_percent = 100, .send = 3, .receive = 4, .remove = 4, .change = 1},
     "fifo-deletes-expired"},
    {"receipts/foreign-refused",
     "A mistake in the queue of a receipt goes unnoticed, and the message comes back.",
     {.fifo_percent = 40, .send = 4, .receive = 4, .remove = 4, .change = 2, .other_queue = 90},
     "foreign-receipts-taken"},
};

}  // namespace

std::span<const Row> delivery_rows() { return kRows; }

}  // namespace sqsproof::properties
