// Questions about all requests at once: can this policy allow a request of a given class?
//
// Or the other way round: does it let in every request of a class (required access)? Or, beside a
// baseline: does it let in what the baseline does not (or the other way round: new and lost
// access)? A class of requests is written in the policy language itself (callers, actions,
// conditions), so that the same words have the same meaning in a question and in a policy, and a
// witness can be checked against the class by the concrete authorizer. The answer is `holds` (no
// request of the classes is an offender under any reading), `violated` (the witness is one under
// every reading) or `unknown` (the witness is one only under one reading of an undocumented rule,
// or a limit was reached; `why` names it). One reading is one for all policies of the question: an
// undecided test that stands in two of them comes out alike (decide/doubt.h). Every witness was
// replayed through `authorize`; where the authorizer disagrees, the answer is an internal error,
// never a verdict.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "policy/decide/authorize.h"
#include "policy/decide/request.h"
#include "policy/document/document.h"
#include "policy/document/vocabulary.h"
#include "policy/support/verdict.h"
#include "policy/symbolic/flaw.h"
#include "policy/symbolic/realm.h"

namespace sqsproof::policy {

/// The requests that satisfy all of this.
struct RequestClass {
  std::vector<CallerKind> callers;    ///< any of these
  std::vector<std::string> actions;   ///< any of these, in AWS's spelling
  std::vector<Condition> conditions;  ///< all of these
  /// Of a policy that is no queue's, instead of `actions`: what these cover; anything without them.
  std::optional<Patterns> covered{};
};

/// Which requests offend.
enum class Offender {
  let_in,  ///< those that the policy allows
  refused  ///< those that it does not allow, by a Deny or for want of an Allow
};

struct Question {
  std::vector<RequestClass> classes;  ///< no request of their union may offend
  /// Accounts that a readable witness may use for strangers; the first one that fits is taken.
  std::vector<std::string> stranger_accounts;
  Offender offender = Offender::let_in;
  /// When there is one, only requests that it decides the other way offend: access that is new
  /// (let in, the baseline refuses it) or lost. Must outlive the prover.
  const Document* baseline = nullptr;
  /// False for who wants the verdict only: the witness stays as it was found.
  bool readable = true;
  /// Requests that one of these lets in are not asked about. They must outlive the prover.
  std::vector<const Document*> without{};
  /// When there is one, only requests that it lets in are asked about. Must outlive the prover.
  const Document* within = nullptr;
};

/// The documents that a question mentions beside the policy.
[[nodiscard]] std::vector<const Document*> others_of(const Question& question);

struct Answer {
  Verdict verdict = Verdict::unknown;
  std::optional<Request> witness;  ///< with `violated`, and with `unknown` where there is one
  /// Allow statements that let the witness in; of a refused one, the Deny statements.
  std::vector<std::size_t> statements;
  std::vector<std::string> approximations;  ///< undocumented rules and limits the answer hangs on
  std::string internal_error;  ///< set when prover and authorizer disagree; verdict is unknown
  /// It holds because what is not documented comes out alike in all policies of the question.
  bool alike = false;
};

/// What decides which combinations of conditions are left. All engines agree, or it is a mistake.
enum class EngineName {
  z3,         ///< every `holds` is Z3's; a core of our own looks for models
  fast,       ///< the same, but Z3 is asked once for each distinct set of clauses
  z3_alone,   ///< Z3 looks for models, too: for comparing the two
  fast_alone  ///< the core of our own alone: likewise
};

struct ProverLimits {
  /// Per question. Counted in work, not by a clock, so that answers are the same everywhere: on
  /// the reference machine (2.5 GHz) the work of a millisecond takes about that long.
  std::chrono::milliseconds timeout{10'000};
  std::size_t search_nodes = 20'000;  ///< product states per search for a string
  EngineName engine = EngineName::z3;
  Flaw flaw = Flaw::none;  ///< tests see that each of them is noticed
  /// Ids of rows of symbolic/constraints.h to leave out: tests see that each of them matters.
  std::vector<std::string> ignored_constraints;
};

/// One policy about one queue, or one of another kind in its realm, ready to be asked many
/// questions. Not thread-safe; to be used on the thread that made it, which keeps what was computed
/// for its next prover.
class Prover {
 public:
  /// The document and vocabulary must outlive the prover. `queue_arn` is concrete.
  Prover(const Document& policy, std::string queue_arn, const Vocabulary& vocabulary,
         ProverLimits limits = {});
  Prover(const Document& policy, Realm realm, const Vocabulary& vocabulary,
         ProverLimits limits = {});
  ~Prover();
  Prover(Prover&&) noexcept;
  Prover& operator=(Prover&&) noexcept;

  [[nodiscard]] Answer ask(const Question& question);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sqsproof::policy
