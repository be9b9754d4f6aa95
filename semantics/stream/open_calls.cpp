#include "semantics/stream/open_calls.h"

#include <algorithm>
#include <array>

#include "semantics/stream/fingerprint.h"

namespace sqsproof::semantics::stream {

std::optional<CallKind> kind_of(std::string_view operation) {
  struct Row {
    std::string_view name;
    CallKind kind;
  };
  static constexpr std::array kRows = {
      Row{"Send", {Kind::send, false, false, false}},
      Row{"Receive", {Kind::receive, false, false, false}},
      Row{"Delete", {Kind::remove, false, false, false}},
      Row{"SendBatch", {Kind::send, true, false, false}},
      Row{"DeleteBatch", {Kind::remove, true, false, false}},
      Row{"ChangeVis", {Kind::change, false, false, false}},
      Row{"ChangeVisBatch", {Kind::change, true, false, false}},
      Row{"GetAttr", {Kind::other, false, true, false}},
      Row{"CreateQueue", {Kind::other, false, false, false}},
      Row{"DeleteQueue", {Kind::other, false, false, false}},
      Row{"Purge", {Kind::other, false, false, false}},
      Row{"SetAttr", {Kind::other, false, false, false}},
      Row{"StartMove", {Kind::other, false, false, true}},
      Row{"CancelMove", {Kind::other, false, false, true}},
      Row{"ListMoves", {Kind::other, false, true, true}},
  };
  const auto* found = std::find_if(kRows.begin(), kRows.end(),
                                   [&](const Row& row) { return row.name == operation; });
  return found == kRows.end() ? std::nullopt : std::optional(found->kind);
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
