// Policies of resources and identities: the prover against every request of a small universe that
// is made of the words of the policies, and against random requests.
#include <cstdlib>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "policy/decide/match.h"
#include "policy/prover/alike.h"
#include "tests/policy/open_inquiry.h"
#include "tests/policy/prover_judgement.h"

namespace sqsproof::policy {
namespace {

struct OpenTally {
  std::size_t verdicts[3] = {0, 0, 0};
  std::size_t offending = 0;
};

/// Read back from its JSON form, as a user would.
std::string mistake_in_witness(const Inquiry& inquiry) {
  const Answer& answer = inquiry.answer;
  if (!answer.internal_error.empty()) return answer.internal_error;
  if (!answer.witness) return answer.verdict == Verdict::violated ? "no witness" : "";
  const std::string json = to_json(*answer.witness);
  const auto again = read_request(std::make_shared<const SourceText>(SourceText{"witness", json}),
                                  inquiry.policy.kind);
  if (!again) return "the witness is no request: " + json;
  const Truth truth = offends(inquiry.question, inquiry.policy, *again);
  const bool shows = answer.verdict == Verdict::violated ? truth == Truth::yes : truth != Truth::no;
  return shows ? "" : "the witness does not replay: " + json;
}

/// A service's key has one value, unless a policy holds a set operator against it.
bool is_in(const Inquiry& inquiry, const Request& request) {
  const std::string key = "kms:encryptioncontextkeys";
  const auto found = request.context.find(key);
  if (found != request.context.end() && found->second.values.size() > 1 &&
      !inquiry.realm.list_keys.contains(key)) {
    return false;
  }
  const auto& covered = inquiry.question.classes[0].covered;
  return !covered || action_matches(*covered, request.action) == Truth::yes;
}

/// Nothing that the authorizer lets through may have been missed.
std::string mistake_about(const Inquiry& inquiry, const Request& request, OpenTally& tally) {
  if (!is_in(inquiry, request)) return {};
  const Truth truth = offends(inquiry.question, inquiry.policy, request);
  const bool possibly =
      truth != Truth::no &&
      may_offend_alike(inquiry.policy, semantics::sqs_vocabulary(), inquiry.question, request);
  if (!possibly) return {};
  ++tally.offending;
  const Answer& answer = inquiry.answer;
  if (answer.verdict == Verdict::holds) return "not seen: " + to_json(request);
  const bool surely = truth == Truth::yes && !request.context.contains("aws:nosuchkey");
  const bool missed = surely && answer.verdict == Verdict::unknown && !reached_limit(answer);
  return missed ? "not seen for sure: " + to_json(request) : "";
}

/// What is wrong with the answer to the question of that number; empty when nothing is.
std::string mistake(PolicyKind kind, unsigned seed, Flaw flaw, const std::vector<Request>& universe,
                    OpenTally& tally) {
  Random random(seed);
  const Words words = seed % 2 == 0 ? Words::own : Words::all;
  const Inquiry inquiry(kind, words, random, flaw);
  ++tally.verdicts[static_cast<int>(inquiry.answer.verdict)];
  std::string found = mistake_in_witness(inquiry);
  const std::size_t count = words == Words::own ? universe.size() : 100;
  for (std::size_t i = 0; i < count && found.empty(); ++i) {
    const Request request = words == Words::own ? universe[i] : random_open_request(random, kind);
    found = mistake_about(inquiry, request, tally);
  }
  if (found.empty()) return found;
  return fmt::format("seed {}: {}\n{}\nbeside {}", seed, found, inquiry.policy.source->text,
                     inquiry.other.source->text);
}

}  // namespace

TEST(OpenRandom, AgreesWithTheAuthorizer) {
  const unsigned policies = std::getenv("SQSPROOF_LONG") != nullptr ? 20'000 : 800;
  for (const PolicyKind kind : {PolicyKind::resource, PolicyKind::identity}) {
    const std::vector<Request> universe = open_universe(kind);
    OpenTally tally;
    for (unsigned seed = 1; seed <= policies; ++seed) {
      ASSERT_EQ(mistake(kind, seed, Flaw::none, universe, tally), "");
    }
    EXPECT_GT(tally.verdicts[static_cast<int>(Verdict::holds)], policies / 20) << name_of(kind);
    EXPECT_GT(tally.verdicts[static_cast<int>(Verdict::violated)], policies / 4) << name_of(kind);
    EXPECT_GT(tally.offending, policies) << name_of(kind);
  }
}

/// The same, with a prover that is wrong.
TEST(OpenRandom, NoticesAWrongProver) {
  const std::vector<Request> universe = open_universe(PolicyKind::resource);
  for (const Flaw flaw :
       {Flaw::absent_key_fails_negation, Flaw::if_exists_is_dropped, Flaw::null_is_reversed,
        Flaw::negation_is_lost, Flaw::readings_are_swapped, Flaw::possible_is_certain,
        Flaw::another_service_keys_are_absent, Flaw::star_crosses_colons,
        Flaw::everyone_without_services, Flaw::not_principal_is_principal, Flaw::deny_is_ignored,
        Flaw::deny_is_read_like_allow, Flaw::refusal_forgets_deny,
        Flaw::refusal_forgets_other_allows}) {
    OpenTally tally;
    bool noticed = false;
    unsigned seed = 1;
    for (; seed <= 3000 && !noticed; ++seed) {
      noticed = !mistake(PolicyKind::resource, seed, flaw, universe, tally).empty();
    }
    EXPECT_TRUE(noticed) << static_cast<int>(flaw);
    fmt::print("flaw {}: noticed after {} policies\n", static_cast<int>(flaw), seed - 1);
  }
}

/// What is not documented may come out either way: once in the policy, and otherwise beside it.
bool is_documented(const std::string& policy) {
  for (const char* open : {"arn:aws:SNS", "arn:aws:s*", "NotPrincipal", "PrincipalArn", "s3:prefix",
                           "s3:max", "kms:Vi", "kms:Enc"}) {
    if (policy.find(open) != std::string::npos) return false;
  }
  const bool not_resource = policy.find("NotResource") != std::string::npos;
  return !not_resource || policy.find("${aws:username}") == std::string::npos;
}

TEST(OpenRandom, APolicyAddsNothingToItself) {
  std::size_t documented = 0;
  for (unsigned seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    const PolicyKind kind = seed % 2 == 0 ? PolicyKind::resource : PolicyKind::identity;
    const Document policy = open_policy_of(random_open_statements(random, kind, Words::own), kind);
    SCOPED_TRACE(policy.source->text);
    Question question{{anyone()}, {"999988887777"}};
    question.baseline = &policy;
    Prover prover(policy, realm_of(policy, &policy, "aws"), semantics::sqs_vocabulary());
    const Answer answer = prover.ask(question);
    EXPECT_EQ(answer.internal_error, "");
    EXPECT_NE(answer.verdict, Verdict::violated);
    if (!is_documented(policy.source->text)) continue;
    ++documented;
    EXPECT_EQ(answer.verdict, Verdict::holds);
  }
  EXPECT_GT(documented, 40U);
}

}  // namespace sqsproof::policy
