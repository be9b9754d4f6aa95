#include "semantics/judge/group_calls.h"

#include <algorithm>

#include "semantics/judge/counts.h"

namespace sqsproof::semantics {
namespace {

using Kind = GroupCall::Kind;

class Reader {
 public:
  Reader(const QueueRecord& queue, const GroupOrder& group, bool original_seen,
         const Tolerance& tolerance)
      : queue_(queue), group_(group), original_seen_(original_seen), tolerance_(tolerance) {}

  GroupCalls read(Instant_us known_until) {
    Instant_us sent_from = -kNever_us;  // what is enqueued later is not enqueued before
    for (const std::size_t index : group_.all()) {
      const MessageRecord& message = queue_.messages[index];
      const bool tells = group_.is_certain() && !message.sends.empty();
      if (tells) sent_from = std::max(sent_from, message.enqueued.from);
      if (message.deliveries.empty()) continue;
      if (!is_plain(message)) return {};
      add_message(index, sent_from);
    }
    std::stable_sort(found_.begin(), found_.end(), [](const Found& x, const Found& y) {
      return x.call.at.from < y.call.at.from;
    });
    cut_off(known_until);
    if (!find_issuers()) return {};
    for (Found& found : found_) take(found);
    return std::move(calls_);
  }

 private:
  struct Found {
    GroupCall call;
    std::string_view receipt{};
    std::vector<std::pair<std::size_t, std::string_view>> issued{};  // by position in the answer
  };

  bool is_plain(const MessageRecord& message) const {
    const bool known = message.origin == MessageRecord::Origin::sent ||
                       message.origin == MessageRecord::Origin::unknown;
    return known && std::none_of(message.deliveries.begin(), message.deliveries.end(),
                                 [&](const Delivery& delivery) {
                                   return queue_.receives[delivery.receive].repeats_attempt ||
                                          is_repeated(queue_, delivery);
                                 });
  }

  void add_message(std::size_t index, Instant_us sent_from) {
    const MessageRecord& record = queue_.messages[index];
    GroupMessage message;
    message.message = index;
    message.counted = record.origin == MessageRecord::Origin::sent;
    message.position = group_.position(index);
    message.predecessors = group_.predecessors(index);
    note_beginning(record, sent_from, message);
    for (const Exit& exit : record.exits) {
      if (exit.kind != Exit::Kind::deleted) {
        message.otherwise = std::min(message.otherwise, exit.at.from);
      } else {
        Found& found = add(Kind::removal, exit.operation, exit.at, {calls_.messages.size()});
        found.receipt = exit.receipt;
        found.call.answered = exit.answered;
        message.may_be_deleted = true;
      }
    }
    std::unordered_map<std::size_t, const Delivery*> deliveries;  // by serial
    for (const Delivery& delivery : record.deliveries) deliveries[delivery.serial] = &delivery;
    for (std::size_t i = 0; i < record.hidings.size(); ++i) {
      add_hiding(record.hidings[i], i, deliveries);
    }
    calls_.messages.push_back(message);
  }

  void note_beginning(const MessageRecord& record, Instant_us sent_from,
                      GroupMessage& message) const {
    if (record.sends.empty() || !original_seen_) return;
    const Instant_us due = record.due.from - tolerance_.early_us;
    message.delayed = due > record.enqueued.from;
    message.not_before = std::max({due, record.enqueued.from, sent_from});
  }

  void add_hiding(const Hiding& hiding, std::size_t index,
                  const std::unordered_map<std::size_t, const Delivery*>& deliveries) {
    GroupCall::Part part{calls_.messages.size(), index, hiding.shortest, 0};
    const auto delivery = deliveries.find(hiding.serial);
    if (delivery == deliveries.end()) {
      Found& found = add(Kind::change, hiding.operation, hiding.at, part);
      found.receipt = hiding.receipt;
      found.call.answered = hiding.answered;
      return;
    }
    const auto shown = number_of(*delivery->second->seen, "ApproximateReceiveCount");
    if (shown) part.count = *shown;
    const auto [known, fresh] = receives_.try_emplace(hiding.receive, found_.size());
    if (fresh) {
      add(Kind::receive, hiding.operation, hiding.at, part);
    } else {
      found_[known->second].call.parts.push_back(part);
    }
    found_[known->second].issued.emplace_back(delivery->second->position, hiding.receipt);
  }

  Found& add(Kind kind, std::size_t operation, Interval at, GroupCall::Part part) {
    Found& found = found_.emplace_back();
    found.call.kind = kind;
    found.call.operation = operation;
    found.call.at = at;
    found.call.parts.push_back(part);
    return found;
  }

  /// Calls that overlap go together: one that is left out may have made room for another.
  void cut_off(Instant_us known_until) {
    std::size_t first = 0;  // of those that overlap
    Instant_us until = -kNever_us;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const Interval& at = found_[i].call.at;
      if (at.from > until) first = i;
      until = std::max(until, at.to);
      if (until >= known_until) return found_.resize(first);
    }
  }

  /// False when it is not certain which receive issued a receipt.
  bool find_issuers() {
    std::unordered_map<std::string_view, std::size_t> issuers;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      for (const auto& [position, receipt] : found_[i].issued) {
        if (!issuers.try_emplace(receipt, i).second) return false;
      }
    }
    return std::all_of(found_.begin(), found_.end(), [&](Found& found) {
      if (found.call.kind == Kind::receive) return true;
      const auto issuer = issuers.find(found.receipt);
      if (issuer == issuers.end()) return false;
      found.call.issuer = issuer->second;
      return found_[issuer->second].call.at.from <= found.call.at.to;
    });
  }

  void take(Found& found) {
    // In the order of the answer, which is not that of the messages.
    std::vector<std::size_t> order(found.call.parts.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    if (!found.issued.empty()) {
      std::sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
        return found.issued[x].first < found.issued[y].first;
      });
    }
    GroupCall call = found.call;
    call.parts.clear();
    for (const std::size_t i : order) {
      call.parts.push_back(found.call.parts[i]);
      calls_.messages[call.parts.back().message].last_call = calls_.all.size();
    }
    calls_.all.push_back(std::move(call));
  }

  const QueueRecord& queue_;
  const GroupOrder& group_;
  bool original_seen_;
  const Tolerance& tolerance_;
  std::vector<Found> found_;
  std::unordered_map<std::size_t, std::size_t> receives_;  // to what was found
  GroupCalls calls_;
};

}  // namespace

GroupCalls calls_of(const QueueRecord& queue, const GroupOrder& group, Instant_us known_until,
                    bool original_seen, const Tolerance& tolerance) {
  return Reader(queue, group, original_seen, tolerance).read(known_until);
}

}  // namespace sqsproof::semantics
