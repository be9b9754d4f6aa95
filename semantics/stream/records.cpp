#include "semantics/stream/records.h"

#include <limits>

namespace sqsproof::semantics::stream {

/// Of message attributes: the same in whatever order they stand; 0 without any.
Fingerprint values_of(const Element& from, Members& members) {
  simdjson::dom::object values;
  if (from.get(values) != simdjson::SUCCESS) {
    members.odd();
    return 0;
  }
  Fingerprint sum = 0;
  Names names;
  for (const auto [name, value] : values) {
    if (!names.add(name, 1)) members.odd();
    sum += mix(fingerprint_of(name), fingerprint_of(members.text(value)));
  }
  return sum;
}

Record read_record(const Element& from, Members& members) {
  Record record;
  const auto unsigned_number = [&](const Element& value) {
    std::uint64_t number = 0;
    if (value.get(number) == simdjson::SUCCESS) record.id = number;
  };
  members.each(from, [&](std::uint64_t member, const Element& value) {
    switch (member) {
      case name_number("t"):
        return record.type = members.text(value), true;
      case name_number("id"):
        return unsigned_number(value), true;
      case name_number("ts"): {
        std::int64_t number = 0;
        if (value.get(number) == simdjson::SUCCESS) record.at = number;
        return true;
      }
      case name_number("c"):
        return static_cast<void>(members.text(value)), true;
      case name_number("op"):
        return record.operation = members.text(value), true;
      case name_number("q"):
        return record.queue = members.text(value), true;
      case name_number("a"):
        return record.arguments = value, true;
      case name_number("r"):
        return record.result = value, true;
      case name_number("e"):
        return record.error = value, true;
      case name_number("unknown"):
        return static_cast<void>(members.text(value)), record.says_unknown = true;
      default:
        return false;
    }
  });
  return record;
}

Outcome read_error(const Element& error, Members& members) {
  constexpr std::int64_t kMostStatus = std::numeric_limits<std::int32_t>::max();
  ServiceError refused;
  members.each(error, [&](std::uint64_t member, const Element& value) {
    switch (member) {
      case name_number("code"):
        return refused.code = members.text(value), true;
      case name_number("message"):
        return static_cast<void>(members.text(value)), true;
      case name_number("http"):
        refused.http_status =
            static_cast<int>(members.number(value, 0, kMostStatus, refused.http_status));
        return true;
      default:
        return false;
    }
  });
  return outcome_of(refused);
}

}  // namespace sqsproof::semantics::stream
