// Puts fixes into a text.
#include "properties/report/edits.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "policy/support/quoted.h"

namespace sqsproof::properties {
namespace {

using Edit = Fix::Edit;
using Edits = std::vector<Edit>;

/// Two edits collide when they share a byte, or begin at the same one: then their order would
/// decide what comes out.
bool collide(const policy::Place& a, const policy::Place& b) {
  return a.begin == b.begin || (a.begin < b.end && b.begin < a.end);
}

bool in_order(const Edit& a, const Edit& b) { return a.place.begin < b.place.begin; }

/// The edits in the order of the text; empty when they cannot be made together.
Edits sorted(const Fix& fix, std::size_t size) {
  Edits edits = fix.edits;
  std::sort(edits.begin(), edits.end(), in_order);
  for (std::size_t i = 0; i < edits.size(); ++i) {
    const policy::Place& place = edits[i].place;
    if (place.begin > place.end || place.end > size) return {};
    if (i > 0 && collide(edits[i - 1].place, place)) return {};
  }
  return edits;
}

/// Edits that do not collide, by where they begin.
using Made = std::map<std::size_t, Edit>;

/// Among edits that do not collide, only the neighbours can be in the way.
bool fits(const Made& made, const Edits& wanted) {
  return std::none_of(wanted.begin(), wanted.end(), [&](const Edit& edit) {
    const auto next = made.lower_bound(edit.place.begin);
    if (next != made.end() && collide(edit.place, next->second.place)) return true;
    return next != made.begin() && collide(edit.place, std::prev(next)->second.place);
  });
}

std::string replaced(std::string_view text, const Made& made) {
  std::string result;
  std::size_t at = 0;
  for (const auto& [begin, edit] : made) {
    result += text.substr(at, begin - at);
    result += edit.text;
    at = edit.place.end;
  }
  return result += text.substr(at);
}

/// The inner bytes of a character of UTF-8.
bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

Edit in_file(const policy::Source& source, const Edit& edit) {
  const policy::Spot spot = policy::as_read(source, edit.place);
  const std::size_t offset = spot.source->origin.offset;
  return {{offset + spot.place.begin, offset + spot.place.end},
          policy::as_written(*source, edit.text)};
}

Edit difference(std::string_view before, std::string_view after) {
  const std::size_t most = std::min(before.size(), after.size());
  std::size_t begin = 0;
  while (begin < most && before[begin] == after[begin]) ++begin;
  while (begin > 0 && begin < before.size() && continues(before[begin])) --begin;
  std::size_t behind = 0;
  while (behind < most - begin &&
         before[before.size() - 1 - behind] == after[after.size() - 1 - behind]) {
    ++behind;
  }
  while (behind > 0 && continues(before[before.size() - behind])) --behind;
  return {{begin, before.size() - behind},
          std::string(after.substr(begin, after.size() - behind - begin))};
}

std::string json_string(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Edited apply_fixes(std::string_view text, std::span<const Fix> fixes) {
  Edited edited;
  Made made;
  for (std::size_t i = 0; i < fixes.size(); ++i) {
    const Edits wanted = sorted(fixes[i], text.size());
    if (wanted.empty() || !fits(made, wanted)) continue;
    for (const Edit& edit : wanted) made.emplace(edit.place.begin, edit);
    edited.taken.push_back(i);
  }
  edited.text = replaced(text, made);
  return edited;
}

}  // namespace sqsproof::properties
