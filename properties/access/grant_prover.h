// The questions behind a list of grants: to the whole policy and to parts of it, about requests
// that some grants leave over.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "policy/prover/prover.h"
#include "properties/access/grants.h"

namespace sqsproof::properties {

/// Not to be moved: the prover keeps addresses of what it was asked about.
class GrantProver {
 public:
  GrantProver(const Subject& subject, const GrantSearch& search, const policy::ProverLimits& limits,
              Grants& result);

  /// Which requests: of these callers, with one of these actions, in none of the regions.
  struct Requests {
    const CallerClass& who;
    std::vector<std::string> actions;
    std::vector<const policy::Document*> left_out{};
  };
  /// Lets the policy one in?
  [[nodiscard]] policy::Answer ask(const Requests& requests);
  /// Would it, if it had only these Allow statements beside its Denies? Statements are named by
  /// their index in the whole policy.
  [[nodiscard]] policy::Answer ask_part(const std::set<std::size_t>& allows,
                                        const Requests& requests);
  /// Whether one concrete request is surely such a request, and let in by the whole policy.
  [[nodiscard]] bool is_let_in(const policy::Request& request, const Requests& requests) const;

  /// The requests of anyone that have one of the actions and fulfil the conditions. The same
  /// document for the same words.
  [[nodiscard]] const policy::Document& region(const std::vector<std::string>& actions,
                                               const std::vector<policy::Condition>& conditions);

  [[nodiscard]] const Subject& subject() const { return subject_; }

 private:
  struct Part {
    policy::Document policy;
    std::vector<std::size_t> indices;  ///< of its statements in the whole policy
    std::unique_ptr<policy::Prover> prover;
  };
  [[nodiscard]] policy::Question question_of(const Requests& requests) const;
  Part& part_of(const std::set<std::size_t>& allows);
  void note(const Requests& requests, const Subject& about, const policy::Question& question,
            const policy::Answer& answer);

  const Subject& subject_;
  const GrantSearch& search_;
  const policy::ProverLimits& limits_;
  Grants& result_;
  std::map<std::string, std::unique_ptr<const policy::Document>> regions_;
  policy::Prover whole_;
  std::map<std::set<std::size_t>, std::unique_ptr<Part>> parts_;
};

/// A condition in words: `ArnLike aws:SourceArn arn:a | arn:b`.
[[nodiscard]] std::string words_of(const policy::Condition& condition);

}  // namespace sqsproof::properties
