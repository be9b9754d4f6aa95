// Changes of a JSON text that keep how it is laid out: what is put in stands like its neighbours,
// on one line or on lines of its own, and every byte that is not part of the change stays.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "policy/support/json.h"
#include "properties/report/finding.h"

namespace sqsproof::properties {

/// A member to be put in; the value is JSON.
struct NewMember {
  std::string name;
  std::string value;
};

class JsonEdit {
 public:
  /// `text` is what the places of the values are places of, and must outlive this.
  explicit JsonEdit(std::string_view text) : text_(text) {}

  /// Behind the last member.
  [[nodiscard]] Fix::Edit insert(const policy::JsonValue& object,
                                 const std::vector<NewMember>& members) const;
  /// Behind the last item of an array; a single value becomes an array of both.
  [[nodiscard]] std::vector<Fix::Edit> append(const policy::JsonValue& list,
                                              const std::vector<std::string>& items) const;
  /// Takes items, by ascending index, out of an array that has more of them.
  [[nodiscard]] std::vector<Fix::Edit> remove_items(const policy::JsonValue& array,
                                                    const std::vector<std::size_t>& gone) const;
  /// Takes one member out of an object that has more of them.
  [[nodiscard]] Fix::Edit remove_member(const policy::JsonValue& object, std::size_t gone) const;

  /// An object laid out like another one.
  [[nodiscard]] std::string object_like(const policy::JsonValue& pattern,
                                        const std::vector<NewMember>& members) const;
  /// An object for a member of such an object: on lines of its own where the members are.
  [[nodiscard]] std::string nested_in(const policy::JsonValue& pattern,
                                      const std::vector<NewMember>& members) const;
  /// On one line, with spaces where those of `object` have them.
  [[nodiscard]] std::string one_line(const policy::JsonValue& object,
                                     const std::vector<NewMember>& members) const;
  /// A string, or a list of them on one line, spaced as in `object`.
  [[nodiscard]] std::string strings(const policy::JsonValue& object,
                                    const std::vector<std::string>& values) const;

 private:
  [[nodiscard]] std::string space_before(std::size_t offset) const;
  [[nodiscard]] std::string colon(const policy::JsonValue& object) const;
  [[nodiscard]] std::string separator(const policy::JsonValue& object) const;
  [[nodiscard]] Fix::Edit cut(const policy::Place* before, const policy::Place& gone,
                              const policy::Place* next) const;

  std::string_view text_;
};

}  // namespace sqsproof::properties
