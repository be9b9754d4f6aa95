#include "policy/document/document.h"

namespace sqsproof::policy {

std::string_view name_of(Effect effect) { return effect == Effect::allow ? "Allow" : "Deny"; }

std::string_view name_of(PolicyKind kind) {
  constexpr std::string_view names[] = {"queue", "resource", "identity"};
  return names[static_cast<int>(kind)];
}

std::optional<PolicyKind> policy_kind_named(std::string_view name) {
  for (const PolicyKind kind : {PolicyKind::queue, PolicyKind::resource, PolicyKind::identity}) {
    if (name == name_of(kind)) return kind;
  }
  return std::nullopt;
}

}  // namespace sqsproof::policy
