// What the elements Action and Resource name, of an open realm. Mirrors decide/match_resource.cpp.
#include "policy/symbolic/open_requests.h"
#include "policy/values/arn.h"
#include "policy/values/glob.h"

namespace sqsproof::policy {
namespace {

Language text() { return many_of(any_byte()); }

/// A glob without regard to the case of ASCII letters.
Language glob_ignoring_case(std::string_view pattern, const ByteSet& wild) {
  Language result = glob(pattern, wild);
  for (LinearPattern& items : result.alternatives) {
    for (PatternItem& item : items) {
      if (item.star || item.bytes.count() != 1) continue;
      for (std::size_t byte = 0; byte < item.bytes.size(); ++byte) {
        if (!item.bytes.test(byte)) continue;
        item.bytes = either_case(static_cast<char>(byte));
        break;
      }
    }
  }
  return result;
}

/// Six parts. A wildcard for the service is not permitted, its effect unknown.
Language six_parts(const ArnParts& pattern, Reading reading) {
  const bool possible = reading == Reading::possible;
  if (has_wildcard(pattern.service()) && !possible) return empty_language();
  Language result = exactly("");
  for (std::size_t i = 0; i < 5; ++i) {
    const ByteSet wild = without(any_byte(), ":");
    result = result +
             (possible ? glob_ignoring_case(pattern.part[i], wild) : glob(pattern.part[i], wild)) +
             exactly(":");
  }
  return result + glob(pattern.part[5], any_byte());
}

/// Fewer than five colons: behind the service, a `*` at the end of a part stretches over colons.
Language stretched(std::string_view pattern) {
  Language result = exactly("");
  for (int index = 0;; ++index) {
    const std::size_t end = pattern.find(':');
    const std::string_view part = pattern.substr(0, end);
    if (index == 2 && has_wildcard(part)) return empty_language();
    const bool stretches = index > 2 && part.ends_with('*');
    const std::string_view fixed = stretches ? part.substr(0, part.size() - 1) : part;
    result = result + glob(fixed, without(any_byte(), ":"));
    if (stretches) result = result + text();
    if (end == std::string_view::npos) return result;
    result = result + exactly(":");
    pattern.remove_prefix(end + 1);
  }
}

}  // namespace

Language actions_listed(const Patterns& actions) {
  Language result;
  for (const Text& action : actions.entries) {
    const std::size_t colon = action.text.find(':');
    if (action.text == "*") {
      result = result | text();
    } else if (colon != std::string::npos) {
      const std::string_view name = std::string_view(action.text).substr(colon + 1);
      result = result | (exactly_ignoring_case(action.text.substr(0, colon + 1)) +
                         glob_ignoring_case(name, any_byte()));
    }
  }
  return result;
}

Language actions_of_service(std::string_view service) {
  return exactly_ignoring_case(service) + exactly(":") + text();
}

Language resources_named(std::string_view pattern, Reading reading) {
  if (pattern == "*") return text();
  if (const auto parts = split_arn(pattern)) {
    return exactly(pattern) | six_parts(*parts, reading);
  }
  const Language surely = exactly(pattern) | stretched(pattern);
  return reading == Reading::certain ? surely : surely | glob_ignoring_case(pattern, any_byte());
}

}  // namespace sqsproof::policy
