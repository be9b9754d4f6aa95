#include "properties/report/finding.h"

#include <fmt/format.h>

namespace sqsproof::properties {

std::string_view name_of(Finding::State state) {
  constexpr std::string_view names[] = {"new", "existing", "known"};
  return names[static_cast<int>(state)];
}

void set_aside(Finding& finding, Finding::State state, std::string why) {
  finding.state = state;
  finding.severity = policy::Severity::info;
  finding.notes.insert(finding.notes.begin(), std::move(why));
}

std::string fingerprint_of(const Finding& finding) {
  const std::string text = fmt::format("{}\n{}\n{}", finding.rule, finding.queue, finding.message);
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a: short, and the same on every machine
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return fmt::format("{:016x}", hash);
}

}  // namespace sqsproof::properties
