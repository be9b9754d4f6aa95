// The calls of some messages, out of a stream: a history that the judge of histories can judge.
// Internal to stream/.
#pragma once

#include "semantics/stream/core.h"

namespace sqsproof::semantics::stream {

class Slice {
 public:
  Slice(StreamJudge::Core& core, const std::vector<Index>& component);
  /// Of no message, and one queue: of calls as they are.
  Slice(StreamJudge::Core& core, std::uint32_t queue);
  /// Of what is added.
  explicit Slice(StreamJudge::Core& core) : core_(core), queues_(core.queues.size(), false) {}
  void add(const Place& place) { places_.push_back(place); }
  void add_queue(std::uint32_t queue);
  void add_purged_queues();
  void add_message(Fingerprint message) { messages_.push_back(message); }
  void add_receipt(Fingerprint receipt) { receipts_.push_back(receipt); }
  /// A queue of it whose settings are a guess; empty when there is none.
  [[nodiscard]] std::string guessed() const;
  /// Fetches the calls, cut to what is about the component, in order.
  [[nodiscard]] History history() &&;

 private:
  void add_message(const Message& message);
  void add_calls_of_queues();
  void add_earlier(const Message& message, const Queue& queue);
  void add_linked_queues();
  void mark_beginning(History& history) const;
  void cut(Operation& operation) const;
  void cut_sends(Operation& operation) const;
  [[nodiscard]] bool is_ours(Fingerprint message) const;

  StreamJudge::Core& core_;
  bool whole_ = false;  ///< calls are not cut
  std::vector<Place> places_;
  std::vector<bool> queues_;                      ///< by number: part of the slice
  std::vector<Fingerprint> messages_, receipts_;  ///< sorted in the end
};

}  // namespace sqsproof::semantics::stream
