#include "properties/repair/json_edit.h"

#include <algorithm>

#include "properties/report/edits.h"

namespace sqsproof::properties {
namespace {

using policy::JsonMember;
using policy::JsonValue;

policy::Place place_of(const JsonMember& member) {
  return {member.name_place.begin, member.value.place.end};
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string joined(const std::vector<NewMember>& members, const std::string& colon,
                   const std::string& between) {
  std::string text;
  for (const NewMember& member : members) {
    text += (text.empty() ? "" : "," + between) + json_string(member.name) + colon + member.value;
  }
  return text;
}

}  // namespace

std::string JsonEdit::space_before(std::size_t offset) const {
  std::size_t begin = offset;
  while (begin > 0 && is_space(text_[begin - 1])) --begin;
  return std::string(text_.substr(begin, offset - begin));
}

/// What stands between a name and its value; `: ` where there is none to look at.
std::string JsonEdit::colon(const JsonValue& object) const {
  if (object.members.empty()) return ": ";
  const JsonMember& first = object.members.front();
  const std::size_t begin = first.name_place.end;
  return std::string(text_.substr(begin, first.value.place.begin - begin));
}

/// What stands behind the comma between two members. Of a single one on the line of its brace
/// nobody can tell: a space then if there is one behind the colon.
std::string JsonEdit::separator(const JsonValue& object) const {
  const auto& members = object.members;
  if (members.empty()) return " ";
  const std::string before = space_before(members.back().name_place.begin);
  if (members.size() > 1 || before.find('\n') != std::string::npos) return before;
  return colon(object).ends_with(' ') ? " " : "";
}

Fix::Edit JsonEdit::insert(const JsonValue& object, const std::vector<NewMember>& members) const {
  const std::string between = separator(object);
  if (object.members.empty()) {
    const std::size_t inside = object.place.begin + 1;
    return {{inside, inside}, joined(members, ": ", between)};
  }
  const std::size_t end = object.members.back().value.place.end;
  return {{end, end}, "," + between + joined(members, colon(object), between)};
}

std::vector<Fix::Edit> JsonEdit::append(const JsonValue& list,
                                        const std::vector<std::string>& items) const {
  const bool single = list.kind != JsonValue::Kind::array;
  const std::string before = single ? "" : space_before(list.items.back().place.begin);
  const std::size_t end = single ? list.place.end : list.items.back().place.end;
  std::string text;
  for (const std::string& item : items) text += "," + (before.empty() ? " " : before) + item;
  if (!single) return {{{end, end}, text}};
  return {{{list.place.begin, list.place.begin}, "["}, {{end, end}, text + "]"}};
}

Fix::Edit JsonEdit::cut(const policy::Place* before, const policy::Place& gone,
                        const policy::Place* next) const {
  if (before != nullptr) return {{before->end, gone.end}, ""};
  return {{gone.begin, next->begin}, ""};
}

/// With the comma before them; of those at the front, with the comma behind them.
std::vector<Fix::Edit> JsonEdit::remove_items(const JsonValue& array,
                                              const std::vector<std::size_t>& gone) const {
  std::vector<Fix::Edit> edits;
  std::size_t front = 0;
  while (front < gone.size() && gone[front] == front) ++front;
  if (front > 0 && front < array.items.size()) {
    edits.push_back({{array.items[0].place.begin, array.items[front].place.begin}, ""});
  }
  for (std::size_t i = front; i < gone.size(); ++i) {
    edits.push_back(cut(&array.items[gone[i] - 1].place, array.items[gone[i]].place, nullptr));
  }
  return edits;
}

Fix::Edit JsonEdit::remove_member(const JsonValue& object, std::size_t gone) const {
  const policy::Place own = place_of(object.members[gone]);
  if (gone > 0) {
    const policy::Place before = place_of(object.members[gone - 1]);
    return cut(&before, own, nullptr);
  }
  const policy::Place next = place_of(object.members[1]);
  return cut(nullptr, own, &next);
}

std::string JsonEdit::object_like(const JsonValue& pattern,
                                  const std::vector<NewMember>& members) const {
  if (pattern.members.empty()) return one_line(pattern, members);
  const std::string open = space_before(pattern.members.front().name_place.begin);
  const std::string close = space_before(pattern.place.end - 1);
  return "{" + open + joined(members, colon(pattern), separator(pattern)) + close + "}";
}

std::string JsonEdit::nested_in(const JsonValue& pattern,
                                const std::vector<NewMember>& members) const {
  if (pattern.members.empty()) return one_line(pattern, members);
  const std::string outer = space_before(pattern.members.front().name_place.begin);
  const std::string close = space_before(pattern.place.end - 1);
  if (outer.find('\n') == std::string::npos || !outer.starts_with(close)) {
    return one_line(pattern, members);
  }
  const std::string inner = outer + outer.substr(close.size());
  return "{" + inner + joined(members, colon(pattern), inner) + outer + "}";
}

std::string JsonEdit::one_line(const JsonValue& object,
                               const std::vector<NewMember>& members) const {
  const std::string with = colon(object);
  return "{" + joined(members, with, with.ends_with(' ') ? " " : "") + "}";
}

std::string JsonEdit::strings(const JsonValue& object,
                              const std::vector<std::string>& values) const {
  if (values.size() == 1) return json_string(values.front());
  const std::string between = colon(object).ends_with(' ') ? ", " : ",";
  std::string list;
  for (const std::string& value : values)
    list += (list.empty() ? "" : between) + json_string(value);
  return "[" + list + "]";
}

}  // namespace sqsproof::properties
