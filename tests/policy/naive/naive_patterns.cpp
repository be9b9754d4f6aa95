// Actions and resources. IAM/reference_policies_elements_action and …_resource
#include <algorithm>

#include "tests/policy/naive/naive_rules.h"
#include "tests/policy/naive/naive_variables.h"

namespace sqsproof::tests::naive {
namespace {

Tri names_action(const std::string& entry, const std::string& action) {
  if (entry == "*") return Tri::t;
  const auto pattern = at_colons(lower(entry), 2);
  const auto asked = at_colons(lower(action), 2);
  if (pattern.size() != 2 || pattern[0] != asked[0]) return Tri::f;
  return tri(glob(with_wildcards(pattern[1]), asked[1]));
}

std::size_t fifth_colon(const std::string& text) {
  std::size_t at = std::string::npos;
  for (int i = 0; i < 5; ++i) {
    at = text.find(':', at + 1);
    if (at == std::string::npos) break;
  }
  return at;
}

/// Six parts on both sides: each part alone.
Tri matches_by_parts(const std::vector<std::string>& pattern,
                     const std::vector<std::string>& queue) {
  bool exact = true;
  for (std::size_t i = 0; i < 5; ++i) {
    if (!glob(lower(pattern[i]), lower(queue[i]))) return Tri::f;
    exact = exact && glob(pattern[i], queue[i]);
  }
  if (!glob(pattern[5], queue[5])) return Tri::f;
  return exact && !has_wildcard(pattern[2]) ? Tri::t : Tri::u;
}

/// Fewer than six parts: something has to stand for the missing colons. A `*` that ends a part
/// behind the service may; that other wildcards may, or that one may stand for the service, is not
/// documented.
Tri matches_stretched(const std::string& pattern, const std::string& queue) {
  const auto may_stretch = [&](std::size_t p) {
    const bool ends_part = p + 1 == pattern.size() || pattern[p + 1] == ':';
    const bool behind_service = at_colons(pattern.substr(0, p), 6).size() > 3;
    return pattern[p] == kStar && ends_part && behind_service;
  };
  const Freedom strict{
      [&](std::size_t p, std::size_t q) { return queue[q] != ':' || may_stretch(p); }, 0};
  const auto parts = at_colons(pattern, 6);
  const bool plain_service = parts.size() > 2 && !has_wildcard(parts[2]);
  if (plain_service && glob(pattern, queue, strict)) return Tri::t;
  return glob(pattern, queue, Freedom{{}, fifth_colon(queue)}) ? Tri::u : Tri::f;
}

Tri matches_queue(const std::string& pattern, const std::string& queue) {
  const auto parts = at_colons(pattern, 100);
  if (parts.size() > 6) return Tri::f;
  if (parts.size() == 6) return matches_by_parts(parts, at_colons(queue, 6));
  return matches_stretched(pattern, queue);
}

Tri names_resource(const std::string& entry, const Setting& setting, bool negated) {
  const std::string& queue = setting.asked.resource;
  if (entry == "*") return Tri::t;
  const auto parts = at_colons(queue, 6);
  if (entry.rfind('/', 0) == 0) {
    // How the first guides wrote a queue; whether it still works is not documented, and only a
    // grant is taken at its word.
    if (entry != "/" + parts[4] + "/" + parts[5]) return Tri::f;
    return setting.allow && !negated ? Tri::t : Tri::u;
  }
  if (!setting.variables || entry.find("${") == std::string::npos) {
    return matches_queue(with_wildcards(entry), queue);
  }
  // Variables have a place behind the fifth colon only; elsewhere they may mean nothing.
  const bool misplaced = fifth_colon(entry) > entry.find("${");
  const Substituted text = substitute(entry, setting.asked, true);
  if (text.state == Substituted::State::undocumented) return Tri::u;
  if (text.state == Substituted::State::no_value) return negated ? Tri::u : Tri::f;
  const Tri result =
      readings(matches_queue(text.as_text, queue), matches_queue(text.as_wildcards, queue));
  return misplaced ? readings(result, Tri::f) : result;
}

}  // namespace

Tri action_covers(const Json& statement, const Setting& setting) {
  const bool negated = statement.contains("NotAction");
  const auto entries = as_list(statement[negated ? "NotAction" : "Action"]);
  if (negated && entries.empty()) return nothing_left_out();
  Tri result = Tri::f;
  for (const std::string& entry : entries) {
    result = either(result, names_action(entry, setting.asked.action));
  }
  return negated ? opposite(result) : result;
}

Tri resource_covers(const Json& statement, const Setting& setting) {
  const bool negated = statement.contains("NotResource");
  const auto entries = as_list(statement[negated ? "NotResource" : "Resource"]);
  if (negated && entries.empty()) return nothing_left_out();
  Tri result = Tri::f;
  for (const std::string& entry : entries) {
    result = either(result, names_resource(entry, setting, negated));
  }
  return negated ? opposite(result) : result;
}

}  // namespace sqsproof::tests::naive
