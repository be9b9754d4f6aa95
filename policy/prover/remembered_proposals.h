// What was proposed before on this thread, found by the wording.
//
// Policies differ in names, and less in what is said of them: most of what an engine says was said
// before, word for word, of other atoms. Checks are kept as a tree: what was said since the check
// before leads from one to the next.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_set>
#include <vector>

#include "policy/prover/proposer.h"

namespace sqsproof::policy {

class RememberedProposals {
 public:
  struct Check {
    std::uint64_t hash = 0;   ///< of what it is found by: the next two
    std::uint64_t after = 0;  ///< the number of the check before; 0 for the first one
    std::vector<Wording::Word> said;
    std::uint64_t number = 0;  ///< never given to another one
    Proposal proposal;
  };
  using Handle = std::shared_ptr<const Check>;

  [[nodiscard]] static RememberedProposals& of_this_thread();

  /// Null when nobody said this after that check.
  [[nodiscard]] Handle find(std::uint64_t after, Wording::Words said);
  Handle add(std::uint64_t after, Wording::Words said, Proposal proposal);

 private:
  /// What a check is looked for by.
  struct Wanted {
    std::uint64_t hash;
    std::uint64_t after;
    Wording::Words said;
  };
  struct Hash {  ///< not `noexcept`, so that it is kept beside each check
    using is_transparent = void;
    std::size_t operator()(const Wanted& wanted) const { return wanted.hash; }
    std::size_t operator()(const Handle& check) const { return check->hash; }
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(const Wanted& wanted, const Handle& check) const;
    bool operator()(const Handle& a, const Handle& b) const { return a == b; }
  };
  using Shelf = std::unordered_set<Handle, Hash, Equal>;

  void put(Handle check);

  Shelf young_;
  Shelf old_;              ///< what was not asked for since becomes forgotten first
  std::size_t words_ = 0;  ///< of the young ones
  std::uint64_t last_number_ = 0;
};

/// Proposals for one wording: remembered ones, or those of a core that is told all of it.
class Proposals {
 public:
  enum class Memory : std::uint8_t {
    nothing,
    models,  ///< that there is none is asked anew every time
    everything
  };

  /// `limits` is all that proposals hang on beside the wording.
  Proposals(OpenCore open, std::size_t essential, Memory memory, std::uint64_t limits);

  /// What is said next.
  [[nodiscard]] Wording& wording() { return wording_; }
  /// To be read before anything else is said.
  [[nodiscard]] const Proposal& propose(const std::vector<CoreLiteral>& assumptions);

 private:
  [[nodiscard]] bool is_of_use(const Proposal& proposal) const;
  const Proposal& ask(const std::vector<CoreLiteral>& assumptions);

  Proposer proposer_;
  Memory memory_;
  Wording wording_;
  std::size_t heard_ = 0;  ///< so much of it the proposer was told
  std::size_t said_ = 0;   ///< so much of it was said before the last check
  std::size_t checks_ = 0;
  RememberedProposals::Handle last_;
  Proposal asked_;
};

}  // namespace sqsproof::policy
