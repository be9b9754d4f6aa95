// `diff` of policies that are no queue's, as a user runs it.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::json;

Json policy_of(Json statement) {
  return {{"Version", "2012-10-17"}, {"Statement", {std::move(statement)}}};
}

Json bucket_policy(const Json& principal) {
  return policy_of({{"Effect", "Allow"},
                    {"Principal", principal},
                    {"Action", "s3:GetObject"},
                    {"Resource", "arn:aws:s3:::uploads/*"}});
}

Json role_policy(const Json& action) {
  return policy_of({{"Effect", "Allow"}, {"Action", action}, {"Resource", "*"}});
}

std::string file(const std::string& name, const Json& json) {
  return temporary_file(name, json.dump());
}

/// What `decide` says of a request.
std::string decision_of(const std::string& policy, const std::string& kind, const Json& request) {
  const Outcome outcome = run_program(
      {"decide", "--policy", policy, "--kind", kind, "--requests", "-", "--output", "json"},
      request.dump() + "\n");
  EXPECT_NE(outcome.exit_code, 2) << outcome.err;
  return outcome.out.empty() ? "" : Json::parse(outcome.out).at("decision").get<std::string>();
}

/// Each witness is let in by the one policy, and not by the other.
void expect_witnessed(const Json& grants, const std::string& kind, const std::string& policy,
                      const std::string& other) {
  for (const Json& grant : grants) {
    EXPECT_EQ(decision_of(policy, kind, grant.at("witness")), "allow") << grant;
    EXPECT_NE(decision_of(other, kind, grant.at("witness")), "allow") << grant;
  }
}

}  // namespace

TEST(DiffKinds, RecognisesABucketPolicyAndShowsActionAndResource) {
  const std::string before = file("bucket-old.json", bucket_policy({{"AWS", "222222222222"}}));
  const std::string after = file("bucket-new.json", bucket_policy("*"));
  const Outcome outcome = run_program({"diff", before, after, "--output", "json"});
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  const Json report = Json::parse(outcome.out);
  EXPECT_EQ(report.at("relation"), "wider");
  const Json& grant = report.at("added").at(0);
  EXPECT_EQ(grant.at("actions"), Json({"s3:GetObject"}));
  EXPECT_EQ(grant.at("resources"), Json({"arn:aws:s3:::uploads/*"}));
  EXPECT_EQ(grant.at("witness").at("action"), "s3:GetObject");
  EXPECT_EQ(grant.at("witness").at("resource").get<std::string>().rfind("arn:aws:s3:::uploads/", 0),
            0U);
  const Outcome table = run_program({"diff", before, after, "--output", "markdown"});
  EXPECT_NE(table.out.find("s3:GetObject on arn:aws:s3:::uploads/*"), std::string::npos)
      << table.out;
}

TEST(DiffKinds, RelatesTheSamplesAndShowsWhatDecides) {
  const std::string folder = std::string(SQSPROOF_SOURCE_DIR) + "/fixtures/data/kinds/";
  struct Sample {
    const char* before;
    const char* after;
    const char* kind;
    const char* relation;
  };
  for (const Sample& sample :
       {Sample{"topic.json", "topic-other.json", "resource", "incomparable"},
        Sample{"bucket.json", "bucket-rewritten.json", "resource", "incomparable"},
        Sample{"key.json", "key-narrower.json", "resource", "narrower"},
        Sample{"role.json", "role-wider.json", "identity", "wider"}}) {
    const std::string before = folder + sample.before;
    const std::string after = folder + sample.after;
    const Outcome said =
        run_program({"diff", before, after, "--kind", sample.kind, "--output", "json"});
    const Outcome outcome = run_program({"diff", before, after, "--output", "json"});
    EXPECT_EQ(outcome.out, said.out) << "the kind is recognised";
    const Json report = Json::parse(outcome.out);
    EXPECT_EQ(report.at("relation"), sample.relation) << sample.after;
    expect_witnessed(report.at("added"), sample.kind, after, before);
    expect_witnessed(report.at("removed"), sample.kind, before, after);
  }
}

TEST(DiffKinds, ReadsWhatTheToolsOfAwsPrint) {
  const Json before = bucket_policy({{"AWS", "222222222222"}});
  const std::string wrapped = file("get-bucket-policy.json", {{"Policy", before.dump()}});
  const Outcome same = run_program({"diff", wrapped, file("bucket-raw.json", before), "--quiet"});
  EXPECT_EQ(same.exit_code, 0) << same.err;
  const std::string version =
      file("get-policy-version.json", {{"PolicyVersion", {{"Document", role_policy("s3:*")}}}});
  const Outcome wider = run_program({"diff", version, "-", "--quiet", "--kind", "identity"},
                                    role_policy({"s3:*", "sns:*"}).dump());
  EXPECT_EQ(wider.exit_code, 1) << wider.err;
  EXPECT_NE(wider.out.find("whom the policy is attached to: sns:*"), std::string::npos)
      << wider.out;
}

