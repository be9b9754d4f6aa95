// Condition keys that follow from the caller, as sets of callers.
// IAM/reference_policies_variables (table of values), IAM/reference_policies_condition-keys
#include <array>

#include "policy/symbolic/callers.h"
#include "policy/symbolic/space_languages.h"

namespace sqsproof::policy {
namespace {

const ByteSet& digits() {
  static const ByteSet kSet = bytes_of("0123456789");
  return kSet;
}

std::string arn_begin(const Callers& callers, std::string_view service) {
  return "A:arn:" + callers.partition() + ":" + std::string(service) + "::";
}

Language before_user_id(const Language& values) { return before_mark(values, mark(kUserIdMark)); }

Language by_arn(const Callers& /*callers*/, const Language& values) {
  return exactly("A:") + before_user_id(values);
}

Language by_account(const Callers& callers, const Language& values) {
  const Language accounts = within(values, digits());
  Language result = contains(values, "anonymous") ? exactly("N") : empty_language();
  for (std::string_view service : {"iam", "sts"}) {
    result = result | (exactly(arn_begin(callers, service)) + accounts + exactly(":") + anything());
  }
  return result;
}

Language by_type(const Callers& callers, const Language& values) {
  constexpr std::array<std::pair<CallerKind, std::string_view>, 5> kTypes = {
      {{CallerKind::anonymous, "Anonymous"},
       {CallerKind::root, "Account"},
       {CallerKind::user, "User"},
       {CallerKind::federated_user, "FederatedUser"},
       {CallerKind::role, "AssumedRole"}}};
  CallerKinds kinds = 0;
  for (const auto& [kind, type] : kTypes) {
    if (contains(values, type)) kinds |= kinds_of({kind});
  }
  return callers.of_kinds(kinds);
}

Language by_is_service(const Callers& callers, const Language& values) {
  CallerKinds kinds = 0;
  if (contains(values, "true")) kinds |= kinds_of({CallerKind::service});
  if (contains(values, "false")) kinds |= kIamCallers;
  return callers.of_kinds(kinds);
}

Language by_service_name(const Callers& /*callers*/, const Language& values) {
  return exactly("S:") + values;
}

Language by_user_name(const Callers& callers, const Language& values) {
  const Language user =
      exactly(arn_begin(callers, "iam")) + repeated(digits(), 12) + exactly(":user/");
  const Language path = exactly("") | (many_of(any_byte()) + exactly("/"));
  return user + path + within(values, without(any_byte(), "/")) + mark(kUserIdMark) + anything();
}

Language by_user_id(const Callers& callers, const Language& values) {
  Language result = contains(values, "anonymous") ? exactly("N") : empty_language();
  result =
      result | (exactly(arn_begin(callers, "iam")) + within(values, digits()) + exactly(":root"));
  result = result | (exactly("A:") + many_of(any_byte()) + mark(kUserIdMark) + values);
  // A federated user's id is account:name, which stand apart in the ARN.
  for (const Halves& halves : split_at_first(values, ':', 12)) {
    result = result | (exactly(arn_begin(callers, "sts")) + within(halves.before, digits()) +
                       exactly(":federated-user/") + halves.after);
  }
  return result;
}

constexpr CallerKinds kAnonymous = kinds_of({CallerKind::anonymous});
constexpr CallerKinds kService = kinds_of({CallerKind::service});

constexpr CallerKey kRows[] = {
    {"aws:principalarn", kIamCallers, by_arn},
    {"aws:principalaccount", kIamCallers | kAnonymous, by_account},
    {"aws:principaltype", kIamCallers | kAnonymous, by_type},
    {"aws:principalisawsservice", kIamCallers | kService, by_is_service},
    {"aws:principalservicename", kService, by_service_name},
    {"aws:principalservicenameslist", kService, by_service_name},
    {"aws:username", kinds_of({CallerKind::user}), by_user_name},
    {"aws:userid", kIamCallers | kAnonymous, by_user_id},
};

}  // namespace

std::span<const CallerKey> all_caller_keys() { return kRows; }

}  // namespace sqsproof::policy
