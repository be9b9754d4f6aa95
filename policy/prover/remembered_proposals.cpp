#include "policy/prover/remembered_proposals.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace sqsproof::policy {
namespace {

constexpr std::size_t kMostWords = 4'000'000;  // of the young ones, which are half of all
/// An engine that is asked again and again goes its own way; who comes that way again is rare.
constexpr std::size_t kMostChecks = 24;

std::uint64_t hash_of(std::uint64_t after, Wording::Words said) {
  constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15;
  std::uint64_t hash = after * kFactor + said.size();
  std::size_t i = 0;
  for (; i + 2 <= said.size(); i += 2) {
    std::uint64_t two = 0;
    std::memcpy(&two, said.data() + i, sizeof two);
    hash = (hash ^ two) * kFactor;
    hash ^= hash >> 29U;
  }
  if (i < said.size()) hash = (hash ^ static_cast<std::uint32_t>(said[i])) * kFactor;
  return hash ^ (hash >> 32U);
}

}  // namespace

RememberedProposals& RememberedProposals::of_this_thread() {
  thread_local RememberedProposals proposals;
  return proposals;
}

bool RememberedProposals::Equal::operator()(const Wanted& wanted, const Handle& check) const {
  return check->after == wanted.after && std::ranges::equal(check->said, wanted.said);
}

void RememberedProposals::put(Handle check) {
  constexpr std::size_t kWordsBeside = 48;  // what a check takes beside its words
  words_ += check->said.size() + check->proposal.needs.size() + kWordsBeside;
  if (words_ > kMostWords) {
    old_ = std::exchange(young_, {});
    words_ = 0;
  }
  young_.insert(std::move(check));
}

RememberedProposals::Handle RememberedProposals::find(std::uint64_t after, Wording::Words said) {
  const Wanted wanted{hash_of(after, said), after, said};
  if (const auto found = young_.find(wanted); found != young_.end()) return *found;
  const auto found = old_.find(wanted);
  if (found == old_.end()) return nullptr;
  Handle check = *found;
  old_.erase(found);
  put(check);
  return check;
}

RememberedProposals::Handle RememberedProposals::add(std::uint64_t after, Wording::Words said,
                                                     Proposal proposal) {
  auto check = std::make_shared<const Check>(Check{hash_of(after, said), after,
                                                   std::vector(said.begin(), said.end()),
                                                   ++last_number_, std::move(proposal)});
  put(check);
  return check;
}

Proposals::Proposals(OpenCore open, std::size_t essential, Memory memory, std::uint64_t limits)
    : proposer_(std::move(open), essential), memory_(memory) {
  constexpr std::size_t kUsualWords = 512;
  wording_.reserve(kUsualWords);
  if (memory_ == Memory::nothing) return;
  // Nothing that a proposer could hear: it begins behind.
  wording_.say(Wording::kCheck,
               {static_cast<Wording::Word>(essential), static_cast<Wording::Word>(limits >> 32U),
                static_cast<Wording::Word>(limits & 0xFFFFFFFFU)});
  heard_ = wording_.size();
}

bool Proposals::is_of_use(const Proposal& proposal) const {
  return memory_ == Memory::everything || proposal.result == Core::Result::satisfiable;
}

const Proposal& Proposals::propose(const std::vector<CoreLiteral>& assumptions) {
  if (memory_ == Memory::nothing) return ask(assumptions);
  auto& all = RememberedProposals::of_this_thread();
  const std::uint64_t after = last_ ? last_->number : 0;
  const std::size_t end = wording_.size();
  wording_.say(Wording::kCheck, assumptions);
  const std::size_t begin = std::exchange(said_, wording_.size());
  RememberedProposals::Handle known = all.find(after, wording_.from(begin));
  if (!known || !is_of_use(known->proposal)) {
    proposer_.hear(wording_.from(heard_).first(end - heard_));
    heard_ = wording_.size();
    Proposal proposal = proposer_.propose(wording_.from(end + 1).first(assumptions.size()));
    if (proposal.result == Core::Result::unknown || proposal.result == Core::Result::disagreement) {
      memory_ = Memory::nothing;
      return asked_ = std::move(proposal);
    }
    if (!known) known = all.add(after, wording_.from(begin), std::move(proposal));
  }
  last_ = std::move(known);
  if (++checks_ == kMostChecks) memory_ = Memory::nothing;
  return last_->proposal;
}

/// What was heard need not be kept.
const Proposal& Proposals::ask(const std::vector<CoreLiteral>& assumptions) {
  proposer_.hear(wording_.from(heard_));
  wording_.forget();
  heard_ = 0;
  return asked_ = proposer_.propose(assumptions);
}

}  // namespace sqsproof::policy
