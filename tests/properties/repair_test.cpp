// Repairs against the authorizer: where one says that it is free, random requests are decided as
// before, but for those that a violated check is about, and these are let in no more.
#include "properties/repair/repair.h"

#include <gtest/gtest.h>

#include "policy/decide/authorize.h"
#include "policy/decide/condition.h"
#include "properties/report/edits.h"
#include "tests/policy/random_policies.h"

namespace sqsproof::properties {
namespace {

using policy::Request;
using policy::Truth;
using policy::Verdict;

constexpr const char* kOwner = "444455556666";

Subject subject_of(const policy::Document& document, policy::Random& random) {
  Subject subject{&document, policy::kQueue,        kOwner,
                  {},        mentions_of(document), &semantics::sqs_vocabulary()};
  if (random.chance(30)) subject.trust.accounts = {"111122223333"};
  if (random.chance(20)) {
    subject.trust.organizations = {"o-abc"};
    subject.mentions.organizations.insert("o-abc");  // as after a repair that names it
  }
  return subject;
}

Truth is_in(const std::vector<policy::RequestClass>& classes, const Request& request) {
  Truth result = Truth::no;
  for (const policy::RequestClass& wanted : classes) {
    Truth one = policy::truth(
        std::count(wanted.callers.begin(), wanted.callers.end(), request.caller.kind) > 0);
    for (const auto& part : wanted.conditions) one = all_of(one, holds(part, request));
    result = any_of(result, one);
  }
  return result;
}

/// A service that says for whom it acts as AWS documents it: S3 in aws:SourceAccount beside the
/// bucket, the others in the ARN of aws:SourceArn.
bool is_documented(const Request& request) {
  if (request.caller.kind != policy::CallerKind::service) return true;
  const std::string* account = policy::value_of(request, "aws:sourceaccount");
  const std::string* arn = policy::value_of(request, "aws:sourcearn");
  if (arn == nullptr) return false;
  return request.caller.service == "s3.amazonaws.com" ? account != nullptr
                                                      : arn->find(":::") == std::string::npos;
}

struct Tally {
  std::size_t violated = 0;
  std::size_t repaired = 0;
  std::size_t free = 0;
  std::size_t stopped = 0;  ///< requests
  std::size_t kept = 0;
};

void compare(const Subject& subject, const CheckResult& result, const AccessCheck& repaired,
             const policy::Document& after, bool free, policy::Random& random, Tally& tally) {
  for (int i = 0; i < 150; ++i) {
    const Request request = policy::random_request(random);
    const policy::Outcome old = decide(*subject.policy, request, *subject.vocabulary);
    const policy::Outcome now = decide(after, request, *subject.vocabulary);
    const bool offends = is_in(repaired.classes(subject), request) == Truth::yes;
    EXPECT_FALSE(offends && now == policy::Outcome::allow) << to_json(request);
    EXPECT_FALSE(now == policy::Outcome::allow && old != policy::Outcome::allow)
        << "gained " << to_json(request);
    if (old != policy::Outcome::allow) continue;
    if (now == policy::Outcome::allow) {
      ++tally.kept;
      continue;
    }
    ++tally.stopped;
    if (!free || !is_documented(request)) continue;
    Truth flagged = Truth::no;
    for (const AccessCheck& check : all_access_checks()) {
      for (const Finding& finding : result.findings) {
        if (finding.rule != check.words.id) continue;
        flagged = any_of(flagged, is_in(check.classes(subject), request));
      }
    }
    EXPECT_NE(flagged, Truth::no) << "lost " << to_json(request);
  }
}

}  // namespace

TEST(Repair, FreeOnesChangeNothingButWhatWasFlagged) {
  Tally tally;
  for (unsigned seed = 1; seed <= 150; ++seed) {
    policy::Random random(seed);
    std::vector<std::string> statements;
    const std::size_t count = 1 + random.below(3);
    for (std::size_t i = 0; i < count; ++i) statements.push_back(policy::random_statement(random));
    const policy::Document document = policy::document_of(policy::policy_of(statements));
    SCOPED_TRACE("seed " + std::to_string(seed) + ": " + document.source->text);
    const Subject subject = subject_of(document, random);
    const CheckResult result = check_access(subject, {});
    for (const AccessCheck& check : all_access_checks()) {
      if (std::none_of(result.findings.begin(), result.findings.end(), [&](const Finding& one) {
            return one.rule == check.words.id && one.verdict == Verdict::violated;
          })) {
        continue;
      }
      if (check.severity != policy::Severity::error) continue;
      ++tally.violated;
      const auto repair = find_repair(subject, check, result, {});
      if (!repair) continue;
      ++tally.repaired;
      const bool free = repair->free == Verdict::holds;
      tally.free += free ? 1 : 0;
      EXPECT_EQ(repair->cost.has_value(), !free);
      const Edited edited = apply_fixes(document.source->text, {&repair->fix, 1});
      SCOPED_TRACE(repair->fix.title + "\n" + edited.text);
      compare(subject, result, check, policy::document_of(edited.text), free, random, tally);
      if (testing::Test::HasFailure()) return;
    }
  }
  std::printf("%zu violated, %zu repaired, %zu free; %zu requests stopped, %zu kept\n",
              tally.violated, tally.repaired, tally.free, tally.stopped, tally.kept);
  EXPECT_GT(tally.repaired, tally.violated / 2);
}

}  // namespace sqsproof::properties
