#include "policy/symbolic/flaw.h"

namespace sqsproof::policy {
namespace {

thread_local Flaw active = Flaw::none;

constexpr FlawRow kRows[] = {
    {Flaw::absent_key_fails_negation, "a negated operator fails where the key is absent"},
    {Flaw::if_exists_is_dropped, "IfExists is dropped"},
    {Flaw::all_values_need_the_key, "ForAllValues fails where the key is absent"},
    {Flaw::any_value_without_the_key, "ForAnyValue holds where the key is absent"},
    {Flaw::null_is_reversed, "Null asks for the opposite"},
    {Flaw::negation_is_lost, "a negated operator is read like its opposite"},
    {Flaw::readings_are_swapped, "what matches certainly and what possibly are exchanged"},
    {Flaw::possible_is_certain, "what matches possibly counts as certain"},
    {Flaw::any_element_is_every_element, "ForAnyValue and ForAllValues are exchanged"},
    {Flaw::unsure_keys_are_absent, "a key that may be there is taken for absent"},
    {Flaw::empty_value_is_a_value, "an empty value counts in a set"},
    {Flaw::another_service_keys_are_absent, "keys of another service are surely absent"},
    {Flaw::star_crosses_colons, "`*` crosses the colons of an ARN"},
    {Flaw::case_is_ignored, "StringEquals ignores case"},
    {Flaw::account_is_its_root, "an account as principal covers its root user only"},
    {Flaw::everyone_without_services, "Principal `*` does not cover services"},
    {Flaw::not_principal_is_principal, "NotPrincipal covers those that it lists"},
    {Flaw::session_of_any_name, "a session as principal covers all sessions of its role"},
    {Flaw::services_have_accounts, "keys of IAM callers are not absent from calls of services"},
    {Flaw::source_account_is_free, "aws:SourceAccount need not be that of aws:SourceArn"},
    {Flaw::source_arn_names_its_account, "aws:SourceArn never lacks an account"},
    {Flaw::organization_is_free, "a path need not be one of the organization"},
    {Flaw::deny_is_ignored, "Deny is ignored"},
    {Flaw::deny_is_read_like_allow, "an uncertain Deny counts as certain"},
    {Flaw::owner_only_actions_cross, "actions that cannot cross accounts do"},
    {Flaw::actions_on_no_queue, "actions that are about no queue are granted"},
    {Flaw::refusal_forgets_deny, "what a Deny refuses is not refused"},
    {Flaw::refusal_forgets_other_allows, "one Allow that does not apply is a refusal"},
    {Flaw::all_resources, "every statement is about this queue"},
    {Flaw::blame_is_too_small, "a clash of several conditions is blamed on one less"},
    {Flaw::samples_are_everything, "where no sample fits, nothing does"},
    {Flaw::points_without_neighbours, "values beside a cut are not looked at"},
};

}  // namespace

std::span<const FlawRow> all_flaws() { return kRows; }

bool makes(Flaw flaw) { return active == flaw; }
Flaw flaw_of_this_thread() { return active; }

FlawScope::FlawScope(Flaw flaw) : before_(active) { active = flaw; }
FlawScope::~FlawScope() { active = before_; }

}  // namespace sqsproof::policy
