#include "properties/report/shared_errors.h"

#include <fmt/format.h>

namespace sqsproof::properties {
namespace {

/// Fewer are told each by itself, with its name.
constexpr std::size_t kMany = 5;

/// An error before anything was asked; what was asked is worth showing.
bool is_bare(const RequirementResult& result) {
  return result.verdict == ConformVerdict::error && !result.why.empty() &&
         !result.outcome.counterexample;
}
bool is_bare(const ExampleResult& result) {
  const bool open =
      result.verdict == ConformVerdict::error || result.verdict == ConformVerdict::undecided;
  return open && !result.why.empty() && result.transcript.empty();
}

std::string number_of(std::size_t count, std::string_view kind) {
  return fmt::format("{} {}{}", count, kind, count == 1 ? "" : "s");
}

}  // namespace

SharedErrors::SharedErrors(const ConformReport& report) {
  for (const RequirementResult& result : report.results) {
    if (is_bare(result)) ++counts_[{result.verdict, result.why}].requirements;
  }
  for (const ExampleResult& result : report.examples) {
    if (is_bare(result)) ++counts_[{result.verdict, result.why}].examples;
  }
}

bool SharedErrors::is_shared(const Cause& cause) const {
  const auto found = counts_.find(cause);
  return found != counts_.end() && found->second.requirements + found->second.examples >= kMany;
}

bool SharedErrors::tell(const RequirementResult& result) const {
  return is_bare(result) && is_shared({result.verdict, result.why});
}

bool SharedErrors::tell(const ExampleResult& result) const {
  return is_bare(result) && is_shared({result.verdict, result.why});
}

std::string SharedErrors::text() const {
  std::string text;
  for (const auto& [cause, count] : counts_) {
    if (!is_shared(cause)) continue;
    std::string who;
    if (count.requirements > 0) who = number_of(count.requirements, "requirement");
    if (count.examples > 0) {
      who += (who.empty() ? "" : " and ") + number_of(count.examples, "example");
    }
    const std::string_view verdict = cause.first == ConformVerdict::error ? "ERROR" : "UNDECIDED";
    text += fmt::format("{:<10} {}\n           why: {}\n", verdict, who, printable(cause.second));
  }
  return text;
}

}  // namespace sqsproof::properties
