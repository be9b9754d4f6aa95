// What each message of a history went through, as far as it is known. Internal to the lanes.
#pragma once

#include <map>
#include <utility>

#include "properties/report/timeline/lanes.h"

namespace sqsproof::properties::timeline {

/// Ids of the messages that an answer names.
[[nodiscard]] std::vector<std::string> messages_of(const semantics::Operation& operation);
/// What a delete or a change of visibility was about: receipts and timeouts in seconds, negative of
/// deletes.
[[nodiscard]] std::vector<std::pair<std::string, int>> receipts_of(const semantics::Call& call);
/// Of a call without an answer only its beginning is known.
[[nodiscard]] semantics::Instant_us end_of(const semantics::Operation& operation);

class Lives {
 public:
  explicit Lives(const semantics::History& history)
      : settings_(history.queues.begin(), history.queues.end()) {}

  // Of each call, in their order.
  void note_receipts(const semantics::Operation& operation);
  void note_spans(const semantics::Operation& operation);
  void note_settings(const semantics::Operation& operation);

  /// The id of the message that a receipt was given out for; empty if none was.
  [[nodiscard]] std::string message_of(const std::string& receipt) const;
  /// What it went through in one queue.
  struct Stay {
    std::string queue_url;
    semantics::Instant_us seen = 0;  ///< beginning of the call that first showed it there
    std::vector<Span> spans{};
  };
  /// In the order in which it was seen there.
  [[nodiscard]] const std::vector<Stay>& stays_of(const std::string& id) { return stays_[id]; }

 private:
  struct Whereabouts {
    std::string message, queue_url;
  };
  std::vector<Span>& spans_in(const Whereabouts& place, const semantics::Operation& operation);
  void add_delay(const semantics::Operation& operation, const semantics::SendMessageRequest& send);
  void add_lease(const Whereabouts& place, const semantics::Operation& operation, int timeout_s);
  void add_end(const Whereabouts& place, const semantics::Operation& operation);

  std::map<std::string, Whereabouts> of_receipt_;
  std::map<std::string, semantics::QueueSettings> settings_;
  std::map<std::string, std::vector<Stay>> stays_;
};

}  // namespace sqsproof::properties::timeline
