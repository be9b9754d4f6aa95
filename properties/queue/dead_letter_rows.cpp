// Requirements of dead letters and the tasks that take them back.
#include "properties/queue/rows.h"

namespace sqsproof::properties {
namespace {

constexpr Bias kHiding{.fifo_percent = 40, .send = 2, .receive = 6, .remove = 1, .change = 2};
constexpr Bias kFifo{.fifo_percent = 100, .send = 5, .receive = 4, .remove = 2, .change = 1};

constexpr Row kRows[] = {
    {"dead-letter/not-beyond-limit", "A message that nobody can handle blocks workers for ever.",
     kHiding, "dead-letters-late"},
    {"dead-letter/not-before-limit", "Work is given up too early.", kHiding, "dead-letters-early"},
    {"dead-letter/changes-do-not-count", "Work that takes long is given up.", kHiding,
     "change-counts-as-receive"},
    {"dead-letter/arrives", "Work that failed is lost, and nobody hears of it.", kHiding,
     "dead-letters-lost"},
    {"dead-letter/in-one-queue", "Work is done although it was given up.", kHiding,
     "dead-letters-doubled"},
    {"dead-letter/keeps-content", "Nobody can tell what failed.", kHiding, "dead-letters-stripped"},
    {"dead-letter/keeps-id", "Nobody can tell which message failed.", kHiding,
     "dead-letters-renamed"},
    {"dead-letter/count-continues", "Nobody can tell how often it was tried.", kHiding,
     "dead-letters-count-anew"},
    {"dead-letter/names-source",
     "Nobody can tell where it comes from, and no task can take it back.", kHiding,
     "dead-letter-source-untold"},
    {"dead-letter/frees-group", "One bad message stops its group for ever.", kFifo,
     "dead-letters-lock-group"},
    {"redrive/moves-each-once", "Taking dead letters back loses or doubles work.", kHiding,
     "move-loses-last"},
    {"redrive/moved-is-new", "What was taken back is given up at its next receive.", kHiding,
     "move-keeps-count"},
    {"redrive/to-own-source", "Work is handed to the wrong workers.", kHiding,
     "move-to-one-source"},
    {"redrive/one-task", "Two tasks race for the same messages.", kHiding, "move-beside-another"},
    {"redrive/cancel-stops", "A mistake cannot be stopped.", kHiding, "cancel-goes-on"},
    {"redrive/status-goes-on", "Scripts that wait for the end of a task wait for ever.", kHiding,
     "cancelled-shown-running"},
    {"redrive/rate-kept", "What was taken back slowly overruns the workers that failed before.",
     kHiding, "move-ignores-rate"},
    {"redrive/keeps-order", "Steps that failed together are done again in the wrong order.",
     kHiding, "move-newest-first"},
};

}  // namespace

std::span<const Row> dead_letter_rows() { return kRows; }

}  // namespace sqsproof::properties
