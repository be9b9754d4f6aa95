// A policy with candidates put in: parsed, looked at by the lint rules, and proved.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "properties/repair/kind.h"
#include "properties/repair/proof.h"

namespace sqsproof::properties {

/// What is tried on one policy for one check.
class Trial {
 public:
  Trial(const Subject& subject, const AccessCheck& check, RepairProof& proof);

  /// The policy with these edits; nullopt when it is none any more, or a lint rule finds a new
  /// error.
  [[nodiscard]] std::optional<policy::Document> changed(const std::vector<Fix::Edit>& edits) const;
  /// Bytes that the edits put in, or take out where that is more.
  [[nodiscard]] static std::size_t size_of(const Candidate& candidate);
  /// The candidate does for these statements what its reach promises.
  [[nodiscard]] bool works(const Candidate& candidate, Reach reach,
                           const std::vector<std::size_t>& statements);
  /// What all these edits together cost; nullopt when they are no repair.
  [[nodiscard]] std::optional<Cost> cost_of(const std::vector<Fix::Edit>& edits);
  /// All checks anew: this one holds, no other is worse off.
  [[nodiscard]] bool settles(const std::vector<Fix::Edit>& edits, const CheckResult& before,
                             const policy::ProverLimits& limits) const;

 private:
  /// By rule, the messages of what it finds.
  using Complaints = std::map<std::string, std::multiset<std::string>>;
  [[nodiscard]] Complaints complaints(const policy::Document& policy) const;
  [[nodiscard]] bool complains_anew(const policy::Document& policy) const;

  const Subject& subject_;
  const AccessCheck& check_;
  RepairProof& proof_;
  Complaints complaints_;
};

}  // namespace sqsproof::properties
