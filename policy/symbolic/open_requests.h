// What a request does, and to which resource, as strings: for policies of other kinds than queues',
// whose vocabulary of actions is open.
//
// An action is `service:Name`. A resource is joined with the two keys that follow from it: two
// signs, the ARN (or `*`, for actions about no resource in particular), `\1` and an account, `\2`
// and a region. The first sign tells of aws:ResourceAccount: `=`, it is that of the ARN; `+`, the
// ARN has none, and the account is given; `-`, the key is absent. The second tells the same of
// aws:RequestedRegion, which no request lacks. Mirrors decide/match_resource.cpp.
#pragma once

#include <string>
#include <string_view>

#include "policy/decide/request.h"
#include "policy/document/document.h"
#include "policy/symbolic/callers.h"
#include "policy/symbolic/realm.h"
#include "policy/values/language.h"

namespace sqsproof::policy {

[[nodiscard]] Language action_domain();
/// Actions that an Action element lists (also of a NotAction).
[[nodiscard]] Language actions_listed(const Patterns& actions);
[[nodiscard]] Language actions_of_service(std::string_view service);

[[nodiscard]] Language resource_domain(const Realm& realm);
/// Of the domain: an ARN's own region is asked, and aws:ResourceAccount is there where there is a
/// resource. AWS's page on the key names a few actions that do not send it.
[[nodiscard]] Language usual_resources(const Realm& realm);
[[nodiscard]] bool is_usual_resource(const Request& request);
/// Whether the action is one of the service.
[[nodiscard]] bool is_to(const Request& request, std::string_view service);

/// Resources that one entry of Resource names: surely, or possibly. Mirrors `pattern_names`.
[[nodiscard]] Language resources_named(std::string_view pattern, Reading reading);

/// Values of the joint string, by those of its parts.
[[nodiscard]] Language with_resource_in(const Language& resources);
[[nodiscard]] Language with_resource_account_in(const Language& accounts);
[[nodiscard]] Language without_resource_account();
[[nodiscard]] Language with_region_in(const Language& regions);

void decode_resource(std::string_view joint, Request& request);
/// The joint string of a resource; the account and region are used where its ARN has none.
[[nodiscard]] std::string joint_resource(std::string_view resource, std::string_view account,
                                         std::string_view region);

}  // namespace sqsproof::policy
