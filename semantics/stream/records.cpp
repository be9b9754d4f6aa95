#include "semantics/stream/records.h"

#include <algorithm>
#include <charconv>

#include "semantics/digest.h"

namespace sqsproof::semantics::stream {
namespace {

Fingerprint key_of(const Element& message, Fingerprint group, bool by_content, bool per_group) {
  Fingerprint key = print_in(message, "k");
  if (key == 0 && by_content) {
    const std::string_view body = text_in(message, "u");
    // A trace has the digest of a body, or a body that names itself.
    key = body.starts_with("sha256:") ? fingerprint_of(body.substr(7))
                                      : fingerprint_of(sha256_hex(body));
  }
  return key != 0 && per_group ? mix(key, group) : key;
}

/// The same in whatever order they stand; 0 without any.
Fingerprint values_in(const Element& message) {
  simdjson::dom::object values;
  if (message["at"].get(values) != simdjson::SUCCESS) return 0;
  Fingerprint sum = 0;
  for (const auto& [name, value] : values) {
    std::string_view digest;
    if (value.get(digest) != simdjson::SUCCESS) continue;
    sum += mix(fingerprint_of(name), fingerprint_of(digest));
  }
  return sum;
}

bool asks_for_all(const Element& arguments) {
  simdjson::dom::array names;
  if (arguments["names"].get(names) != simdjson::SUCCESS) return false;
  for (const Element name : names) {
    std::string_view text;
    if (name.get(text) == simdjson::SUCCESS && (text == "All" || text == ".*")) return true;
  }
  return false;
}

Item read_sent(const Element& message, bool by_content, bool per_group) {
  Item item;
  item.body = print_in(message, "u");
  item.digest = print_in(message, "md5b");
  item.attributes_digest = print_in(message, "md5a");
  item.values = values_in(message);
  item.group = print_in(message, "g");
  item.key = key_of(message, item.group, by_content, per_group);
  item.seconds = static_cast<std::int32_t>(number_in(message, "delay", -1));
  item.outcome = Outcome::unknown;
  return item;
}

Item read_used(const Element& use) {
  Item item;
  item.receipt = print_in(use, "h");
  item.seconds = static_cast<std::int32_t>(number_in(use, "v", -1));
  item.outcome = Outcome::unknown;
  return item;
}

void take_sent(const Element& result, Item& item) {
  item.message = print_in(result, "m");
  item.sequence_number = sequence_in(result, "n");
  item.answered_digest = print_in(result, "md5b");
  item.answered_attributes_digest = print_in(result, "md5a");
  item.outcome = Outcome::accepted;
}

std::int32_t count_in(const Element& message) {
  std::int64_t count = number_in(message, "rc", -1);
  const std::string_view text = text_in(message, "rc");
  if (!text.empty()) std::from_chars(text.data(), text.data() + text.size(), count);
  return static_cast<std::int32_t>(count);
}

Item read_delivered(const Element& message) {
  Item item;
  item.message = print_in(message, "m");
  item.receipt = print_in(message, "h");
  item.body = print_in(message, "u");
  item.answered_digest = print_in(message, "md5b");
  item.answered_attributes_digest = print_in(message, "md5a");
  item.group = print_in(message, "g");
  item.sequence_number = sequence_in(message, "n");
  item.receive_count = count_in(message);
  item.content = mix(mix(item.body, item.answered_digest),
                     mix(item.answered_attributes_digest, print_in(message, "k")));
  item.content = mix(item.content, mix(item.group, print_in(message, "n")));
  const auto sent = static_cast<Fingerprint>(number_in(message, "sent", 0));
  item.content = mix(item.content, sent + print_in(message, "sent"));
  item.values = values_in(message);
  item.content = mix(item.content, item.values);
  return item;
}

/// The outcomes of the entries of a batch, by their names.
void read_entries(const Element& results, Kind kind, std::vector<Item>& items,
                  const std::vector<Fingerprint>& names) {
  const auto each = [&](const char* list, auto visit) {
    simdjson::dom::array entries;
    if (results[list].get(entries) != simdjson::SUCCESS) return;
    for (const Element entry : entries) {
      const auto name = std::find(names.begin(), names.end(), print_in(entry, "id"));
      if (name != names.end()) visit(entry, items[static_cast<std::size_t>(name - names.begin())]);
    }
  };
  each("ok", [kind](const Element& entry, Item& item) {
    item.outcome = Outcome::accepted;
    if (kind == Kind::send) take_sent(entry, item);
  });
  // A trace does not say whose fault a failed entry is: it may have had its effect.
  each("failed", [](const Element&, Item& item) { item.outcome = Outcome::unknown; });
}

}  // namespace

void read_arguments(const Element& arguments, Kind kind, bool batch, bool by_content,
                    bool per_group, std::vector<Item>& items, std::vector<Fingerprint>& names) {
  const auto one = [&](const Element& from) {
    items.push_back(kind == Kind::send ? read_sent(from, by_content, per_group) : read_used(from));
  };
  if (kind == Kind::receive) {
    items.emplace_back().has_all_values = asks_for_all(arguments);  // until the answer is there
    return;
  }
  if (!batch) return one(arguments);
  simdjson::dom::array entries;
  if (arguments["es"].get(entries) != simdjson::SUCCESS) return;
  for (const Element entry : entries) {
    names.push_back(print_in(entry, "id"));
    one(entry);
  }
}

void read_results(const Element& results, Kind kind, bool batch, std::vector<Item>& items,
                  const std::vector<Fingerprint>& names) {
  if (kind == Kind::receive) {
    const bool all = !items.empty() && items.front().has_all_values;
    items.clear();
    simdjson::dom::array messages;
    if (results["ms"].get(messages) != simdjson::SUCCESS) return;
    for (const Element message : messages) {
      items.push_back(read_delivered(message));
      items.back().has_all_values = all;
    }
  } else if (batch) {
    read_entries(results, kind, items, names);
  } else if (!items.empty()) {
    items.front().outcome = Outcome::accepted;
    if (kind == Kind::send) take_sent(results, items.front());
  }
}

}  // namespace sqsproof::semantics::stream
