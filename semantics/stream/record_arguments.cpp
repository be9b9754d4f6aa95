// What a call asks for: the arguments `a` of an `inv` record.
#include <algorithm>
#include <limits>

#include "semantics/digest.h"
#include "semantics/stream/records.h"

namespace sqsproof::semantics::stream {
namespace {

constexpr std::int64_t kAnyNumber = std::numeric_limits<std::int32_t>::max();

Fingerprint content_key(std::string_view body) {
  // A trace has the digest of a body, or a body that names itself.
  return body.starts_with("sha256:") ? fingerprint_of(body.substr(7))
                                     : fingerprint_of(sha256_hex(body));
}

/// Whether one of the texts asks for all attributes.
bool asks_for_all(const Element& from, Members& members) {
  bool all = false;
  members.each_of(from, [&](const Element& name) {
    const std::string_view text = members.text(name);
    all = all || text == "All" || text == ".*" || text == "*";
  });
  return all;
}

bool is_plain(std::string_view text) {
  return text.size() <= 128 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  c == '-';
         });
}

void read_sent(const Element& from, const Keys& keys, Item& item, Fingerprint& name,
               Members& members) {
  std::string_view body, group, key;
  members.each(from, [&](std::uint64_t member, const Element& value) {
    switch (member) {
      case name_number("id"):
        return name = members.print(value), true;
      case name_number("u"):
        return body = members.text(value), true;
      case name_number("g"):
        return group = members.text(value), true;
      case name_number("k"):
        return key = members.text(value), true;
      case name_number("delay"):
        return item.seconds = members.seconds(value), true;
      case name_number("at"):
        return item.values = values_of(value, members), true;
      case name_number("md5b"):
        return item.digest = members.print(value), true;
      case name_number("md5a"):
        return item.attributes_digest = members.print(value), true;
      default:
        return false;
    }
  });
  if (!body.empty()) item.body = fingerprint_of(body);
  if (!group.empty()) item.group = fingerprint_of(group);
  if (!key.empty()) item.key = fingerprint_of(key);
  const bool is_text = !body.empty() && !body.starts_with("sha256:");
  if (item.digest == 0 && is_text) item.digest = fingerprint_of(md5_hex(body));
  item.plain = keys.in_batch && !body.empty() && item.values == 0 && is_plain(body) &&
               is_plain(group) && is_plain(key);
  item.named_key = item.key;
  item.own_key = item.key != 0;
  if (item.key == 0 && keys.by_content) item.key = content_key(body);
  if (item.key != 0 && keys.per_group) item.key = mix(item.key, item.group);
  item.outcome = Outcome::unknown;
}

void read_used(const Element& from, Item& item, Fingerprint& name, Members& members) {
  members.each(from, [&](std::uint64_t member, const Element& value) {
    switch (member) {
      case name_number("id"):
        return name = members.print(value), true;
      case name_number("h"):
        return item.receipt = members.print(value), true;
      case name_number("v"):
        return item.seconds = members.seconds(value), true;
      default:
        return false;
    }
  });
  item.outcome = Outcome::unknown;
}

void read_asked(const Element& from, OpenCall& call, Members& members) {
  Seen& seen = call.seen;
  Item& answer = call.items.emplace_back();  // until the answer is there
  members.each(from, [&](std::uint64_t member, const Element& value) {
    switch (member) {
      case name_number("max"):
        seen.most = static_cast<std::int32_t>(members.number(value, -kAnyNumber, kAnyNumber, 1));
        return true;
      case name_number("vis"):
        return seen.timeout_s = members.seconds(value), true;
      case name_number("wait"):
        return seen.wait_s = members.seconds(value), true;
      case name_number("att"):
        return seen.attempt = members.print(value), true;
      case name_number("names"):
        return answer.has_all_values = asks_for_all(value, members), true;
      case name_number("sys"):
        return seen.asks_for_attributes = asks_for_all(value, members), true;
      default:
        return false;
    }
  });
}

}  // namespace

void read_arguments(const Element& arguments, const Keys& keys, OpenCall& call, Members& members) {
  const auto one = [&](const Element& from) {
    Fingerprint name = 0;
    Item& item = call.items.emplace_back();
    if (call.kind.kind == Kind::send) {
      read_sent(from, keys, item, name, members);
    } else {
      read_used(from, item, name, members);
    }
    if (call.kind.batch) call.names.push_back(name);
  };
  if (call.kind.kind == Kind::receive) return read_asked(arguments, call, members);
  if (!call.kind.batch) return one(arguments);
  members.each(arguments, [&](std::uint64_t member, const Element& value) {
    if (member == name_number("es")) members.each_of(value, one);
    return member == name_number("es");
  });
}

}  // namespace sqsproof::semantics::stream
