// The condition keys that random policies and requests speak of.
#include "tests/policy/naive/naive_words_pool.h"

namespace sqsproof::tests::naive {

const std::vector<PoolKey>& pool_keys() {
  static const std::vector<PoolKey> kKeys = {{"aws:PrincipalOrgID", "org"},
                                             {"aws:PrincipalOrgPaths", "orgpath", true},
                                             {"aws:ResourceOrgID", "org"},
                                             {"aws:SourceOrgPaths", "orgpath", true},
                                             {"aws:PrincipalAccount", "account"},
                                             {"aws:SourceAccount", "account"},
                                             {"aws:ResourceAccount", "account"},
                                             {"aws:PrincipalArn", "arn"},
                                             {"aws:SourceArn", "arn"},
                                             {"aws:PrincipalTag/team", "text"},
                                             {"aws:ResourceTag/team", "text"},
                                             {"aws:RequestTag/Env", "text"},
                                             {"aws:TagKeys", "text", true},
                                             {"aws:CalledVia", "service", true},
                                             {"aws:PrincipalServiceName", "service"},
                                             {"aws:PrincipalServiceNamesList", "service", true},
                                             {"aws:username", "text"},
                                             {"aws:userid", "userid"},
                                             {"aws:PrincipalType", "callertype"},
                                             {"aws:SourceVpce", "text"},
                                             {"aws:UserAgent", "text"},
                                             {"aws:Referer", "text"},
                                             {"aws:RequestedRegion", "region"},
                                             {"aws:SourceIp", "ip"},
                                             {"aws:VpcSourceIp", "ip"},
                                             {"aws:CurrentTime", "date"},
                                             {"aws:TokenIssueTime", "date"},
                                             {"aws:EpochTime", "epoch"},
                                             {"aws:MultiFactorAuthAge", "number"},
                                             {"aws:MultiFactorAuthPresent", "bool"},
                                             {"aws:SecureTransport", "bool"},
                                             {"aws:ViaAWSService", "bool"},
                                             {"aws:PrincipalIsAWSService", "bool"}};
  return kKeys;
}

const std::vector<PoolKey>& odd_keys() {
  static const std::vector<PoolKey> kOdd = {{"aws:NoSuchKey", "text"},
                                            {"s3:prefix", "text"},
                                            {"sns:Endpoint", "text"},
                                            {"sqs:Anything", "text"},
                                            {"aws:SourceVpcArn", "arn"},
                                            {"aws:VpceAccount", "account"},
                                            {"aws:VpceOrgPaths", "orgpath", true},
                                            {"aws:ARN", "arn"},
                                            {"aws:SourceOwner", "account"},
                                            {"aws:TokenAge", "number"},
                                            {"aws:PrincipalTag", "text"},
                                            {"aws:RequestTag", "text"},
                                            // issued by a service, or sent for one
                                            {"aws:ViaAWSMCPService", "bool"},
                                            {"aws:CalledViaAWSMCP", "text"},
                                            {"aws:IsMcpServiceAction", "bool"},
                                            {"ec2:RoleDelivery", "number"},
                                            {"ec2:SourceInstanceArn", "arn"},
                                            {"lambda:SourceFunctionArn", "arn"},
                                            {"codebuild:ProjectArn", "arn"},
                                            {"glue:RoleAssumedBy", "text"},
                                            {"identitystore:UserId", "text"},
                                            {"aws:ChatbotSourceArn", "arn"},
                                            {"aws:SignInSessionArn", "arn"},
                                            {"aws:ViaCustomerDomain", "bool"},
                                            {"aws:AssumedRoot", "bool"},
                                            {"aws:FederatedProvider", "text"},
                                            {"aws:SourceIdentity", "text"},
                                            {"aws:Ec2InstanceSourceVpc", "text"},
                                            {"aws:Ec2InstanceSourcePrivateIPv4", "ip"},
                                            // of organisations and networks
                                            {"aws:VpceOrgID", "org"},
                                            {"aws:SourceVpc", "text"},
                                            {"aws:SourceOrgID", "org"},
                                            {"aws:ResourceOrgPaths", "orgpath", true},
                                            {"aws:CalledViaFirst", "service"},
                                            {"aws:CalledViaLast", "service"}};
  return kOdd;
}

}  // namespace sqsproof::tests::naive
