// Whom a policy lets in, as a short list that people can read. With a baseline: what it lets in
// beyond that.
//
// A grant is a class of callers, some actions and the conditions of a statement. Together they
// cover: no request that is let in is outside of all grants. That is a question to the prover, and
// where it has no answer, `not_proved` says so. None is idle: each has a request that is let in and
// is in no other grant, its witness. A grant may hold requests that a Deny refuses. Where a rule is
// not documented, "covers" means: under whichever reading, the same one in policy and grant.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "policy/prover/prover.h"
#include "properties/access/asked.h"
#include "properties/access/caller_classes.h"

namespace sqsproof::properties {

struct Grant {
  CallerClass who;
  std::vector<std::string> actions;
  policy::Verdict verdict = policy::Verdict::violated;  ///< let in, or perhaps (unknown)
  std::optional<policy::Request> witness;
  std::vector<std::size_t> statements;  ///< that let it in under these conditions
  /// All of them hold for its requests; none for an unconditional grant. Those that the callers
  /// fulfil anyway are left out.
  std::vector<policy::Condition> only_if;
  std::vector<std::string> notes;  ///< what an unknown one hangs on
  /// Of a policy that is no queue's: what the statement names, as it writes it.
  std::vector<std::string> resources{};

  /// `only_if` in words.
  [[nodiscard]] std::string conditions() const;
};

struct Grants {
  std::vector<Grant> grants;  ///< widest callers first
  /// Callers of whom it is not proved that the grants are all, and why; empty when it is proved.
  std::vector<std::string> not_proved;
  bool not_proved_outside = false;  ///< some of those callers are outside
  std::size_t questions = 0;
  std::vector<std::string> internal_errors;
};

/// Which grants are looked for.
struct GrantSearch {
  bool outside_only = false;                   ///< callers that are neither own nor trusted
  std::string action;                          ///< only this one; all if empty
  const policy::Document* baseline = nullptr;  ///< only what it does not let in
  Observer observer{};                         ///< told of every question; may be empty
};

[[nodiscard]] Grants find_grants(const Subject& subject, const GrantSearch& search,
                                 const policy::ProverLimits& limits);

/// `account 222222222222: sqs:SendMessage if ArnLike aws:SourceArn …`
[[nodiscard]] std::string words_of(const Grant& grant);

}  // namespace sqsproof::properties
