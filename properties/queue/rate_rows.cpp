// Requirements of what may happen, but not often. Each counts over all programs of a run.
#include "properties/queue/rows.h"

namespace sqsproof::properties {
namespace {

constexpr Bias kReading{.fifo_percent = 0, .send = 5, .receive = 6, .remove = 1, .change = 0};
constexpr Bias kPolling{
    .fifo_percent = 30, .send = 5, .receive = 6, .remove = 1, .change = 0, .long_polls = 100};
constexpr Bias kPlain{.fifo_percent = 40, .send = 4, .receive = 4, .remove = 1, .change = 1};

constexpr Row kRows[] = {
    {"delivery/duplicates-rare",
     "AWS lets a message come twice on rare occasions; consumers that meet it all the time do "
     "their work twice.",
     kReading},
    {"delivery/inversions-rare",
     "Order is best effort. Consumers that meet none in tests rely on it; how often it fails is "
     "told, and judged by a limit that is given.",
     kReading},
    {"long-poll/false-empties-rare",
     "Long polls ask all servers, so that consumers take an empty answer for an empty queue: "
     "workers that stop then leave messages behind.",
     kPolling},
    {"calls/errors-rare", "Retries hide it, and take their time.", kPlain, "calls-throttled"},
};

}  // namespace

std::span<const Row> rate_rows() { return kRows; }

}  // namespace sqsproof::properties
