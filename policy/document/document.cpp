#include "policy/document/document.h"

namespace sqsproof::policy {

std::string_view name_of(Effect effect) { return effect == Effect::allow ? "Allow" : "Deny"; }

}  // namespace sqsproof::policy
