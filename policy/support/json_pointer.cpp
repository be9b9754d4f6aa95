// Which element stands at a place of a text.
#include <algorithm>

#include "policy/support/json.h"

namespace sqsproof::policy {
namespace {

std::string escaped(std::string_view name) {
  std::string result;
  for (char c : name) {
    if (c == '~') {
      result += "~0";
    } else if (c == '/') {
      result += "~1";
    } else {
      result += c;
    }
  }
  return result;
}

bool covers(Place place, std::size_t offset) {
  return place.begin <= offset && offset < std::max(place.end, place.begin + 1);
}

/// The tree of the text that was asked about last: reports ask about one text many times.
const Result<JsonValue>& last_read(const Source& source) {
  struct Last {
    std::weak_ptr<const SourceText> source;
    Result<JsonValue> root;
  };
  thread_local Last last;
  if (last.source.lock() != source) last = {source, read_json(source)};
  return last.root;
}

}  // namespace

std::string json_pointer_at(const Source& source, std::size_t offset) {
  const auto& root = last_read(source);
  std::string pointer = source->origin.pointer;
  const JsonValue* value = root ? &*root : nullptr;
  while (value != nullptr) {
    const JsonValue* inner = nullptr;
    for (std::size_t i = 0; i < value->items.size() && inner == nullptr; ++i) {
      if (!covers(value->items[i].place, offset)) continue;
      inner = &value->items[i];
      pointer += "/" + std::to_string(i);
    }
    for (const JsonMember& member : value->members) {
      if (!covers({member.name_place.begin, member.value.place.end}, offset)) continue;
      inner = &member.value;
      pointer += "/" + escaped(member.name);
      break;
    }
    value = inner;
  }
  return pointer;
}

}  // namespace sqsproof::policy
