// Questions about policies of resources and identities, asked of cvc5 as well.
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "properties/access/compare.h"
#include "properties/access/policy_pair.h"
#include "tests/policy/open_inquiry.h"
#include "tests/policy/oracle.h"

namespace sqsproof::policy {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

fs::path folder_of(const char* name) { return fs::path(SQSPROOF_SOURCE_DIR) / name; }

Json json_of(const fs::path& file) {
  std::ifstream in(file);
  return Json::parse(in);
}

Source source_of(const Json& policy) {
  return std::make_shared<const SourceText>(SourceText{"policy", policy.dump()});
}

/// Every question of `diff`, both ways.
void add_diff(const std::string& name, const Json& before, const Json& after,
              const std::string& account, Oracle& oracle) {
  const auto kind = properties::common_kind(source_of(before), source_of(after));
  ASSERT_TRUE(kind) << name;
  Diagnostics warnings;
  const auto pair = properties::read_pair(source_of(before), source_of(after),
                                          *kind == PolicyKind::queue ? PolicyKind::resource : *kind,
                                          account, warnings);
  ASSERT_TRUE(pair) << name;
  const auto subject = [&](const Document& policy) {
    return properties::subject_of(policy, *pair, semantics::sqs_vocabulary());
  };
  const auto observe = [&](const properties::Asked& asked) {
    ASSERT_TRUE(asked.realm) << name;
    oracle.add(name + ": " + asked.name, *asked.subject.policy, *asked.realm, asked.question,
               asked.answer);
  };
  static_cast<void>(
      properties::compare({subject(pair->before), subject(pair->after), observe, observe}, {}));
}

void add_random(PolicyKind kind, unsigned seed, Flaw flaw, Oracle& oracle) {
  Random random(seed);
  const Words words = seed % 3 == 0 ? Words::all : Words::own;
  Inquiry inquiry(kind, words, random, flaw);
  if (random.chance(20)) inquiry.question.without = {&inquiry.other};
  if (random.chance(20)) inquiry.question.within = &inquiry.other;
  inquiry.ask(flaw);
  oracle.add(fmt::format("{} {}: {}\nbeside {}", name_of(kind), seed, inquiry.policy.source->text,
                         inquiry.other.source->text),
             inquiry.policy, inquiry.realm, inquiry.question, inquiry.answer);
}

constexpr PolicyKind kKinds[] = {PolicyKind::resource, PolicyKind::identity};

}  // namespace

TEST(OpenOracle, AgreesOnTheSamples) {
  if (!has_cvc5()) GTEST_SKIP() << "cvc5 is not installed";
  Oracle oracle;
  const fs::path folder = folder_of("fixtures/data/kinds");
  for (const auto& [before, after] :
       {std::pair{"topic", "topic-other"}, std::pair{"bucket", "bucket-rewritten"},
        std::pair{"key", "key-narrower"}, std::pair{"role", "role-wider"}}) {
    add_diff(after, json_of(folder / (std::string(before) + ".json")),
             json_of(folder / (std::string(after) + ".json")), "", oracle);
  }
  const OracleTally tally = oracle.compare(5000);
  expect_agreement("cvc5", tally);
  EXPECT_EQ(tally.refused, 0U);
  EXPECT_GT(tally.decided, tally.asked * 3 / 4);
}

TEST(OpenOracle, AgreesOnTheCases) {
  if (!has_cvc5()) GTEST_SKIP() << "cvc5 is not installed";
  Oracle oracle;
  for (const auto& file : fs::directory_iterator(folder_of("tests/cases/diff"))) {
    const Json test = json_of(file.path());
    if (test.contains("queue")) continue;
    add_diff(file.path().filename().string(), test.at("before"), test.at("after"),
             test.value("account", std::string()), oracle);
  }
  const OracleTally tally = oracle.compare(2000);
  expect_agreement("cvc5", tally);
  EXPECT_EQ(tally.refused, 0U);
  EXPECT_GT(tally.decided + tally.open, tally.asked * 3 / 4);
}

TEST(OpenOracle, AgreesOnRandomPolicies) {
  if (!has_cvc5()) GTEST_SKIP() << "cvc5 is not installed";
  const unsigned policies = std::getenv("SQSPROOF_LONG") != nullptr ? 500 : 60;
  Oracle oracle;
  for (const PolicyKind kind : kKinds) {
    for (unsigned seed = 1; seed <= policies; ++seed) add_random(kind, seed, Flaw::none, oracle);
  }
  const OracleTally tally = oracle.compare(1000);
  expect_agreement("cvc5", tally);
  EXPECT_EQ(tally.refused, 0U);
  EXPECT_GT(tally.decided + tally.open, tally.asked / 2);
}

/// The same, with a prover that is wrong.
TEST(OpenOracle, NoticesAWrongProver) {
  if (!has_cvc5()) GTEST_SKIP() << "cvc5 is not installed";
  for (const Flaw flaw : {Flaw::absent_key_fails_negation, Flaw::another_service_keys_are_absent,
                          Flaw::deny_is_ignored, Flaw::not_principal_is_principal}) {
    std::size_t noticed = 0;
    unsigned seed = 1;
    for (; seed <= 400 && noticed == 0; seed += 40) {
      Oracle oracle;
      for (unsigned i = 0; i < 40; ++i) add_random(PolicyKind::resource, seed + i, flaw, oracle);
      noticed = oracle.compare(500).disagreements.size();
    }
    EXPECT_GT(noticed, 0U) << static_cast<int>(flaw);
    fmt::print("flaw {}: noticed among {} policies\n", static_cast<int>(flaw), seed - 1);
  }
}

}  // namespace sqsproof::policy
