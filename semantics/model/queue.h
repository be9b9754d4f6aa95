// One queue: its attributes, its messages, and who it is.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "semantics/model/attributes.h"
#include "semantics/model/backlog.h"

namespace sqsproof::semantics {

class Queue {
 public:
  struct Identity {
    std::string name;
    std::shared_ptr<const std::string> arn;
    std::uint64_t number = 0;  ///< of its creation: one of the same name later is another
  };
  Queue(Identity identity, QueueAttributes attributes, Instant_us now, Flaw flaw,
        Weaknesses weak = {});

  [[nodiscard]] const Identity& identity() const { return identity_; }
  [[nodiscard]] const std::string& name() const { return identity_.name; }
  [[nodiscard]] const QueueAttributes& attributes() const { return attributes_; }
  [[nodiscard]] Instant_us created() const { return created_; }
  [[nodiscard]] Instant_us modified() const { return modified_; }
  /// Those that were asked for last: they may not be in force yet.
  [[nodiscard]] const QueueAttributes& wanted_attributes() const {
    return later.attributes ? *later.attributes : attributes_;
  }
  void set_attributes(QueueAttributes attributes, Instant_us now);

  /// That of its creation: changing the attribute shows, and changes nothing (recorded).
  [[nodiscard]] DeduplicationScope deduplication_scope() const { return scope_; }

  [[nodiscard]] Flaw flaw() const { return flaw_; }
  void set_flaw(Flaw flaw);
  [[nodiscard]] Backlog& backlog() { return *backlog_; }
  [[nodiscard]] const Backlog& backlog() const { return *backlog_; }
  /// Begins with an empty one and gives the old one away. Numbers go on, without a flaw.
  [[nodiscard]] std::unique_ptr<Backlog> replace_backlog();
  /// The message that a receipt names; nullptr when it is gone.
  [[nodiscard]] Message* find(const Receipt& receipt) {
    return backlog_->find(receipt.slot, receipt.message);
  }

  void carry(Archive& archive);  ///< snapshot/queue.cpp

  /// What was asked for and has not taken effect yet; with weaknesses only.
  struct Later {
    std::optional<QueueAttributes> attributes;
    Instant_us attributes_at = INT64_MAX;
    Instant_us purge_at = INT64_MAX;
    Instant_us ends_at = INT64_MAX;
    Counts shown;  ///< by GetQueueAttributes, since `shown_at`
    Instant_us shown_at = INT64_MIN / 2;
  };
  Later later;
  StringMap tags;
  Instant_us purged = INT64_MIN / 2;  ///< when PurgeQueue was called last

 private:
  [[nodiscard]] Terms terms() const;

  Identity identity_;
  QueueAttributes attributes_;
  DeduplicationScope scope_;
  Instant_us created_;
  Instant_us modified_;
  Flaw flaw_;
  Weaknesses weak_;
  std::unique_ptr<Backlog> backlog_;
};

}  // namespace sqsproof::semantics
