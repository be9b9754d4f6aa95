// One policy in an engine: switches under which it lets a request in, or refuses it.
//
// What is not documented counts against the certain reading: there a policy lets a request in when
// an Allow applies surely and no Deny even possibly, and refuses it when no Allow applies even
// possibly or a Deny surely. The possible reading is the other way round.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "policy/prover/engine.h"
#include "policy/symbolic/encode.h"

namespace sqsproof::policy {

class PolicyEncoding {
 public:
  PolicyEncoding(const Document& policy, Space& space, Engine& engine);

  [[nodiscard]] Switch lets_in(Reading reading);
  [[nodiscard]] Switch refuses(Reading reading);
  /// Whether the two readings differ at all.
  [[nodiscard]] bool differs() const { return differs_; }

 private:
  struct Encoded {
    Effect effect;
    std::array<Conjunction, 2> applies;  ///< by reading
  };
  void encode_open_statements(const Document& policy, Space& space);
  void encode_lets_in(Switch on, Reading reading);
  void encode_refuses(Switch on, Reading reading);

  Engine& engine_;
  std::vector<Encoded> statements_;
  Literal crossing_;     ///< the action can be granted to any account
  Literal governed_;     ///< the action is about a queue that exists
  Literal own_account_;  ///< the caller is of the queue's account
  bool differs_ = false;
  std::array<Switch, 2> lets_in_{};
  std::array<Switch, 2> refuses_{};
};

}  // namespace sqsproof::policy
