// The promises that a stream is held against: what they demand shows in the calls of one message,
// of two of one group, or in a receive that found nothing.
#include <array>

#include "semantics/stream/stream_judge.h"

namespace sqsproof::semantics::stream {
namespace {

constexpr std::size_t kOfEmptyReceives = 2;  // the last ones
constexpr std::array kIds = {
    "delivery/nothing-lost",
    "delivery/nothing-invented",
    "delivery/content-unchanged",
    "delivery/ids-unique",
    "delivery/one-message-per-send",
    "delivery/once-per-answer",
    "delivery/same-on-redelivery",
    "delivery/not-after-delete",
    "digests/body",
    "digests/attributes-sent",
    "digests/attributes-received",
    "attributes/come-back",
    "visibility/hidden-until-timeout",
    "visibility/request-overrides-queue",
    "visibility/setting-affects-later-receives",
    "visibility/change-counts-from-call",
    "visibility/change-ends-with-receive",
    "visibility/change-touches-one-message",
    "visibility/change-accepted",
    "visibility/change-of-deleted-refused",
    "visibility/twelve-hours-at-most",
    "receipts/fresh",
    "receipts/delete-accepted",
    "receipts/delete-repeats",
    "receipts/expired-refused",
    "delay/hidden-until-due",
    "delay/message-overrides-queue",
    "delay/setting-spares-sent",
    "delay/setting-moves-delayed",
    "retention/gone-after-end",
    "retention/counts-from-send",
    "retention/in-flight-expires",
    "retention/dead-letters-keep-age",
    "purge/takes-everything",
    "counters/receives",
    "limits/max-messages",
    "fifo/order/prefix",
    "fifo/order/batch",
    "fifo/order/once-per-answer",
    "fifo/sequence/grows",
    "fifo/sequence/stays",
    "fifo/dedup/window-holds",
    "fifo/dedup/by-content",
    "fifo/dedup/different-ids",
    "fifo/dedup/group-scope",
    "fifo/dedup/original-named",
    "fifo/dedup/first-content-kept",
    "fifo/dedup/id-required",
    "fifo/attempts/restart-timeout",
    "fifo/attempts/not-after-delete",
    "long-poll/waits",
    "long-poll/queue-wait",
};

}  // namespace

std::span<const Promise* const> streamed_promises() {
  static const auto kPromises = [] {
    std::array<const Promise*, kIds.size()> found{};
    for (std::size_t i = 0; i < kIds.size(); ++i) found[i] = find_promise(kIds[i]);
    return found;
  }();
  return kPromises;
}

std::span<const Promise* const> promises_of_messages() {
  return streamed_promises().subspan(1, kIds.size() - 1 - kOfEmptyReceives);
}

std::span<const Promise* const> promises_of_empty_receives() {
  return streamed_promises().last(kOfEmptyReceives);
}

}  // namespace sqsproof::semantics::stream
