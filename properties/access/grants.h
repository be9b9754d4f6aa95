// Whom a policy lets in, as a list that people can read: every allowed request belongs to exactly
// one grant, and each grant is witnessed. With a baseline: what it lets in beyond that.
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
  std::vector<std::size_t> statements;  ///< that let it in
  /// The conditions of these statements, in words; empty for an unconditional grant.
  std::string conditions;
  std::vector<std::string> notes;  ///< what an unknown one hangs on
};

struct Grants {
  std::vector<Grant> grants;  ///< widest first
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
