// What came of a call: the result `r` of a `ret` record.
#include <algorithm>
#include <charconv>

#include "semantics/stream/records.h"

namespace sqsproof::semantics::stream {
namespace {

/// Decimal digits; 0 of anything else, which no sequence number is.
SequenceNumber sequence_of(std::string_view text) {
  if (text.empty() || text.size() > 38) return 0;
  SequenceNumber number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  return number;
}

void take_sent(Item& item, std::uint64_t member, const Element& value, Members& members) {
  switch (member) {
    case name_number("m"):
      item.message = members.print(value);
      break;
    case name_number("n"): {
      const std::string_view text = members.text(value);
      item.sequence_number = sequence_of(text);
      item.odd_number = !text.empty() && item.sequence_number == 0;
      break;
    }
    case name_number("md5b"):
      item.answered_digest = members.print(value);
      break;
    case name_number("md5a"):
      item.answered_attributes_digest = members.print(value);
      break;
    default:
      break;
  }
}

constexpr bool is_of_sent(std::uint64_t member) {
  return member == name_number("m") || member == name_number("n") ||
         member == name_number("md5b") || member == name_number("md5a");
}

/// A number, or a text that should be one.
std::int64_t count_of(const Element& value, Members& members) {
  std::int64_t count = -1;
  if (value.get(count) == simdjson::SUCCESS) return count;
  const std::string_view text = members.text(value);
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

/// Fingerprint of a number or a text; sets `count` to the number, if it is one.
Fingerprint either(const Element& value, std::int64_t& count, Members& members) {
  if (value.get(count) == simdjson::SUCCESS) return static_cast<Fingerprint>(count);
  count = count_of(value, members);
  return members.print(value);
}

/// One that no queue can show is as wrong as it was: the judge of histories reads it again.
std::int32_t shown_count(std::int64_t count) {
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(count, 0, INT32_MAX));
}

/// The name of a queue, which ends its ARN.
Fingerprint name_in(std::string_view arn) {
  const std::string_view name = arn.substr(arn.rfind(':') + 1);
  return name.empty() ? 0 : fingerprint_of(name);
}

Item read_delivered(const Element& from, Members& members) {
  Item item;
  Fingerprint sent = 0, number = 0;
  members.each(from, [&](std::uint64_t member, const Element& value) {
    switch (member) {
      case name_number("h"):
        return item.receipt = members.print(value), true;
      case name_number("u"):
        return item.body = members.print(value), true;
      case name_number("g"):
        return item.group = members.print(value), true;
      case name_number("k"):
        return item.named_key = members.print(value), true;
      case name_number("rc"):
        return item.receive_count = shown_count(count_of(value, members)), true;
      case name_number("sent"):
        return sent = either(value, item.sent_ms, members), true;
      case name_number("first"):
        return item.first_ms = count_of(value, members), true;
      case name_number("src"):
        return item.source = name_in(members.text(value)), true;
      case name_number("at"):
        return item.values = values_of(value, members), true;
      default:
        if (member == name_number("n")) number = members.print(value);
        take_sent(item, member, value, members);
        return is_of_sent(member);
    }
  });
  if (item.message == 0 || item.receipt == 0) members.odd();
  item.shows_attributes = item.receive_count >= 0 || item.sent_ms >= 0 || item.first_ms >= 0 ||
                          (item.group | item.named_key | item.source | number) != 0;
  item.content = mix(mix(item.body, item.answered_digest),
                     mix(item.answered_attributes_digest, item.named_key));
  item.content = mix(item.content, mix(item.group, number));
  item.content = mix(mix(item.content, sent), item.values);
  return item;
}

void read_deliveries(const Element& result, OpenCall& call, Members& members) {
  const bool all = !call.items.empty() && call.items.front().has_all_values;
  call.items.clear();
  bool listed = false;
  members.each(result, [&](std::uint64_t member, const Element& value) {
    if (member != name_number("ms")) return false;
    listed = true;
    members.each_of(value, [&](const Element& message) {
      call.items.push_back(read_delivered(message, members));
      call.items.back().has_all_values = all;
    });
    return true;
  });
  if (!listed) members.odd();
}

struct Entry {
  Fingerprint name = 0;
  bool by_sender = true;
  Item item;
};

Entry read_entry(const Element& from, bool sent, Members& members) {
  Entry entry;
  members.each(from, [&](std::uint64_t member, const Element& value) {
    switch (member) {
      case name_number("id"):
        return entry.name = members.print(value), true;
      case name_number("code"):
        return static_cast<void>(members.text(value)), true;
      case name_number("sf"):
        if (value.get(entry.by_sender) != simdjson::SUCCESS) members.odd();
        return true;
      default:
        if (sent) take_sent(entry.item, member, value, members);
        return sent && is_of_sent(member);
    }
  });
  if (entry.name == 0 || (sent && entry.item.message == 0)) members.odd();
  return entry;
}

void take_answer(const Item& from, Item& item) {
  item.message = from.message;
  item.sequence_number = from.sequence_number;
  item.odd_number = from.odd_number;
  item.answered_digest = from.answered_digest;
  item.answered_attributes_digest = from.answered_attributes_digest;
  item.outcome = Outcome::accepted;
}

/// The outcomes of the entries of a batch, by their names. One that is answered twice, or not, is
/// what the call is suspected for.
void read_entries(const Element& result, OpenCall& call, Members& members) {
  const bool sends = call.kind.kind == Kind::send;
  std::size_t answers = 0;
  const auto take = [&](const Element& from, bool accepted) {
    const Entry entry = read_entry(from, accepted && sends, members);
    ++answers;
    const auto name = std::find(call.names.begin(), call.names.end(), entry.name);
    if (name == call.names.end()) return;
    Item& item = call.items[static_cast<std::size_t>(name - call.names.begin())];
    if (item.outcome != Outcome::unknown) call.seen.odd_entries = true;
    if (accepted && sends) {
      take_answer(entry.item, item);
    } else if (accepted) {
      item.outcome = Outcome::accepted;
    } else if (entry.by_sender && item.outcome == Outcome::unknown) {
      // A failure of the service may have come after its effect.
      item.outcome = Outcome::refused;
    }
  };
  members.each(result, [&](std::uint64_t member, const Element& value) {
    const bool accepted = member == name_number("ok");
    if (!accepted && member != name_number("failed")) return false;
    members.each_of(value, [&](const Element& entry) { take(entry, accepted); });
    return true;
  });
  call.seen.odd_entries = call.seen.odd_entries || answers != call.items.size();
}

}  // namespace

void read_result(const Element& result, OpenCall& call, Members& members) {
  if (call.kind.kind == Kind::receive) return read_deliveries(result, call, members);
  if (call.kind.batch) return read_entries(result, call, members);
  Item answer;
  members.each(result, [&](std::uint64_t member, const Element& value) {
    if (call.kind.kind == Kind::send) take_sent(answer, member, value, members);
    return call.kind.kind == Kind::send && is_of_sent(member);
  });
  if (call.kind.kind == Kind::send && answer.message == 0) members.odd();
  if (call.items.empty()) return;
  if (call.kind.kind == Kind::send) take_answer(answer, call.items.front());
  call.items.front().outcome = Outcome::accepted;
}

}  // namespace sqsproof::semantics::stream
