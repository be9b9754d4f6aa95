#include "policy/symbolic/known_keys.h"

#include <algorithm>

namespace sqsproof::policy {
namespace {

Language booleans() { return exactly("true") | exactly("false"); }

/// An id is the prefix and what follows; the documented lengths are left open.
Language id_with(std::string_view prefix) {
  const ByteSet rest = without(text_bytes(), " /:");
  return exactly(prefix) + one_of(rest) + many_of(rest);
}
/// Names that are never empty, unlike the value of a tag.
Language names() { return one_of(text_bytes()) + many_of(text_bytes()); }
Language vpcs() { return id_with("vpc-"); }
Language vpc_endpoints() { return id_with("vpce-"); }
Language organizations() { return id_with("o-"); }

constexpr KnownKey kRows[] = {
    {"aws:assumedroot", names, "true"},
    {"aws:calledvia", nullptr, "athena.amazonaws.com"},
    {"aws:ec2instancesourcevpc", vpcs, "vpc-0a1b2c3d"},
    {"aws:federatedprovider", names, "accounts.google.com"},
    {"aws:multifactorauthpresent", booleans, "true"},
    {"aws:principaltag/", nullptr, "mallory"},
    {"aws:referer", nullptr, "https://example.com/"},
    {"aws:requesttag/", nullptr, "mallory"},
    {"aws:resourcetag/", nullptr, "orders"},
    {"aws:securetransport", booleans, "true"},
    {"aws:sourceidentity", names, "mallory"},
    {"aws:sourcevpc", vpcs, "vpc-0a1b2c3d"},
    {"aws:sourcevpce", vpc_endpoints, "vpce-0a1b2c3d"},
    {"aws:tagkeys", nullptr, "team"},
    {"aws:useragent", nullptr, "aws-cli/2.0"},
    {"aws:viaawsservice", booleans, "false"},
    {"aws:vpceorgid", organizations, "o-mallory000"},
    {"ec2:roledelivery", nullptr, "2.0"},
    {"ec2:sourceinstancearn", nullptr, "arn:aws:ec2:us-east-1:999988887777:instance/i-0a1b2c3d"},
    {"lambda:sourcefunctionarn", nullptr, "arn:aws:lambda:us-east-1:999988887777:function:f"},
};

constexpr OrganizationKeys kOrganizations[] = {
    {"aws:principalorgid", "aws:principalorgpaths", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths"},
    {"aws:resourceorgid", "aws:resourceorgpaths", "aws:ResourceOrgID", "aws:ResourceOrgPaths"},
    {"aws:sourceorgid", "aws:sourceorgpaths", "aws:SourceOrgID", "aws:SourceOrgPaths"},
};

}  // namespace

std::span<const KnownKey> all_known_keys() { return kRows; }
std::span<const OrganizationKeys> all_organization_keys() { return kOrganizations; }

const KnownKey* find_known_key(std::string_view lower_case_key) {
  const auto found = std::find_if(std::begin(kRows), std::end(kRows), [&](const KnownKey& row) {
    return row.key.ends_with("/") ? lower_case_key.starts_with(row.key) : row.key == lower_case_key;
  });
  return found == std::end(kRows) ? nullptr : found;
}

ByteSet text_bytes() {
  ByteSet set;
  for (std::size_t byte = 0x20; byte < 0x100; ++byte) set.set(byte, byte != 0x7f);
  return set;
}

}  // namespace sqsproof::policy
