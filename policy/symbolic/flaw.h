// Mistakes that a prover of this kind can make, one branch each, so that tests can see that each of
// them would be noticed. Never on outside of tests.
//
// Adding one: a value here and a row in flaw.cpp, `makes(Flaw::…)` where the mistake would be made;
// the test of all flaws wants it found.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace sqsproof::policy {

enum class Flaw : std::uint8_t {
  none,
  absent_key_fails_negation,
  if_exists_is_dropped,
  all_values_need_the_key,
  any_value_without_the_key,
  null_is_reversed,
  negation_is_lost,
  readings_are_swapped,
  possible_is_certain,
  any_element_is_every_element,
  unsure_keys_are_absent,
  empty_value_is_a_value,
  another_service_keys_are_absent,
  star_crosses_colons,
  case_is_ignored,
  account_is_its_root,
  everyone_without_services,
  not_principal_is_principal,
  session_of_any_name,
  services_have_accounts,
  source_account_is_free,
  source_arn_names_its_account,
  organization_is_free,
  deny_is_ignored,
  deny_is_read_like_allow,
  owner_only_actions_cross,
  actions_on_no_queue,
  refusal_forgets_deny,
  refusal_forgets_other_allows,
  all_resources,
  blame_is_too_small,
  samples_are_everything,
  points_without_neighbours,
};

struct FlawRow {
  Flaw flaw;
  std::string_view what;
};
[[nodiscard]] std::span<const FlawRow> all_flaws();

/// Whether the prover at work on this thread makes this mistake.
[[nodiscard]] bool makes(Flaw flaw);
[[nodiscard]] Flaw flaw_of_this_thread();

/// For as long as it lives.
class FlawScope {
 public:
  explicit FlawScope(Flaw flaw);
  ~FlawScope();
  FlawScope(const FlawScope&) = delete;
  FlawScope& operator=(const FlawScope&) = delete;

 private:
  Flaw before_;
};

}  // namespace sqsproof::policy
