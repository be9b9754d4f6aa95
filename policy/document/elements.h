// The readers of a statement's elements, each in its own file; parse.cpp calls them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/document/document.h"
#include "policy/support/json.h"

namespace sqsproof::policy {

/// Where the readers put what they find wrong: the first errors and the first warnings. To find
/// something is rare, so what leads there is kept apart from the rest of the code (`cold`).
class Report {
 public:
  explicit Report(Source source) : source_(std::move(source)) {}
  [[gnu::cold]] void error(std::string id, std::string message, Place place, std::string help,
                           std::string note = {});
  [[gnu::cold]] void warning(std::string id, std::string message, Place place, std::string help,
                             std::string note = {});
  [[nodiscard]] const Source& source() const { return source_; }
  [[nodiscard]] Diagnostics take() { return std::move(diagnostics_); }

 private:
  void add(Severity severity, std::size_t& count, std::string id, std::string message, Place place,
           std::string help, std::string note);

  Source source_;
  Diagnostics diagnostics_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
};

/// `did you mean …?` where a candidate is near, `otherwise` if not.
[[nodiscard, gnu::cold]] std::string suggestion(std::string_view word,
                                                std::span<const std::string_view> candidates,
                                                std::string otherwise);

/// Complains of members that are not among those of the grammar. `where`: `a statement`.
void check_names(const JsonValue& object, std::span<const std::string_view> known,
                 std::string_view where, Report& report);

[[nodiscard]] std::optional<Text> read_string(const JsonValue& value, std::string_view element,
                                              Report& report);

/// A string or an array of strings (the brackets may be dropped for one value).
[[nodiscard]] std::vector<Text> read_texts(const JsonValue& value, std::string_view element,
                                           Report& report);

/// Marks a text that holds policy variables under this version; complains of malformed ones.
void mark_variables(Text& text, Version version, Report& report);

/// The statements of a policy whose kind and version are read already.
void read_statements(const JsonValue& policy, Document& document, Report& report);

[[nodiscard]] Principals read_principals(const JsonValue& value, bool negated, PolicyKind kind,
                                         Report& report);
[[nodiscard]] Patterns read_actions(const JsonValue& value, bool negated, Report& report);
[[nodiscard]] Patterns read_resources(const JsonValue& value, bool negated, Version version,
                                      Report& report);
[[nodiscard]] std::vector<Condition> read_conditions(const JsonValue& value, Version version,
                                                     Report& report);

}  // namespace sqsproof::policy
