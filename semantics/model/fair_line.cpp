#include "semantics/model/fair_line.h"

#include "semantics/limits.h"

namespace sqsproof::semantics {
namespace {

constexpr unsigned kNumberBits = 20;
constexpr std::uint64_t kLongestJump = 7;

}  // namespace

/// The number itself, behind the place, tells apart those that want the same place.
std::uint64_t FairLine::new_place(bool reorder) {
  const std::uint64_t number = ++next_order_;
  const std::uint64_t jump = reorder ? number * 0x9e3779b97f4a7c15ULL >> 61 : 0;
  return (number + kLongestJump - jump) << kNumberBits | (number & ((1ULL << kNumberBits) - 1));
}

void FairLine::join(Message& message, Instant_us now, bool reorder) {
  end_noise(now);
  message.order = new_place(reorder);
  message.tenant = &alone_;
  if (message.content.group) message.tenant = &tenants_[*message.content.group];
  Tenant& tenant = *message.tenant;
  if (tenant.live++ == 0 && message.content.group) tenant.name = *message.content.group;
  if (tenant.noisy) noisy_by_send_.erase({tenant.last_send, &tenant});
  tenant.last_send = now;
  if (tenant.noisy) noisy_by_send_.emplace(now, &tenant);
}

void FairLine::leave(Message& message) {
  if (message.listed) remove(message);
  Tenant& tenant = *message.tenant;
  if (--tenant.live > 0 || &tenant == &alone_) return;
  make_quiet(tenant);
  tenants_.erase(tenants_.find(tenant.name));
}

void FairLine::add(Message& message) {
  if (message.queue_receives >= kReceivesBeforeEnd) message.order = new_place(false);
  Tenant& tenant = *message.tenant;
  // Most messages go to the end: there, insertion costs nothing.
  message.place = tenant.ready.insert(tenant.ready.end(), {message.order, &message});
  message.listed = true;
  relist(tenant);
}

void FairLine::remove(Message& message) {
  Tenant& tenant = *message.tenant;
  tenant.ready.erase(message.place);
  message.listed = false;
  relist(tenant);
  if (tenant.ready.empty()) make_quiet(tenant);
}

void FairLine::lease_began(Message& message) {
  Tenant& tenant = *message.tenant;
  ++in_flight_;
  ++tenant.in_flight;
  const bool large_share = tenant.in_flight * kNoisyShare > in_flight_;
  if (&tenant == &alone_ || !large_share || tenant.in_flight < kNoisyInFlight) {
    return relist(tenant);
  }
  unlist(tenant);
  make_noisy(tenant);
  list(tenant);
}

void FairLine::lease_ended(Message& message) {
  Tenant& tenant = *message.tenant;
  --in_flight_;
  --tenant.in_flight;
  relist(tenant);
}

void FairLine::end_noise(Instant_us now) {
  while (!noisy_by_send_.empty() && noisy_by_send_.begin()->first + kNoisyMemory_us <= now) {
    Tenant& tenant = *noisy_by_send_.begin()->second;
    unlist(tenant);
    make_quiet(tenant);
    list(tenant);
  }
}

Message* FairLine::front(Instant_us now) {
  end_noise(now);
  const auto& best = quiet_.empty() ? noisy_ : quiet_;
  return best.empty() ? nullptr : best.begin()->second->ready.begin()->message;
}

void FairLine::unlist(Tenant& tenant) {
  if (tenant.listed) (tenant.noisy ? noisy_ : quiet_).erase(tenant.key);
  tenant.listed = false;
}

void FairLine::list(Tenant& tenant) {
  if (tenant.ready.empty()) return;
  tenant.key = key_of(tenant);
  (tenant.noisy ? noisy_ : quiet_).emplace(tenant.key, &tenant);
  tenant.listed = true;
}

FairLine::Key FairLine::key_of(const Tenant& tenant) {
  return {tenant.noisy ? tenant.in_flight : 0, tenant.ready.begin()->order};
}

void FairLine::relist(Tenant& tenant) {
  if (!tenant.listed || tenant.ready.empty()) {
    unlist(tenant);
    return list(tenant);
  }
  const Key key = key_of(tenant);
  if (key == tenant.key) return;
  auto& tenants = tenant.noisy ? noisy_ : quiet_;
  auto node = tenants.extract(tenant.key);
  node.key() = tenant.key = key;
  tenants.insert(std::move(node));
}

void FairLine::make_quiet(Tenant& tenant) {
  if (tenant.noisy) noisy_by_send_.erase({tenant.last_send, &tenant});
  tenant.noisy = false;
}

void FairLine::make_noisy(Tenant& tenant) {
  if (!tenant.noisy) noisy_by_send_.emplace(tenant.last_send, &tenant);
  tenant.noisy = true;
}

bool FairLine::shed(std::size_t most) {
  for (; most > 0 && !quiet_.empty(); --most) quiet_.erase(quiet_.begin());
  for (; most > 0 && !noisy_.empty(); --most) noisy_.erase(noisy_.begin());
  for (; most > 0 && !noisy_by_send_.empty(); --most) {
    noisy_by_send_.erase(noisy_by_send_.begin());
  }
  for (; most > 0 && !alone_.ready.empty(); --most) alone_.ready.erase(alone_.ready.begin());
  for (; most > 0 && !tenants_.empty(); --most) {
    Tenant& tenant = tenants_.begin()->second;
    if (tenant.ready.empty()) {
      tenants_.erase(tenants_.begin());
    } else {
      tenant.ready.erase(tenant.ready.begin());
    }
  }
  return most == 0;
}

}  // namespace sqsproof::semantics
