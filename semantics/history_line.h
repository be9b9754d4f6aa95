// One line of a trace: its JSON, typed access to its members, and the first thing that is wrong
// with it. Internal to the reader of histories.
#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string>
#include <utility>

#include "policy/support/json.h"
#include "semantics/history.h"
#include "semantics/trace_problems.h"

namespace sqsproof::semantics {

/// The cure of a record that is not as the format wants it.
inline constexpr const char* kTraceFormatHelp = "see the trace format, semantics/TRACE.md";

/// Whether a line ends before its JSON object does, as the last one does of a recorder that was
/// stopped while it wrote.
[[nodiscard]] bool is_cut_off(std::string_view line);

/// One line of the trace as JSON, and where it stands. Keeps the first thing that is wrong.
class Line {
 public:
  Line(const policy::Source& source, std::size_t begin, std::size_t end);

  const policy::JsonValue& value() const { return value_; }
  bool wrong() const { return !problems_.empty(); }
  policy::Diagnostics problems() && { return std::move(problems_); }

  void fail(std::string id, std::string message, std::string help);
  void fail(TraceProblem problem) {
    fail(problem.id, std::move(problem.message), std::move(problem.help));
  }
  void expected(const policy::JsonValue& found, const std::string& what);
  /// Of a value that is of its type and yet none that may stand there.
  void refuse(const policy::JsonValue& found, std::string id, std::string message,
              std::string help) {
    fail_at(found.place, std::move(id), std::move(message), std::move(help));
  }

  // Members of `from`; absent and null members leave `to` alone.
  void read(const policy::JsonValue& from, const char* name, std::string& to) {
    const policy::JsonValue* found = present(from, name);
    if (found && found->kind != policy::JsonValue::Kind::string)
      return expected(*found, "a string");
    if (found) to = found->text;
  }
  void read(const policy::JsonValue& from, const char* name, bool& to) {
    const policy::JsonValue* found = present(from, name);
    if (found && found->kind != policy::JsonValue::Kind::boolean)
      return expected(*found, "true or false");
    if (found) to = found->text == "true";
  }
  template <class Integer>
  requires std::integral<Integer> &&
      (!std::same_as<Integer, bool>)void read(const policy::JsonValue& from, const char* name,
                                              Integer& to) {
    const policy::JsonValue* found = present(from, name);
    if (!found) return;
    const char* end = found->text.data() + found->text.size();
    const auto [stop, error] = std::from_chars(found->text.data(), end, to);
    if (found->kind != policy::JsonValue::Kind::number || error != std::errc{} || stop != end) {
      expected(*found, "a whole number that fits");
    }
  }
  template <class T>
  void read(const policy::JsonValue& from, const char* name, std::optional<T>& to) {
    if (present(from, name)) read(from, name, to.emplace());
  }
  /// A member that must be there.
  const policy::JsonValue* require(const policy::JsonValue& from, const char* name,
                                   policy::JsonValue::Kind kind);
  /// A member that may be absent, or null; nullptr also when it is of another kind, which is wrong.
  const policy::JsonValue* optional(const policy::JsonValue& from, const char* name,
                                    policy::JsonValue::Kind kind);
  static const policy::JsonValue* present(const policy::JsonValue& from, const char* name);

 private:
  void fail_at(policy::Place place, std::string id, std::string message, std::string help);
  [[nodiscard]] policy::Source line_alone() const;

  policy::Source source_;
  std::size_t begin_;
  std::size_t end_;
  policy::JsonValue value_;
  policy::Diagnostics problems_;
};

/// Puts what a `head` line says into the history; false when it is of another version.
bool read_head(Line& line, History& history);
/// What a `queue` line says.
void read_queue(Line& line, History& history);
/// What a `closed` line takes back.
void read_closed(Line& line, History& history);

/// Puts the request of an `inv` line into the operation, as its `op`, `q` and `a` say.
void read_call(Line& line, Operation& operation);
/// The answer of a `ret` line to that call.
[[nodiscard]] Answer read_answer(Line& line, const Call& call);

}  // namespace sqsproof::semantics
