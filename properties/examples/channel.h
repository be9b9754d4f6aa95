// The way to the endpoint of one example: requests within limits of number and time, and what was
// said. Knows bytes and calls, not what is expected of them.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/examples/reach.h"
#include "properties/examples/result.h"
#include "semantics/actions/all.h"

namespace sqsproof::properties {

/// Where a request goes, and who signs it; null: nobody.
struct ExampleDoor {
  std::string url;
  const fixtures::RawSigner* signer = nullptr;
};

class Channel {
 public:
  static constexpr int kMostRequests = 400;
  static constexpr int kMostSeconds = 150;
  static constexpr int kRestartSeconds = 60;

  /// Both must outlive the channel.
  Channel(const ExampleReach& reach, std::atomic<int>& numbers);

  /// What goes wrong on the way ends the example as an error, what would exceed a limit as
  /// undecided.
  fixtures::RawAnswer send(const ExampleDoor& door, const fixtures::RawRequest& request);
  /// The same for a call; what no client can read is a NoAnswer.
  semantics::Answer call(const ExampleDoor& door, fixtures::Protocol protocol,
                         const semantics::Call& call);
  /// Of the answer that came last: what it is, if nothing that SQS would send (`HTTP status 500`, a
  /// page for browsers); else empty.
  [[nodiscard]] const std::string& broken() const { return broken_; }
  [[nodiscard]] int status() const { return status_; }  ///< of HTTP
  /// Whether ListQueues gets an answer of SQS, be it a refusal, so that a broken answer before it
  /// was about its request. Else why not.
  [[nodiscard]] std::string ill_health(const ExampleDoor& door, fixtures::Protocol protocol);

  /// The same over a connection of its own, for a client that does not wait for longer; nothing
  /// when it left.
  std::optional<semantics::Answer> call_within(const ExampleDoor& door, fixtures::Protocol protocol,
                                               const semantics::Call& call,
                                               std::chrono::milliseconds patience);
  /// The same call over as many new connections at once; the answers that came.
  std::vector<semantics::Answer> call_at_once(const ExampleDoor& door, fixtures::Protocol protocol,
                                              const semantics::Call& call, std::size_t times);
  /// Makes a call and leaves before there is an answer.
  void abandon(const ExampleDoor& door, fixtures::Protocol protocol, const semantics::Call& call);

  /// Moves the endpoint's clock, or sleeps; ends the example as skipped when that would take more
  /// than the user's patience.
  void wait(int seconds);
  /// Asks again and again until it holds, or patience ends.
  bool eventually(const std::function<bool()>& holds);
  [[nodiscard]] bool moves_time() const { return !reach_.control_token.empty(); }
  /// A POST to the control API; the path begins behind `/_control/`.
  fixtures::RawAnswer control(std::string_view path, std::string body);

  /// Starts the endpoint anew and waits until it answers; one that does not ends the example as an
  /// error.
  void restart(const ExampleDoor& door, fixtures::Protocol protocol);

  /// For names: 1, 2, … over all examples of a run.
  [[nodiscard]] int next_number() { return ++*numbers_; }
  void note(std::string line);
  /// Nothing that follows is noted or counted: for what is tidied up.
  void be_quiet() { quiet_ = true; }
  [[nodiscard]] std::vector<std::string> take_transcript() { return std::move(transcript_); }
  [[nodiscard]] const ExampleReach& reach() const { return reach_; }

 private:
  void count();
  /// Empty, or why it does not.
  [[nodiscard]] std::string answers(const ExampleDoor& door, fixtures::Protocol protocol) const;

  const ExampleReach& reach_;
  std::atomic<int>* numbers_;
  std::map<std::string, fixtures::RawHttp> connections_;  ///< by URL
  std::vector<std::string> transcript_;
  std::string broken_;
  int status_ = 0;
  semantics::Instant_us begin_;
  int requests_ = 0;
  bool quiet_ = false;
};

}  // namespace sqsproof::properties
