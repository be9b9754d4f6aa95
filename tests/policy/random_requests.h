// Random requests that can exist: they satisfy symbolic/constraints.h.
#pragma once

#include <string>
#include <vector>

#include "policy/decide/request.h"
#include "tests/policy/prover_support.h"
#include "tests/policy/random_words.h"

namespace sqsproof::policy {

inline void give(Request& request, const std::string& key, std::vector<std::string> values) {
  std::string lower = key;
  for (char& c : lower) c = static_cast<char>(std::tolower(c));
  request.context[lower] = {key, std::move(values)};
}

inline void give_organization(Request& request, const std::string& whose, const std::string& path) {
  give(request, "aws:" + whose + "OrgID", {path.substr(0, 5)});
  give(request, "aws:" + whose + "OrgPaths", {path});
}

/// Call after the organisation of the queue is known.
inline void random_source(Random& random, Request& request) {
  const std::string account = random.chance(50) ? "111122223333" : "444455556666";
  const bool bucket = random.chance(50);
  const bool rule = !bucket && random.chance(30);
  const std::string arn =
      rule     ? "arn:aws:events:us-east-1:" + account + ":rule/n"
      : bucket ? (random.chance(70) ? "arn:aws:s3:::uploads" : "arn:aws:s3:::other")
               : "arn:aws:sns:us-east-1:" + account + (random.chance(70) ? ":t" : ":u");
  if (random.chance(70)) give(request, "aws:SourceArn", {arn});
  if (random.chance(60)) give(request, "aws:SourceAccount", {account});
  if (random.chance(70)) return;
  const bool own = account == "444455556666";
  if (own && !request.context.contains("aws:resourceorgid")) return;
  give_organization(request, "Source", own ? "o-abc/r-1/" : "o-xyz/r-1/");
}

inline void random_caller(Random& random, Request& request) {
  const std::string account = random.pick({"111122223333", "444455556666", "999988887777"});
  const std::string iam = "arn:aws:iam::" + account + ":";
  switch (random.below(7)) {
    case 0:
      request.principal = "anonymous";
      break;
    case 1:
      request.principal = iam + "root";
      break;
    case 2:
      request.principal = iam + random.pick({"user/alice", "user/x/alice", "user/bob"});
      give(request, "aws:userid", {random.pick({"AIDAONE", "AIDAONEONEONEONEONE", "AIDAX"})});
      break;
    case 3: {
      const std::string role = random.pick({"role/build", "role/x/build", "role/other"});
      const std::string session = random.pick({"ci", "session", "i-0a1b2c3d"});
      request.principal = "arn:aws:sts::" + account + ":assumed-role/" +
                          role.substr(role.rfind('/') + 1) + "/" + session;
      give(request, "aws:PrincipalArn", {iam + role});
      give(request, "aws:userid",
           {random.pick({"AROATWO", "AROATWOTWOTWOTWOTWO", "AROAX"}) + ":" + session});
      break;
    }
    case 4:
      request.principal = "arn:aws:sts::" + account + ":federated-user/bob";
      break;
    default:
      request.principal =
          random.pick({"s3.amazonaws.com", "sns.amazonaws.com", "events.amazonaws.com"});
      break;
  }
  request.caller = parse_caller(request.principal).value_or(Caller{});
}

/// An account is in one organisation, so that a caller of the queue's account is in the queue's.
inline void random_organization(Random& random, Request& request) {
  const bool own = request.caller.account == "444455556666";
  const bool same = request.context.contains("aws:resourceorgid");
  if (own && same) give_organization(request, "Principal", "o-abc/r-1/");
  if (own || random.chance(50)) return;
  give_organization(request, "Principal",
                    random.pick({"o-abc/r-1/ou-1/", "o-xyz/r-1/", "o-abc/r-1/"}));
}

/// How a request comes: over the internet, through an endpoint, or passed on by a service.
inline void random_network(Random& random, Request& request, bool iam) {
  const bool service = request.caller.kind == CallerKind::service;
  const bool via = iam && random.chance(30);
  give(request, "aws:ViaAWSService", {via ? "true" : "false"});
  if (via && random.chance(60)) {
    const std::string first = random.pick({"athena.amazonaws.com", "b"});
    const bool two = random.chance(30);
    give(request, "aws:CalledVia", {first});
    if (two) request.context["aws:calledvia"].values.emplace_back("c");
    give(request, "aws:CalledViaFirst", {first});
    give(request, "aws:CalledViaLast", {two ? "c" : first});
  }
  const bool endpoint = !service && !via && random.chance(40);
  if (endpoint) {
    give(request, "aws:SourceVpce", {random.pick({"vpce-1", "vpce-2", "vpce-3"})});
    give(request, "aws:SourceVpc", {random.pick({"vpc-1", "vpc-2"})});
    give(request, "aws:VpcSourceIp", {random.pick({"10.0.0.7", "10.0.0.8", "192.168.0.1"})});
    if (random.chance(50)) give(request, "aws:VpceOrgID", {random.pick({"o-abc", "o-xyz"})});
  } else if (!service && (!via || random.chance(30))) {
    give(request, "aws:SourceIp",
         {random.pick({"203.0.113.7", "203.0.113.200", "198.51.101.255", "8.8.8.8", "2001:db8::7",
                       "2001:db8::8", "2001:db9::"})});
  }
  const bool tls = service || endpoint || random.chance(70);
  give(request, "aws:SecureTransport", {tls ? "true" : "false"});
}

/// Times, and what hangs on the credentials.
inline void random_session(Random& random, Request& request, bool iam) {
  give(request, "aws:CurrentTime", {"2026-01-01T00:00:00Z"});
  give(request, "aws:EpochTime", {"1767225600"});
  const CallerKind kind = request.caller.kind;
  const bool role = kind == CallerKind::role;
  const bool temporary = role || kind == CallerKind::federated_user || (iam && random.chance(40));
  if (temporary) {
    give(request, "aws:TokenIssueTime",
         {random.pick({"2026-01-01T00:00:00Z", "2025-12-31T23:00:00Z", "2025-06-29T00:00:00Z"})});
  }
  if (temporary && random.chance(50)) {
    give(request, "aws:MultiFactorAuthPresent", {"true"});
    give(request, "aws:MultiFactorAuthAge",
         {random.pick({"0", "59", "60", "300", "3600", "3601"})});
  }
  const std::string* id = value_of(request, "aws:userid");
  if (role && id != nullptr && id->find(":i-") != std::string::npos && random.chance(70)) {
    give(request, "ec2:SourceInstanceArn",
         {"arn:aws:ec2:us-east-1:" + request.caller.account + ":instance/i-0a1b2c3d"});
  }
}

/// Tags come with the actions that set them, keys also with the one that removes them.
inline void random_tags(Random& random, Request& request) {
  const bool values = request.action == "sqs:TagQueue";
  if (!values && request.action != "sqs:UntagQueue") return;
  std::vector<std::string> tags;
  for (const char* tag : {"a", "b", "ab", "c"}) {
    if (!random.chance(40)) continue;
    tags.emplace_back(tag);
    if (values) {
      give(request, "aws:RequestTag/" + std::string(tag), {random.pick({"red", "blue", ""})});
    }
  }
  if (!tags.empty()) give(request, "aws:TagKeys", tags);
}

/// A request that satisfies the constraints; written down again here, on purpose.
inline Request random_request(Random& random) {
  Request request;
  request.resource = kQueue;
  request.action = random.pick({"sqs:SendMessage", "sqs:DeleteQueue", "sqs:ReceiveMessage",
                                "sqs:TagQueue", "sqs:UntagQueue"});
  random_caller(random, request);
  const bool service = request.caller.kind == CallerKind::service;
  const bool iam = !service && request.caller.kind != CallerKind::anonymous;
  if (random.chance(30)) give_organization(request, "Resource", "o-abc/r-1/");
  if (service) random_source(random, request);
  if (iam) random_organization(random, request);
  random_network(random, request, iam);
  random_session(random, request, iam);
  random_tags(random, request);
  const bool other_agent = random.chance(30);
  give(request, "aws:UserAgent",
       {other_agent ? random.pick({"cli", "blue", "r*", "red"}) : std::string("cli")});
  if (random.chance(40)) give(request, "aws:ResourceTag/team", {random.pick({"red", "blue"})});
  if (iam && random.chance(50)) {
    give(request, "aws:PrincipalTag/team",
         {random.pick({"red", "blue", "", "green", "redx*", "alice", "orders"})});
  }
  if (random.chance(20)) give(request, "aws:NoSuchKey", {random.pick({"x", "y"})});
  complete(request);
  return request;
}

}  // namespace sqsproof::policy
