#include "semantics/judge/message_events.h"

#include <algorithm>

#include "semantics/judge/counts.h"

namespace sqsproof::semantics {
namespace {

using Kind = MessageEvent::Kind;

class Reader {
 public:
  Reader(const MessageRecord& message, const std::vector<Absence>& absences)
      : message_(message), absences_(absences) {}

  MessageEvents read(Instant_us known_until, const Tolerance& tolerance) {
    read_counts();
    for (std::size_t i = 0; i < message_.hidings.size(); ++i) add_hiding(i);
    for (const Exit& exit : message_.exits) {
      if (exit.kind == Exit::Kind::deleted) add_removal(exit);
    }
    for (const Absence& absence : absences_) add_absence(absence);
    std::stable_sort(found_.begin(), found_.end(), [](const Found& x, const Found& y) {
      return x.event.at.from < y.event.at.from;
    });
    cut_off(known_until);
    find_issuers();
    MessageEvents events;
    for (Found& found : found_) events.all.push_back(found.event);
    events.counted = message_.origin == MessageRecord::Origin::sent;
    if (!message_.sends.empty()) note_beginning(events, tolerance);
    return events;
  }

 private:
  struct Found {
    MessageEvent event;
    std::string_view receipt;
  };

  void read_counts() {
    for (const Delivery& delivery : message_.deliveries) {
      const auto shown = number_of(*delivery.seen, "ApproximateReceiveCount");
      if (shown) counts_.emplace(delivery.serial, *shown);
    }
  }

  void add_hiding(std::size_t index) {
    const Hiding& hiding = message_.hidings[index];
    MessageEvent event;
    event.kind = hiding.is_receive ? Kind::delivery : Kind::change;
    event.operation = hiding.operation;
    event.hiding = index;
    event.at = hiding.at;
    event.hides = hiding.shortest;
    event.answered = hiding.answered;
    const auto shown = counts_.find(hiding.serial);
    if (shown != counts_.end()) event.count = shown->second;
    found_.push_back({event, hiding.receipt});
  }

  void add_removal(const Exit& exit) {
    MessageEvent event;
    event.kind = Kind::removal;
    event.operation = exit.operation;
    event.at = exit.at;
    event.answered = exit.answered;
    found_.push_back({event, exit.receipt});
  }

  void add_absence(const Absence& absence) {
    MessageEvent event;
    event.kind = Kind::absence;
    event.operation = absence.operation;
    event.at = absence.at;
    event.later = absence.message;
    found_.push_back({event, {}});
  }

  /// Calls that overlap go together: one that is left out may have made room for another.
  void cut_off(Instant_us known_until) {
    std::size_t first = 0;  // of those that overlap
    Instant_us until = -kNever_us;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const Interval& at = found_[i].event.at;
      if (at.from > until) first = i;
      until = std::max(until, at.to);
      if (until >= known_until) return found_.resize(first);
    }
  }

  /// A receipt is used after it was issued, unless the clocks of the trace say otherwise.
  void find_issuers() {
    std::unordered_map<std::string_view, std::size_t> issuers;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (found_[i].event.kind != Kind::delivery) continue;
      const auto [issuer, fresh] = issuers.try_emplace(found_[i].receipt, i);
      if (!fresh) issuer->second = kNone;
    }
    for (Found& found : found_) {
      const auto issuer = issuers.find(found.receipt);
      const bool uses = found.event.kind == Kind::change || found.event.kind == Kind::removal;
      if (!uses || issuer == issuers.end()) continue;
      const std::size_t index = issuer->second;
      const bool before = index != kNone && found_[index].event.at.from <= found.event.at.to;
      if (before) found.event.issuer = index;
    }
  }

  void note_beginning(MessageEvents& events, const Tolerance& tolerance) const {
    const Instant_us due = message_.due.from - tolerance.early_us;
    events.delayed = due > message_.enqueued.from;
    events.not_before = std::max(due, message_.enqueued.from);
  }

  const MessageRecord& message_;
  const std::vector<Absence>& absences_;
  std::vector<Found> found_;
  std::unordered_map<std::size_t, std::int64_t> counts_;  // by serial
};

}  // namespace

MessageEvents events_of(const MessageRecord& message, const std::vector<Absence>& absences,
                        Instant_us known_until, const Tolerance& tolerance) {
  return Reader(message, absences).read(known_until, tolerance);
}

}  // namespace sqsproof::semantics
