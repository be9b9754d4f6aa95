#include "policy/decide/absence.h"

#include <algorithm>

namespace sqsproof::policy {
namespace {

constexpr UnsureKey kRows[] = {
    // The table of values has no row for service principals. IAM/reference_policies_variables
    {"aws:principalarn", Absence::opaque, Whose::services},
    {"aws:principalaccount", Absence::opaque, Whose::services},
    {"aws:principaltype", Absence::opaque, Whose::services},
    {"aws:userid", Absence::opaque, Whose::services},
    // Older keys: the account of a topic's owner, the age of temporary credentials, a caller's ARN.
    {"aws:sourceowner", Absence::open, Whose::topics},
    {"aws:tokenage", Absence::open, Whose::iam_callers},
    {"aws:arn", Absence::open, Whose::everyone},
    // New ones, for calls through AWS's MCP servers.
    {"aws:calledviaawsmcp", Absence::open, Whose::everyone},
    {"aws:viaawsmcpservice", Absence::open, Whose::everyone},
    {"aws:ismcpserviceaction", Absence::open, Whose::everyone},
};

}  // namespace

bool is_of(Whose whose, const Caller& caller) {
  const bool service = caller.kind == CallerKind::service;
  switch (whose) {
    case Whose::everyone:
      return true;
    case Whose::iam_callers:
      return !service && caller.kind != CallerKind::anonymous;
    case Whose::services:
      return service;
    case Whose::topics:
      return service && caller.service.starts_with(kTopicService);
  }
  return true;
}

std::span<const UnsureKey> all_unsure_keys() { return kRows; }

const UnsureKey* find_unsure_key(std::string_view lower_case_key) {
  const auto found = std::find_if(std::begin(kRows), std::end(kRows),
                                  [&](const UnsureKey& row) { return row.key == lower_case_key; });
  return found == std::end(kRows) ? nullptr : found;
}

Absence absence_of(std::string_view lower_case_key, const Caller& caller) {
  // Users and sessions have an id, which does not follow from their ARN.
  const bool named = caller.kind == CallerKind::user || caller.kind == CallerKind::role;
  if (named && lower_case_key == "aws:userid") return Absence::hidden;
  const UnsureKey* row = find_unsure_key(lower_case_key);
  return row != nullptr && is_of(row->whose, caller) ? row->absence : Absence::sure;
}

}  // namespace sqsproof::policy
