// How examples reach an endpoint, and what they may do there.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "fixtures/clock.h"
#include "fixtures/leash.h"
#include "fixtures/raw_http.h"
#include "fixtures/wire/protocol.h"
#include "semantics/actions/action.h"

namespace sqsproof::properties {

/// Two callers of different accounts, at an endpoint that verifies signatures.
struct ExampleCallers {
  std::string url;
  fixtures::RawSigner owner;    ///< makes the queues; may do everything with them
  fixtures::RawSigner guest;    ///< of another account; may do what the queue's policy lets it
  std::string guest_principal;  ///< its ARN
  std::string guest_team{};     ///< the value of its tag `team`; empty: not known
};

/// An endpoint that says that it keeps what it holds, and how it is ended and started anew.
struct ExampleRestart {
  std::string url;
  /// Returns when it is started, which it may be long before it answers. Empty, or why it is not.
  std::function<std::string()> again;
};

struct ExampleReach {
  std::string url;
  fixtures::RawSigner key;
  std::vector<fixtures::Protocol> protocols = {fixtures::Protocol::json, fixtures::Protocol::query};
  /// Names of all queues and topics begin with it; unique to the run, at most 30 characters.
  std::string name_prefix = "sqsproof";
  /// Seconds that an example may wait for what AWS promises after a while. For AWS itself, where
  /// that can be a minute, 90; other endpoints do at once what they do.
  int patience_s = 5;
  [[nodiscard]] bool is_aws() const { return patience_s >= 60; }
  /// Seconds that an example may wait for a timer, where that is more.
  int longest_timer_s = 0;
  /// Of the embedded endpoint's control API: it moves its virtual clock and tells events of
  /// objects. Empty: time is real.
  std::string control_token;
  std::string topics_url;  ///< of the actions of SNS; empty: `url`
  std::optional<ExampleCallers> callers;
  std::optional<ExampleRestart> restart;
  /// Measures limits, dates signatures, and is slept on where time is real.
  fixtures::Clock* clock = nullptr;
  /// Counts requests, and ends examples when it is over; null: they go on to their end.
  fixtures::Leash* leash = nullptr;
  /// Messages in flight that a queue may have, where that is few; 0: too many to reach.
  std::size_t in_flight_limit = 0;
  /// Of every queue that is made by a call.
  semantics::StringMap tags{};
};

}  // namespace sqsproof::properties
