// What each message of a history went through, as far as it is known. Internal to the lanes.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "properties/report/timeline/lanes.h"
#include "properties/report/timeline/parts.h"

namespace sqsproof::properties::timeline {

class Lives {
 public:
  explicit Lives(const semantics::History& history) {
    for (const auto& [url, settings] : history.queues) settings_[url].now = settings;
  }

  // Of each call, in their order.
  void note_receipts(const semantics::Operation& operation);
  /// Also of calls that are not shown: where messages came from.
  void note_origins(const semantics::Operation& operation);
  void note_spans(const semantics::Operation& operation);
  void note_settings(const semantics::Operation& operation);

  /// The id of the message that a receipt was given out for; empty if none was.
  [[nodiscard]] std::string message_of(const std::string& receipt) const;
  /// The dead letter that a move task made this message of: the only one with its body. Empty of
  /// others.
  [[nodiscard]] std::string original_of(const std::string& id) const;
  /// What it went through in one queue.
  struct Stay {
    std::string queue_url;
    semantics::Instant_us seen = 0;  ///< beginning of the call that first showed it there
    std::vector<Span> spans{};
    /// When its retention began, as far as that is known: between these two.
    std::optional<std::pair<semantics::Instant_us, semantics::Instant_us>> since{};
  };
  /// In the order in which it was seen there; with its expiry, as of the last call noted.
  [[nodiscard]] std::vector<Stay> stays_of(const std::string& id) const;

 private:
  struct Whereabouts {
    std::string message, queue_url;
  };
  struct Settings {
    semantics::QueueSettings now{};
    /// MessageRetentionPeriods that there were, from when on.
    std::vector<std::pair<semantics::Instant_us, int>> retentions{};
  };
  void note_retention(Settings& settings, semantics::Instant_us at);
  [[nodiscard]] static std::pair<int, int> retentions_since(const Settings& settings,
                                                            semantics::Instant_us since);
  Stay& stay_in(const Whereabouts& place, const semantics::Operation& operation);
  void leave(Stay& stay, const semantics::Operation& operation);
  void note_copy(const std::string& id, const std::string& body,
                 const semantics::Operation& operation);
  void add_delay(const semantics::Operation& operation, const std::string& queue_url,
                 const Sent& sent);
  void move_delays(const std::string& queue_url, const semantics::Operation& operation);
  void add_lease(const Whereabouts& place, const semantics::Operation& operation, int timeout_s);
  void empty_queue(const std::string& queue_url, const semantics::Operation& operation,
                   std::string_view cause);

  std::map<std::string, Whereabouts> of_receipt_;
  std::map<std::string, Settings> settings_;
  std::map<std::string, std::vector<Stay>> stays_;
  std::map<std::string, std::set<std::string>> of_body_;  // ids of what was sent with it
  std::set<std::string> sent_;                            // ids
  std::map<std::string, std::string> originals_;
  std::optional<semantics::Instant_us> moving_;  // since a move task was started
};

}  // namespace sqsproof::properties::timeline
