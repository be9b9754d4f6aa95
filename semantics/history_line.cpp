#include "semantics/history_line.h"

#include <algorithm>
#include <fmt/core.h>

#include "semantics/trace_writer.h"

namespace sqsproof::semantics {

using policy::JsonValue;
using Kind = JsonValue::Kind;

namespace {

// Ten messages with their digests take 10 KiB.
constexpr std::size_t kLineLimit_bytes = kTraceLineLimit_bytes;

constexpr const char* kNumberCure = "write a number of at most 64 bits, or leave the member out";

/// What the reader of JSON advises is meant for policies, where it is not about JSON itself.
std::string cure_of(const policy::Diagnostic& problem) {
  if (problem.id == "syntax/number") return kNumberCure;
  if (problem.id == "syntax/too-deep") return "a record needs fewer than ten levels; is it one?";
  if (problem.id == "syntax/duplicate-member") return problem.help;
  return "write one whole JSON object a line";
}

/// The first whole number that no 64 bits hold. The reader of streams does not take it for JSON.
const JsonValue* too_large_number(const JsonValue& value) {
  if (value.kind == Kind::number && value.text.find_first_of(".eE") == std::string::npos) {
    std::uint64_t number = 0;
    const std::size_t sign = value.text.starts_with('-') ? 1 : 0;
    const char* const end = value.text.data() + value.text.size();
    const auto read = std::from_chars(value.text.data() + sign, end, number);
    const bool fits = read.ec == std::errc{} && (sign == 0 || number <= std::uint64_t{1} << 63U);
    return fits ? nullptr : &value;
  }
  for (const policy::JsonMember& member : value.members) {
    if (const JsonValue* found = too_large_number(member.value)) return found;
  }
  for (const JsonValue& item : value.items) {
    if (const JsonValue* found = too_large_number(item)) return found;
  }
  return nullptr;
}

}  // namespace

bool is_cut_off(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  if (begin == line.npos || line[begin] != '{' || line.size() > kLineLimit_bytes) return false;
  std::size_t depth = 0;
  bool in_text = false;
  for (std::size_t i = begin; i < line.size(); ++i) {
    const char c = line[i];
    if (in_text) {
      if (c == '\\') ++i;
      if (c == '"') in_text = false;
    } else if (c == '"') {
      in_text = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return false;
    }
  }
  return true;
}

Line::Line(const policy::Source& source, std::size_t begin, std::size_t end)
    : source_(source), begin_(begin), end_(end) {
  if (end - begin > kLineLimit_bytes) {
    fail(is_too_long(kLineLimit_bytes));
    return;
  }
  auto text = std::make_shared<policy::SourceText>();
  text->name = source->name;
  text->text = source->text.substr(begin, end - begin);
  auto value = policy::read_json(text);
  if (value) {
    value_ = std::move(*value);
    if (value_.kind != Kind::object) expected(value_, "an object");
    if (const JsonValue* number = too_large_number(value_)) {
      refuse(*number, "trace/number", "a number of more than 64 bits", kNumberCure);
    }
    return;
  }
  const policy::Diagnostic& first = value.error().front();
  fail_at(first.place, "trace/not-json", "not a line of JSON: " + first.message, cure_of(first));
}

void Line::fail(std::string id, std::string message, std::string help) {
  fail_at({0, std::min<std::size_t>(end_ - begin_, 80)}, std::move(id), std::move(message),
          std::move(help));
}

void Line::expected(const JsonValue& found, const std::string& what) {
  fail_at(found.place, "trace/wrong-type",
          fmt::format("expected {}, found {}", what, name_of(found.kind)), kTraceFormatHelp);
}

const JsonValue* Line::require(const JsonValue& from, const char* name, Kind kind) {
  const JsonValue* found = present(from, name);
  if (!found) {
    fail("trace/missing-member", fmt::format("this record has no `{}`", name), kTraceFormatHelp);
  } else if (found->kind != kind) {
    expected(*found, std::string(name_of(kind)));
    return nullptr;
  }
  return found;
}

const JsonValue* Line::optional(const JsonValue& from, const char* name, Kind kind) {
  const JsonValue* found = present(from, name);
  if (!found || found->kind == kind) return found;
  expected(*found, std::string(name_of(kind)));
  return nullptr;
}

const JsonValue* Line::present(const JsonValue& from, const char* name) {
  const JsonValue* found = member_of(from, name);
  return found && found->kind != Kind::null ? found : nullptr;
}

void Line::fail_at(policy::Place place, std::string id, std::string message, std::string help) {
  if (wrong()) return;
  problems_.push_back({std::move(id), policy::Severity::error, std::move(message), line_alone(),
                       place, "", std::move(help)});
}

/// The line as a text of its own that knows where it stands: so its elements have JSON pointers.
policy::Source Line::line_alone() const {
  auto alone = std::make_shared<policy::SourceText>();
  alone->name = source_->name;
  alone->text = source_->text.substr(begin_, end_ - begin_);
  alone->origin.offset = source_->origin.offset + begin_;
  alone->origin.line = policy::line_column(*source_, begin_).line;
  return alone;
}

}  // namespace sqsproof::semantics
