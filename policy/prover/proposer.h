// Asks a core what could hold, and takes of its model as little as suffices.
//
// Is told a wording piece by piece; what it proposes is a function of the wording alone.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "policy/prover/core.h"
#include "policy/prover/wording.h"

namespace sqsproof::policy {

/// What a check came to. When there is a model, what a request needs of it: for each variable its
/// number, how many atoms it has to satisfy, and those, by number from 1, negative where the value
/// is to be outside.
struct Proposal {
  Core::Result result = Core::Result::unknown;
  std::vector<Wording::Word> needs;
};

using OpenCore = std::function<std::unique_ptr<Core>()>;

class Proposer {
 public:
  /// `essential`: so many variables are needed in any case, the first ones. The core is opened when
  /// it is told something.
  Proposer(OpenCore open, std::size_t essential) : open_(std::move(open)), essential_(essential) {}

  /// The next piece; what its checks come to is not asked again.
  void hear(Wording::Words words);
  /// With assumptions, after all that was heard.
  [[nodiscard]] Proposal propose(Wording::Words assumptions);

 private:
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  struct Guarded {
    CoreLiteral on;
    Range range;  ///< of literals or options
  };
  enum class Sign : std::uint8_t { open, inside, outside };
  struct Atom {
    CoreLiteral proposition;
    std::size_t variable;
  };

  std::size_t hear_one(Wording::Words words);
  void hear_option(CoreLiteral chosen, Wording::Words literals);
  Core::Result check(Wording::Words assumptions);
  void add_clause(CoreLiteral on, Wording::Words literals);
  void choose_implicant();
  void choose_option(const Guarded& choice);
  void choose_literal(const Guarded& clause);
  [[nodiscard]] bool is_on(CoreLiteral guard) const;
  void require(CoreLiteral literal);
  [[nodiscard]] std::vector<Wording::Word> needs() const;
  [[nodiscard]] static std::size_t index_of(CoreLiteral literal) {
    return static_cast<std::size_t>(literal < 0 ? -literal : literal) - 1;
  }

  OpenCore open_;
  std::size_t essential_;
  std::unique_ptr<Core> core_;
  std::vector<Atom> atoms_;
  std::vector<std::size_t> atom_of_;   ///< by proposition; of switches nothing that is read
  std::vector<CoreLiteral> literals_;  ///< of clauses and options, one after the other
  std::vector<Guarded> clauses_;
  std::vector<Guarded> options_;  ///< guarded by their own switches
  std::vector<Guarded> choices_;
  std::size_t options_in_choices_ = 0;
  std::vector<CoreLiteral> added_;                ///< of the clause that is being added
  std::vector<CoreLiteral> assumptions_;          ///< of the check at hand
  std::vector<Sign> signs_;                       ///< by atom: what the implicant needs
  std::vector<CoreLiteral> active_;               ///< switches on, and of options that were chosen
  std::vector<std::size_t> touched_;              ///< variables the implicant speaks of
  std::vector<std::vector<std::size_t>> needed_;  ///< atoms by variable
};

}  // namespace sqsproof::policy
