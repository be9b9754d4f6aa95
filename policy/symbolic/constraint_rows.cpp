// Source of every row: IAM/reference_policies_condition-keys (availability of each key), unless
// another page is named.
#include "policy/symbolic/constraints.h"
#include "policy/symbolic/correlations.h"
#include "policy/values/arn.h"

namespace sqsproof::policy {
namespace {

using Kind = Fact::Kind;

constexpr CallerKinds kService = kinds_of({CallerKind::service});
constexpr CallerKinds kAnonymous = kinds_of({CallerKind::anonymous});
constexpr CallerKinds kNotAnonymous = kAllCallers & ~kAnonymous;
constexpr CallerKinds kTemporary = kinds_of({CallerKind::role, CallerKind::federated_user});
constexpr CallerKinds kLasting = kAllCallers & ~kTemporary;
constexpr CallerKinds kRole = kinds_of({CallerKind::role});

constexpr Fact caller_in(CallerKinds kinds) { return {Kind::caller_in, kinds}; }
constexpr Fact absent(std::string_view key) { return {Kind::key_absent, 0, key}; }
constexpr Fact present(std::string_view key) { return {Kind::key_present, 0, key}; }
constexpr Fact is(std::string_view key, std::string_view value) {
  return {Kind::key_is, 0, key, value};
}
constexpr Fact action_with(RequestTags tags) {
  return {Kind::action_with, 0, {}, {}, nullptr, tags};
}

/// A key that only requests of some callers have.
constexpr Constraint only(CallerKinds kinds, std::string_view key, std::string_view id,
                          std::string_view what) {
  return {id, what, {absent(key), caller_in(kinds)}};
}
/// One of the sessions of an instance; their names are the instance's id.
/// IAM/reference_policies_variables (table of values)
Language instances(const Space& /*space*/) {
  const Language mark = exactly({&kUserIdMark, 1});
  return exactly("A") + many_of(any_byte()) + mark + many_of(without(any_byte(), ":")) +
         exactly(":i-") + many_of(ByteSet().set());
}
constexpr Constraint instances_only(std::string_view key, std::string_view id) {
  return {id,
          "credentials of an instance are of a session that it names",
          {absent(key), {Kind::caller_like, 0, {}, "instances", instances}}};
}

/// ARNs of rules of EventBridge, whose targets are queues of their Region.
/// EventBridge/eb-targets
Language rules(const Space& space, std::string_view region) {
  const Language any = many_of(without(any_byte(), ":"));
  return exactly("arn:" + space.callers().partition() + ":events:") +
         (region.empty() ? any : exactly(region)) + exactly(":") + any + exactly(":rule/") +
         many_of(any_byte());
}
Language all_rules(const Space& space) { return rules(space, ""); }
Language rules_of_the_region(const Space& space) {
  const auto queue = split_arn(space.queue_arn());
  return rules(space, queue ? queue->region() : "");
}

/// A key that every request has.
constexpr Constraint always(std::string_view key, std::string_view id) {
  return {id, "always present", {present(key)}};
}
constexpr Constraint implies(Fact no, Fact yes, std::string_view id, std::string_view what) {
  return {id, what, {no, yes}};
}

constexpr CallerKinds kDirect = kIamCallers | kAnonymous;

/// A request that came over the internet has an address, and one through an endpoint its keys; one
/// that a service passed on may have neither.
constexpr Constraint from_somewhere(CallerKinds others, Fact or_else, std::string_view id) {
  return {id,
          "a request comes from an address or through an endpoint",
          {caller_in(others), present("aws:sourceip"), or_else}};
}
constexpr Constraint from_somewhere(Fact or_else, std::string_view id) {
  Constraint row = from_somewhere(kService, or_else, id);
  row.clause[3] = is("aws:viaawsservice", "true");
  return row;
}

constexpr std::string_view kForSomebody = "a service names the resource it acts for";
constexpr std::string_view kMembers = "services and anonymous callers are in no organisation";
constexpr std::string_view kNetwork = "network keys are withheld when a service calls";
constexpr std::string_view kSessions = "services and anonymous callers have no session";
constexpr std::string_view kForwarded = "forwarded calls are those of IAM callers";
constexpr std::string_view kOneWay = "a request comes through an endpoint or from the internet";
constexpr std::string_view kEndpointTls = "VPC endpoints of SQS take TLS only";
constexpr std::string_view kMfa = "only temporary credentials tell of MFA";
constexpr std::string_view kTagKeys = "aws:tagkeys";
constexpr std::array<std::string_view, 2> kOrganization = {"aws:resourceorgid",
                                                           "aws:resourceorgpaths"};
constexpr std::string_view kOneOrganization = "an account is in one organisation";
constexpr std::string_view kTags = "only some actions bring tags";
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
    only(kRole, "lambda:sourcefunctionarn", "lambda-function/roles-only", kSessions),
    only(kIamCallers, "aws:calledvia", "called-via/iam-only", kForwarded),
    always("aws:securetransport", "secure-transport/present"),
    always("aws:useragent", "user-agent/present"),
    always("aws:viaawsservice", "via-service/present"),
    implies(caller_in(kDirect), is("aws:securetransport", "true"), "secure-transport/services",
            "services call over TLS"),
    implies(absent("aws:sourcevpce"), is("aws:securetransport", "true"), "secure-transport/vpce",
            kEndpointTls),
    implies(absent("aws:sourcevpc"), is("aws:securetransport", "true"), "secure-transport/vpc",
            kEndpointTls),
    implies(absent("aws:vpcsourceip"), is("aws:securetransport", "true"), "secure-transport/vpc-ip",
            kEndpointTls),
    implies(absent("aws:vpceorgid"), is("aws:securetransport", "true"), "secure-transport/vpce-org",
            kEndpointTls),
    implies(caller_in(kIamCallers), is("aws:viaawsservice", "false"), "via-service/iam-only",
            kForwarded),
    implies(absent("aws:sourcevpce"), is("aws:viaawsservice", "false"), "via-service/no-vpce",
            kForwarded),
    implies(absent("aws:sourcevpc"), is("aws:viaawsservice", "false"), "via-service/no-vpc",
            kForwarded),
    implies(absent("aws:vpcsourceip"), is("aws:viaawsservice", "false"), "via-service/no-vpc-ip",
            kForwarded),
    implies(absent("aws:vpceorgid"), is("aws:viaawsservice", "false"), "via-service/no-vpce-org",
            kForwarded),
    implies(absent("aws:calledvia"), absent("aws:sourcevpce"), "called-via/no-vpce", kForwarded),
    implies(absent("aws:calledvia"), absent("aws:sourcevpc"), "called-via/no-vpc", kForwarded),
    implies(absent("aws:calledvia"), absent("aws:vpcsourceip"), "called-via/no-vpc-ip", kForwarded),
    implies(absent("aws:calledvia"), absent("aws:vpceorgid"), "called-via/no-vpce-org", kForwarded),
    implies(absent("aws:calledvia"), is("aws:viaawsservice", "true"), "called-via/forwarded",
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
    implies(caller_in(kLasting), present("aws:tokenissuetime"), "token/temporary",
            "temporary credentials have an issue time"),
    implies(absent("aws:vpceorgid"), present("aws:vpcsourceip"), "vpce-org/address", kEndpoint),
    from_somewhere(kNotAnonymous, present("aws:sourcevpce"), "anonymous/somewhere-vpce"),
    from_somewhere(kNotAnonymous, present("aws:sourcevpc"), "anonymous/somewhere-vpc"),
    from_somewhere(kNotAnonymous, present("aws:vpcsourceip"), "anonymous/somewhere-vpc-ip"),
    from_somewhere(kNotAnonymous, is("aws:securetransport", "true"), "anonymous/somewhere-tls"),
    from_somewhere(present("aws:sourcevpce"), "direct/somewhere-vpce"),
    from_somewhere(present("aws:sourcevpc"), "direct/somewhere-vpc"),
    from_somewhere(present("aws:vpcsourceip"), "direct/somewhere-vpc-ip"),
    from_somewhere(is("aws:securetransport", "true"), "direct/somewhere-tls"),
    implies(absent("aws:multifactorauthpresent"), present("aws:tokenissuetime"), "mfa/temporary",
            kMfa),
    implies(absent("aws:multifactorauthage"), present("aws:tokenissuetime"), "mfa-age/temporary",
            kMfa),
    instances_only("aws:ec2instancesourcevpc", "ec2-vpc/instances-only"),
    instances_only("aws:ec2instancesourceprivateipv4", "ec2-address/instances-only"),
    instances_only("ec2:roledelivery", "ec2-delivery/instances-only"),
    instances_only("ec2:sourceinstancearn", "ec2-instance/instances-only"),
    // Service Authorization Reference, list_amazonsqs (condition keys of each action)
    {"request-tag/actions",
     kTags,
     {absent("aws:requesttag/"), action_with(RequestTags::keys_and_values)}},
    {"tag-keys/actions", kTags, {absent("aws:tagkeys"), action_with(RequestTags::keys)}},
    {"request-tag/listed", "the keys of the tags are listed", {}, tag_has_its_key, {kTagKeys}},
    {"tag-keys/tags", "what is listed are keys of tags", {}, key_has_its_tag, {kTagKeys}},
    {"source-arn/region-of-rule",
     "a rule's targets are of its Region",
     {Fact{Kind::key_not_in, 0, "aws:sourcearn", "rules", all_rules},
      Fact{Kind::key_in, 0, "aws:sourcearn", "rules of the Region", rules_of_the_region}}},
    {"token/issued-before",
     "credentials are issued before they are used",
     {},
     issued_before_now,
     {"aws:tokenissuetime"}},
    {"principal-org/own-account", kOneOrganization, {}, organization_of_own_caller, kOrganization},
    {"source-org/own-account", kOneOrganization, {}, organization_of_own_source, kOrganization},
};

}  // namespace

std::span<const Constraint> all_constraints() { return kRows; }

}  // namespace sqsproof::policy
