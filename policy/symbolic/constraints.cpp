// Source of every row: IAM/reference_policies_condition-keys (availability of each key), unless
// another page is named.
#include "policy/symbolic/constraints.h"

#include <algorithm>
#include <fmt/format.h>

namespace sqsproof::policy {
namespace {

using Kind = Fact::Kind;

constexpr CallerKinds kService = kinds_of({CallerKind::service});
constexpr CallerKinds kAnonymous = kinds_of({CallerKind::anonymous});
constexpr CallerKinds kTemporary = kinds_of({CallerKind::role, CallerKind::federated_user});
constexpr CallerKinds kRole = kinds_of({CallerKind::role});

constexpr Fact caller_in(CallerKinds kinds) { return {Kind::caller_in, kinds}; }
constexpr Fact absent(std::string_view key) { return {Kind::key_absent, 0, key}; }
constexpr Fact present(std::string_view key) { return {Kind::key_present, 0, key}; }
constexpr Fact is(std::string_view key, std::string_view value) {
  return {Kind::key_is, 0, key, value};
}

/// A key that only requests of some callers have.
constexpr Constraint only(CallerKinds kinds, std::string_view key, std::string_view id,
                          std::string_view what) {
  return {id, what, {absent(key), caller_in(kinds)}};
}
/// A key that every request has.
constexpr Constraint always(std::string_view key, std::string_view id) {
  return {id, "always present", {present(key)}};
}
constexpr Constraint implies(Fact no, Fact yes, std::string_view id, std::string_view what) {
  return {id, what, {no, yes}};
}

constexpr CallerKinds kDirect = kIamCallers | kAnonymous;
constexpr std::string_view kForSomebody = "a service names the resource it acts for";
constexpr std::string_view kMembers = "services and anonymous callers are in no organisation";
constexpr std::string_view kNetwork = "network keys are withheld when a service calls";
constexpr std::string_view kSessions = "services and anonymous callers have no session";
constexpr std::string_view kForwarded = "forwarded calls are those of IAM callers";
constexpr std::string_view kOneWay = "a request comes through an endpoint or from the internet";
constexpr std::string_view kEndpoint = "the keys of a VPC endpoint come together";

constexpr Constraint kRows[] = {
    only(kService, "aws:sourcearn", "source-arn/services-only", kForSomebody),
    only(kService, "aws:sourceaccount", "source-account/services-only", kForSomebody),
    only(kService, "aws:sourceorgid", "source-org/services-only", kForSomebody),
    only(kService, "aws:sourceorgpaths", "source-org-paths/services-only", kForSomebody),
    only(kIamCallers, "aws:principalorgid", "principal-org/iam-only", kMembers),
    only(kIamCallers, "aws:principalorgpaths", "principal-org-paths/iam-only", kMembers),
    only(kIamCallers, "aws:principaltag/", "principal-tag/iam-only", "only IAM callers have tags"),
    only(kDirect, "aws:sourceip", "source-ip/not-services", kNetwork),
    only(kDirect, "aws:sourcevpc", "source-vpc/not-services", kNetwork),
    only(kDirect, "aws:sourcevpce", "source-vpce/not-services", kNetwork),
    only(kDirect, "aws:vpcsourceip", "vpc-source-ip/not-services", kNetwork),
    only(kDirect, "aws:vpceorgid", "vpce-org/not-services", kNetwork),
    only(kDirect, "aws:referer", "referer/not-services", "a header of the caller's own request"),
    only(kIamCallers, "aws:tokenissuetime", "token/iam-only", kSessions),
    only(kIamCallers, "aws:multifactorauthpresent", "mfa/iam-only", kSessions),
    only(kIamCallers, "aws:multifactorauthage", "mfa-age/iam-only", kSessions),
    only(kRole, "aws:federatedprovider", "federated-provider/roles-only", kSessions),
    only(kRole, "aws:sourceidentity", "source-identity/roles-only", kSessions),
    only(kIamCallers, "aws:assumedroot", "assumed-root/iam-only", kSessions),
    only(kRole, "aws:ec2instancesourcevpc", "ec2-vpc/roles-only", kSessions),
    only(kRole, "aws:ec2instancesourceprivateipv4", "ec2-address/roles-only", kSessions),
    only(kRole, "ec2:roledelivery", "ec2-delivery/roles-only", kSessions),
    only(kRole, "ec2:sourceinstancearn", "ec2-instance/roles-only", kSessions),
    only(kRole, "lambda:sourcefunctionarn", "lambda-function/roles-only", kSessions),
    only(kIamCallers, "aws:calledvia", "called-via/iam-only", kForwarded),
    only(kIamCallers, "aws:calledviafirst", "called-via-first/iam-only", kForwarded),
    only(kIamCallers, "aws:calledvialast", "called-via-last/iam-only", kForwarded),
    always("aws:securetransport", "secure-transport/present"),
    always("aws:useragent", "user-agent/present"),
    always("aws:viaawsservice", "via-service/present"),
    implies(caller_in(kDirect), is("aws:securetransport", "true"), "secure-transport/services",
            "services call over TLS"),
    implies(absent("aws:sourcevpce"), is("aws:securetransport", "true"), "secure-transport/vpce",
            "VPC endpoints of SQS take TLS only"),
    implies(absent("aws:sourcevpc"), is("aws:securetransport", "true"), "secure-transport/vpc",
            "VPC endpoints of SQS take TLS only"),
    implies(caller_in(kIamCallers), is("aws:viaawsservice", "false"), "via-service/iam-only",
            kForwarded),
    implies(absent("aws:sourcevpce"), is("aws:viaawsservice", "false"), "via-service/no-vpce",
            kForwarded),
    implies(absent("aws:sourcevpc"), is("aws:viaawsservice", "false"), "via-service/no-vpc",
            kForwarded),
    implies(absent("aws:calledvia"), is("aws:viaawsservice", "true"), "called-via/forwarded",
            kForwarded),
    implies(absent("aws:calledviafirst"), is("aws:viaawsservice", "true"),
            "called-via-first/forwarded", kForwarded),
    implies(absent("aws:calledvialast"), is("aws:viaawsservice", "true"),
            "called-via-last/forwarded", kForwarded),
    implies(absent("aws:calledviafirst"), present("aws:calledvialast"), "called-via/first-last",
            kForwarded),
    implies(absent("aws:calledvialast"), present("aws:calledviafirst"), "called-via/last-first",
            kForwarded),
    implies(absent("aws:sourceip"), absent("aws:sourcevpc"), "source-ip/no-vpc", kOneWay),
    implies(absent("aws:sourceip"), absent("aws:sourcevpce"), "source-ip/no-vpce", kOneWay),
    implies(absent("aws:sourceip"), absent("aws:vpcsourceip"), "source-ip/no-vpc-ip", kOneWay),
    implies(absent("aws:sourceip"), absent("aws:vpceorgid"), "source-ip/no-vpce-org", kOneWay),
    implies(absent("aws:sourcevpce"), present("aws:sourcevpc"), "vpce/vpc", kEndpoint),
    implies(absent("aws:sourcevpc"), present("aws:sourcevpce"), "vpc/vpce", kEndpoint),
    implies(absent("aws:sourcevpce"), present("aws:vpcsourceip"), "vpce/address", kEndpoint),
    implies(absent("aws:vpcsourceip"), present("aws:sourcevpce"), "address/vpce", kEndpoint),
    implies(absent("aws:sourcevpc"), present("aws:vpcsourceip"), "vpc/address", kEndpoint),
    implies(absent("aws:vpcsourceip"), present("aws:sourcevpc"), "address/vpc", kEndpoint),
    implies(absent("aws:vpceorgid"), present("aws:sourcevpce"), "vpce-org/vpce", kEndpoint),
    implies(absent("aws:vpceorgid"), present("aws:sourcevpc"), "vpce-org/vpc", kEndpoint),
    implies(absent("aws:multifactorauthage"), is("aws:multifactorauthpresent", "true"),
            "mfa-age/present", "the age is that of a used MFA device"),
    implies(caller_in(kAllCallers & ~kTemporary), present("aws:tokenissuetime"), "token/temporary",
            "temporary credentials have an issue time"),
};

Literal literal_of(const Fact& fact, std::string_view key, Space& space) {
  if (fact.kind == Kind::caller_in) return space.caller_of(fact.callers);
  const KeyView* view = space.find_key(key);
  if (fact.kind == Kind::key_is) {
    const auto values = [&] { return view->with_value_in(exactly(fact.value)); };
    return space.named(view->variable, fmt::format("is {} {}", key, fact.value), values);
  }
  const Literal absent = space.absent(*view);
  return fact.kind == Kind::key_absent ? absent : negate(absent);
}

/// A fact's key; that of the prefix which the row is about.
std::string_view key_of(const Fact& fact, std::string_view of_prefix) {
  return fact.key.ends_with("/") ? of_prefix : fact.key;
}

/// The row for one key of its prefix; nullopt when one of its keys is not mentioned.
std::optional<std::vector<Literal>> clause_of(const Constraint& row, std::string_view of_prefix,
                                              Space& space) {
  for (const Fact& fact : row.clause) {
    const bool has_key = fact.kind != Kind::none && fact.kind != Kind::caller_in;
    if (has_key && space.find_key(key_of(fact, of_prefix)) == nullptr) return std::nullopt;
  }
  std::vector<Literal> clause;
  for (const Fact& fact : row.clause) {
    if (fact.kind == Kind::none) continue;
    const Literal literal = literal_of(fact, key_of(fact, of_prefix), space);
    if (literal.kind == Literal::Kind::always) return std::nullopt;
    if (literal.kind == Literal::Kind::atom) clause.push_back(literal);
  }
  return clause;
}

}  // namespace

std::span<const Constraint> all_constraints() { return kRows; }

std::vector<std::vector<Literal>> encode_constraints(Space& space,
                                                     const std::vector<std::string>& ignored) {
  std::vector<std::vector<Literal>> clauses;
  for (const Constraint& row : kRows) {
    if (std::find(ignored.begin(), ignored.end(), row.id) != ignored.end()) continue;
    const auto prefix = std::find_if(row.clause.begin(), row.clause.end(),
                                     [](const Fact& fact) { return fact.key.ends_with("/"); });
    std::vector<std::string_view> instances = {""};
    if (prefix != row.clause.end()) {
      instances.clear();
      for (const auto& [key, view] : space.keys()) {
        if (key.starts_with(prefix->key)) instances.push_back(key);
      }
    }
    for (const std::string_view instance : instances) {
      if (auto clause = clause_of(row, instance, space)) clauses.push_back(std::move(*clause));
    }
  }
  return clauses;
}

}  // namespace sqsproof::policy
