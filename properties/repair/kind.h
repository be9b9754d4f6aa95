// The row of a kind of edit that may make an access question hold.
//
// A kind only proposes: what its candidates close and what they cost is proved afterwards
// (proof.h), so a kind may be generous, but not endless. Adding one: a file in kinds/, a line in
// kinds/all.cpp, and a case under tests/cases/questions whose `repaired` shows it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/support/json.h"
#include "properties/access/check.h"
#include "properties/repair/json_edit.h"

namespace sqsproof::properties {

/// What candidates are made for: one Allow statement that lets offenders in.
struct Scene {
  const Subject& subject;
  const AccessCheck& check;
  std::string_view text;                ///< of the policy
  const policy::JsonValue& statements;  ///< value of Statement: an array, or the only one
  const policy::Statement& statement;
  const policy::JsonValue& json;              ///< the statement
  const std::vector<std::string>& offending;  ///< actions that offenders can call by it

  [[nodiscard]] JsonEdit edit() const { return JsonEdit(text); }
  /// Owner and trusted accounts.
  [[nodiscard]] std::set<std::string> inside() const;
};

struct Candidate {
  std::string title;  ///< what it does, to which statement
  std::vector<Fix::Edit> edits;
};

/// In the order in which they are taken: of narrowed statements the least changed text first, then
/// what removes the statement, if it gives nothing to anybody else, then what overrides it.
enum class Reach { narrows, removes, overrides };

struct RepairKind {
  std::string_view id;
  std::string_view what;
  Reach reach = Reach::narrows;
  std::vector<Candidate> (*candidates)(const Scene&);
};

/// Table of contents; among equally long candidates the first is the one that is narrower.
[[nodiscard]] std::span<const RepairKind> all_repair_kinds();

/// `statement 2 (`sid`)`
[[nodiscard]] std::string words_of(const policy::Statement& statement);

}  // namespace sqsproof::properties
