// A question that was asked, and its answer: for whoever keeps a log of proofs.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "policy/prover/prover.h"
#include "properties/access/subject.h"

namespace sqsproof::properties {

struct Asked {
  std::string name;  ///< `access/public sqs:SendMessage`
  std::string words;
  const Subject& subject;
  const policy::Question& question;
  const policy::Answer& answer;
  std::optional<policy::Realm> realm{};  ///< where it is not that of the policy at its queue
};

using Observer = std::function<void(const Asked&)>;

}  // namespace sqsproof::properties
