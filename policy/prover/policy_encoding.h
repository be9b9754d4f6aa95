// One policy in an engine: switches under which it lets a request in, or refuses it.
//
// What is not documented counts against the certain reading: there a policy lets a request in when
// an Allow applies surely and no Deny even possibly, and refuses it when no Allow applies even
// possibly or a Deny surely. The possible reading is the other way round. Between them lies the
// reading in which it comes out one way or the other, but everywhere alike (decide/doubt.h).
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

  [[nodiscard]] Switch lets_in(Reading reading) { return lets_in(by(reading)); }
  [[nodiscard]] Switch refuses(Reading reading) { return refuses(by(reading)); }
  [[nodiscard]] Switch lets_in_alike() { return lets_in(kAlike); }
  [[nodiscard]] Switch refuses_alike() { return refuses(kAlike); }
  /// Once, before the last two. While `on`, each undecided test comes out somehow.
  void encode_alike(const Document& policy, Space& space, Switch on);
  /// Whether the two readings differ at all.
  [[nodiscard]] bool differs() const { return differs_; }

 private:
  /// Certain, possible, alike.
  static constexpr std::size_t kAlike = 2;
  static constexpr std::size_t kReadings = 3;
  struct Encoded {
    Effect effect;
    std::array<Conjunction, kReadings> applies;  ///< by reading
  };
  static std::size_t by(Reading reading) { return reading == Reading::possible ? 1 : 0; }
  Switch lets_in(std::size_t reading);
  Switch refuses(std::size_t reading);
  void encode_open_statements(const Document& policy, Space& space);
  void encode_lets_in(Switch on, std::size_t reading);
  void encode_refuses(Switch on, std::size_t reading);

  Engine& engine_;
  std::vector<Encoded> statements_;
  Literal crossing_;     ///< the action can be granted to any account
  Literal governed_;     ///< the action is about a queue that exists
  Literal own_account_;  ///< the caller is of the queue's account
  bool differs_ = false;
  std::array<Switch, kReadings> lets_in_{};
  std::array<Switch, kReadings> refuses_{};
};

}  // namespace sqsproof::policy