TEST(DiffKinds, ADroppedDenyIsAFindingOfItsOwn) {
  const auto policy = [](const std::string& more) {
    return R"({"Version": "2012-10-17", "Statement": [
      {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"})" +
           more + "]}";
  };
  const std::string guarded = temporary_file(
      "old.json", policy(R"(, {"Sid": "Keep", "Effect": "Deny", "Action": "s3:DeleteObject",
                               "Resource": "arn:aws:s3:::logs/*"})"));
  const std::string open = temporary_file("new.json", policy(""));
  const Outcome dropped =
      run_program({"diff", guarded, open, "--kind", "identity", "--output", "json"});
  EXPECT_EQ(dropped.exit_code, 1) << dropped.err;
  const Json diff = Json::parse(dropped.out);
  EXPECT_EQ(diff.at("relation"), "wider");
  EXPECT_EQ(diff.at("added"), Json::array());
  EXPECT_EQ(diff.at("denies_removed").at(0).at("sid"), "Keep");
  EXPECT_EQ(diff.at("denies_removed").at(0).at("witness").at("action"), "s3:DeleteObject");
  const Outcome text = run_program({"diff", guarded, open, "--kind", "identity"});
  EXPECT_NE(text.out.find("denied before, and not any more"), std::string::npos) << text.out;
  EXPECT_EQ(run_program({"diff", open, guarded, "--kind", "identity"}).exit_code, 0);
  EXPECT_EQ(
      run_program({"diff", open, guarded, "--kind", "identity", "--fail-on", "removed"}).exit_code,
      1);
}

TEST(DiffKinds, RefusesWhatIsNotOfTheKind) {
  const std::string bucket = file("a-bucket.json", bucket_policy("*"));
  const std::string role = file("a-role.json", role_policy("s3:*"));
  const Outcome mixed = run_program({"diff", bucket, role});
  EXPECT_EQ(mixed.exit_code, 2);
  EXPECT_NE(mixed.err.find("--kind"), std::string::npos) << mixed.err;
  const Outcome principal = run_program({"diff", bucket, bucket, "--kind", "identity"});
  EXPECT_EQ(principal.exit_code, 2);
  EXPECT_NE(principal.err.find("an identity policy has a Principal"), std::string::npos);
  EXPECT_NE(principal.err.find("--kind resource"), std::string::npos) << principal.err;
  const Outcome nobody = run_program({"diff", role, role, "--kind", "resource"});
  EXPECT_EQ(nobody.exit_code, 2);
  EXPECT_NE(nobody.err.find("--kind identity"), std::string::npos) << nobody.err;
  const Outcome unknown = run_program({"diff", role, role, "--kind", "topic"});
  EXPECT_EQ(unknown.exit_code, 2);
  Json china = bucket_policy("*");
  china["Statement"][0]["Resource"] = "arn:aws-cn:s3:::uploads/*";
  const Outcome crossing = run_program({"diff", bucket, file("china.json", china)});
  EXPECT_EQ(crossing.exit_code, 2);
  EXPECT_NE(crossing.err.find("partitions aws and aws-cn"), std::string::npos) << crossing.err;
}

TEST(OtherKinds, WhatAsksAboutQueuesSaysSo) {
  const std::string folder = std::string(SQSPROOF_SOURCE_DIR) + "/fixtures/data/kinds/";
  for (const char* command : {"check", "who-can", "audit"}) {
    const Outcome role = run_program({command, folder + "role.json"});
    EXPECT_EQ(role.exit_code, 2) << command;
    EXPECT_NE(role.err.find("no policy of a queue, but one of an identity"), std::string::npos)
        << role.err;
    EXPECT_NE(role.err.find("with --kind identity"), std::string::npos) << role.err;
    for (const char* name : {"topic.json", "bucket.json", "key.json"}) {
      const Outcome outcome = run_program({command, folder + name});
      EXPECT_EQ(outcome.exit_code, 2) << command << " " << name;
      EXPECT_NE(outcome.err.find("no policy of a queue: it is about"), std::string::npos)
          << outcome.err;
      EXPECT_NE(outcome.err.find("--kind resource"), std::string::npos) << outcome.err;
    }
  }
}

TEST(OtherKinds, DecideAsksOnAnyResource) {
  const std::string folder = std::string(SQSPROOF_SOURCE_DIR) + "/fixtures/data/kinds/";
  const std::vector<std::string> ask = {"decide",
                                        "--policy",
                                        folder + "role.json",
                                        "--principal",
                                        "arn:aws:iam::111122223333:role/sender",
                                        "--action",
                                        "sqs:SendMessage"};
  const auto with = [&](std::vector<std::string> more) {
    std::vector<std::string> all = ask;
    all.insert(all.end(), more.begin(), more.end());
    return run_program(all);
  };
  const std::string queue = "arn:aws:sqs:us-east-1:111122223333:orders";
  const Outcome allowed = with({"--kind", "identity", "--resource", queue});
  EXPECT_EQ(allowed.exit_code, 0) << allowed.err;
  EXPECT_EQ(allowed.out.rfind("allow: ", 0), 0U) << allowed.out;
  const Outcome refused = with({"--kind", "identity", "--resource", queue + "-2"});
  EXPECT_EQ(refused.out.rfind("no-match: ", 0), 0U) << refused.out;
  EXPECT_EQ(with({}).exit_code, 2);
  EXPECT_EQ(with({"--kind", "identity"}).exit_code, 2);
  EXPECT_EQ(with({"--resource", queue}).exit_code, 2);
  EXPECT_EQ(with({"--kind", "identity", "--queue-arn", queue}).exit_code, 2);
}

}  // namespace sqsproof::tests
