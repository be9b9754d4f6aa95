// Requirements of visibility timeouts.
#include "properties/queue/rows.h"

namespace sqsproof::properties {
namespace {

constexpr Bias kHiding{.fifo_percent = 40, .send = 2, .receive = 6, .remove = 1, .change = 2};

constexpr Row kRows[] = {
    {"visibility/hidden-until-timeout",
     "A message that comes back early is worked on twice at the same time.",
     {.fifo_percent = 40, .send = 2, .receive = 6, .remove = 1, .change = 2},
     "visible-too-early",
     "received messages stay hidden until their timeout"},
    {"visibility/redelivered-after-timeout",
     "A worker that dies takes its message along for ever.",
     {.fifo_percent = 40, .send = 3, .receive = 5, .remove = 1, .change = 1},
     "never-redelivers",
     "received messages that were not deleted come back"},
    {"visibility/request-overrides-queue",
     "A worker that asked for more time loses its message to another one.", kHiding,
     "request-timeout-ignored"},
    {"visibility/zero-timeout-leaves-visible", "Looking at a queue hides its messages.", kHiding,
     "zero-timeout-as-default"},
    {"visibility/change-counts-from-call",
     "A worker that keeps its message hidden with a heartbeat loses it, or keeps it too long.",
     {.fifo_percent = 40, .send = 2, .receive = 5, .remove = 0, .change = 4},
     "change-adds"},
    {"visibility/zero-change-frees",
     "A worker that gives a message back loses it.",
     {.fifo_percent = 40, .send = 2, .receive = 5, .remove = 0, .change = 4},
     "zero-change-loses"},
    {"visibility/change-ends-with-receive",
     "A message that was given back once is never hidden again.",
     {.fifo_percent = 40, .send = 2, .receive = 5, .remove = 0, .change = 4},
     "change-sticks"},
    {"visibility/change-touches-one-message",
     "Giving one message back gives all back.",
     {.fifo_percent = 40, .send = 4, .receive = 4, .remove = 0, .change = 4},
     "group-freed-by-zero"},
    {"visibility/setting-affects-later-receives",
     "Changing a queue makes messages come back that are worked on.", kHiding,
     "setting-changes-in-flight"},
    {"visibility/twelve-hours-at-most",
     "A worker that hangs keeps its message for ever.",
     kHiding,
     "cap-restarts",
     {},
     LeastTimers::hours},
    {"visibility/change-accepted",
     "A worker cannot keep its message.",
     {.fifo_percent = 50, .send = 2, .receive = 4, .remove = 0, .change = 4},
     "zero-change-refused"},
    {"visibility/change-of-deleted-refused",
     "A worker keeps working on a message that is gone.",
     {.fifo_percent = 0, .send = 2, .receive = 4, .remove = 4, .change = 4},
     "change-of-deleted-taken"},
};

}  // namespace

std::span<const Row> visibility_rows() { return kRows; }

}  // namespace sqsproof::properties
