#include "semantics/stream/open_calls.h"

#include <algorithm>
#include <array>

#include "semantics/stream/fingerprint.h"

namespace sqsproof::semantics::stream {

std::optional<CallKind> kind_of(std::string_view operation) {
  static constexpr std::array kRows = {
      CallKind{"Send", Kind::send, false, false, false},
      CallKind{"Receive", Kind::receive, false, false, false},
      CallKind{"Delete", Kind::remove, false, false, false},
      CallKind{"SendBatch", Kind::send, true, false, false},
      CallKind{"DeleteBatch", Kind::remove, true, false, false},
      CallKind{"ChangeVis", Kind::change, false, false, false},
      CallKind{"ChangeVisBatch", Kind::change, true, false, false},
      CallKind{"GetAttr", Kind::other, false, true, false},
      CallKind{"CreateQueue", Kind::other, false, false, false},
      CallKind{"DeleteQueue", Kind::other, false, false, false},
      CallKind{"Purge", Kind::other, false, false, false},
      CallKind{"SetAttr", Kind::other, false, false, false},
      CallKind{"StartMove", Kind::other, false, false, true},
      CallKind{"CancelMove", Kind::other, false, false, true},
      CallKind{"ListMoves", Kind::other, false, true, true},
  };
  const auto* found = std::find_if(kRows.begin(), kRows.end(),
                                   [&](const CallKind& row) { return row.name == operation; });
  return found == kRows.end() ? std::nullopt : std::optional(*found);
}

OpenCall& OpenCalls::add(std::uint64_t id) {
  std::size_t slot = slots_.size();
  if (unused_.empty()) {
    slots_.emplace_back();
  } else {
    slot = unused_.back();
    unused_.pop_back();
  }
  OpenCall& call = slots_[slot];
  call.id = id;
  call.open = true;
  call.seen = Seen{};
  call.items.clear();
  call.names.clear();
  call.line.clear();
  order_.emplace_back(slot, id);
  index_[mix(id, 1)] = slot;
  return call;
}

OpenCall* OpenCalls::find(std::uint64_t id) {
  const auto found = index_.find(mix(id, 1));
  return found == index_.end() ? nullptr : &slots_[found->second];
}

void OpenCalls::close(OpenCall& call) {
  const auto found = index_.find(mix(call.id, 1));
  if (found == index_.end()) return;
  call.open = false;
  unused_.push_back(found->second);
  index_.erase(found);
}

OpenCall* OpenCalls::oldest() {
  while (!order_.empty()) {
    const auto [slot, id] = order_.front();
    OpenCall& call = slots_[slot];
    if (call.open && call.id == id) return &call;
    order_.pop_front();
  }
  return nullptr;
}

}  // namespace sqsproof::semantics::stream
