// Examples against the embedded endpoint: it passes all of them, and each mutant that a row names
// fails it.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>

#include "fixtures/mutants/mutant.h"
#include "fixtures/real_clock.h"
#include "properties/examples/embedded_doors.h"
#include "properties/examples/run.h"

namespace sqsproof::properties {
namespace {

using Verdict = ExampleResult::Verdict;

fixtures::RealClock& real_clock() {
  static fixtures::RealClock clock;
  return clock;
}

std::vector<ExampleResult> run(const std::vector<const Example*>& examples,
                               semantics::Flaw flaw = semantics::Flaw::none) {
  const EmbeddedDoors doors(real_clock(), flaw);
  EXPECT_EQ(doors.problem(), "");
  return run_examples(examples, doors.reach());
}

std::vector<const Example*> killers_of(std::string_view mutant) {
  std::vector<const Example*> killers;
  for (const Example& example : all_examples()) {
    const auto& names = example.mutants;
    if (std::find(names.begin(), names.end(), mutant) != names.end()) killers.push_back(&example);
  }
  return killers;
}

bool fails(const std::vector<ExampleResult>& results, const Example& example) {
  return std::any_of(results.begin(), results.end(), [&](const ExampleResult& result) {
    return result.example == &example && result.verdict == Verdict::fail;
  });
}

/// Of content and limits: no random program of the suite sees them as well as an example does.
constexpr std::string_view kOfContent[] = {"size-without-attributes",
                                           "size-in-characters",
                                           "noncharacters-accepted",
                                           "digest-constant",
                                           "digest-of-all-attributes",
                                           "digest-without-suffix",
                                           "digest-ignores-case",
                                           "filter-exact-only",
                                           "binary-as-text",
                                           "attribute-changed",
                                           "bodies-trimmed",
                                           "dedup-ignores-case",
                                           "batch-delete-stops",
                                           "batch-all-or-nothing",
                                           "batch-drops-last",
                                           "batch-reversed",
                                           "purge-at-any-time",
                                           "queue-comes-back",
                                           "receipts-stay",
                                           "one-too-many",
                                           "cap-restarts",
                                           "poll-leases-for-nobody",
                                           "receive-count-saturates",
                                           "redrive-change-ignored",
                                           "dead-letters-of-none-lost",
                                           "move-to-one-source",
                                           "move-beside-another",
                                           "move-takes-in-flight"};

bool needs_an_example(const fixtures::Mutant& mutant) {
  using fixtures::Needs;
  if (mutant.needs == Needs::example) return true;
  const bool door = mutant.needs == Needs::signatures || mutant.needs == Needs::senders ||
                    mutant.needs == Needs::bytes || mutant.needs == Needs::restart;
  return door || std::find(std::begin(kOfContent), std::end(kOfContent), mutant.name) !=
                     std::end(kOfContent);
}

}  // namespace

TEST(Examples, TheEmbeddedEndpointPasses) {
  const auto results = run(select_examples({}));
  for (const ExampleResult& result : results) {
    EXPECT_EQ(result.verdict, Verdict::pass) << to_text({result});
  }
  EXPECT_EQ(verdict_of(results), policy::Verdict::holds);
}

TEST(Examples, EveryMutantThatARowNamesFailsIt) {
  for (const fixtures::Mutant& mutant : fixtures::all_mutants()) {
    const auto killers = killers_of(mutant.name);
    EXPECT_TRUE(!killers.empty() || !needs_an_example(mutant)) << "nothing kills " << mutant.name;
    if (killers.empty()) continue;
    const auto results = run(killers, mutant.flaw);
    for (const Example* example : killers) {
      EXPECT_TRUE(fails(results, *example))
          << mutant.name << " survives " << example->words.id << "\n"
          << to_text(results);
      std::printf("%-26s killed by %s\n", mutant.name.data(), example->words.id.data());
    }
  }
}

// That an entry without a group is refused is documented; that its batch is, is not.
TEST(Examples, ABatchMayFailInPartWhereTheDocumentsLeaveItOpen) {
  const auto verdict = [](const char* id) {
    const auto results = run(select_examples({id}), semantics::Flaw::groupless_entry_alone);
    return results.empty() ? Verdict::skip : results.front().verdict;
  };
  EXPECT_EQ(verdict("limits/group-id-required"), Verdict::pass);
  EXPECT_EQ(verdict("limits/groupless-entry-fails-batch"), Verdict::fail);
  EXPECT_EQ(select_examples({"limits/groupless-entry-fails-batch"}).front()->level, Level::should);
}

// A check that nothing fails may be one that cannot fail.
TEST(Examples, WhatMustHoldHasAMutant) {
  for (const Example& example : all_examples()) {
    EXPECT_TRUE(example.level != Level::must || !example.mutants.empty()) << example.words.id;
  }
}

TEST(Examples, NameMutantsThatThereAre) {
  for (const Example& example : all_examples()) {
    for (const std::string_view mutant : example.mutants) {
      EXPECT_NE(fixtures::find_mutant(mutant), nullptr) << example.words.id << ": " << mutant;
    }
  }
}

TEST(Examples, HaveIdsOfTheirOwnAndAllTheirWords) {
  std::set<std::string_view> ids;
  for (const CatalogueRow& row : catalogue()) {
    EXPECT_TRUE(ids.insert(row.words.id).second) << row.words.id << " twice";
  }
  for (const Example& example : all_examples()) {
    EXPECT_NE(example.run, nullptr) << example.words.id;
    EXPECT_FALSE(example.words.title.empty() || example.words.rationale.empty() ||
                 example.words.reference.empty())
        << example.words.id;
  }
}

TEST(Examples, ASilentEndpointIsAnError) {
  const EmbeddedDoors doors(real_clock());
  ExampleReach reach = doors.reach();
  reach.url = "http://127.0.0.1:9";
  const auto results = run_examples(select_examples({"purge", "receipts"}), reach);
  ASSERT_GE(results.size(), 8U);
  for (const ExampleResult& result : results) {
    EXPECT_EQ(result.verdict, Verdict::error) << to_text({result});
  }
  EXPECT_NE(results.back().why.find("not tried"), std::string::npos);
  EXPECT_EQ(verdict_of(results), policy::Verdict::unknown);
}

// Nothing is said of what it does not answer, and everything else is tried.
TEST(Examples, AnEndpointThatNeverAnswersOneCallIsTriedWithOthers) {
  const EmbeddedDoors doors(real_clock());
  fixtures::RawHttp http(doors.reach().url);
  const fixtures::RawRequest fault{"POST",
                                   "/_control/fault",
                                   {{"X-Control-Token", doors.reach().control_token}},
                                   R"({"next":1000,"action":"SendMessage","drop":"request"})"};
  ASSERT_EQ(http.send(fault, nullptr, std::chrono::seconds(5))->status, 200);
  std::size_t silent = 0, passed = 0;
  for (const ExampleResult& result : run_examples(select_examples({}), doors.reach())) {
    EXPECT_EQ(result.why.find("not tried"), std::string::npos) << to_text({result});
    silent += result.verdict == Verdict::error ? 1 : 0;
    passed += result.verdict == Verdict::pass ? 1 : 0;
  }
  EXPECT_GT(silent, 20U);
  EXPECT_GT(passed, 50U);
}

// A 503 says nothing about a promise.
TEST(Examples, AnEndpointThatIsUnavailableLeavesThemUndecided) {
  const EmbeddedDoors doors(real_clock());
  fixtures::RawHttp http(doors.reach().url);
  const fixtures::RawRequest fault{"POST",
                                   "/_control/fault",
                                   {{"X-Control-Token", doors.reach().control_token}},
                                   R"({"next":1000,"status":503})"};
  ASSERT_EQ(http.send(fault, nullptr, std::chrono::seconds(5))->status, 200);
  for (const ExampleResult& result : run_examples(select_examples({"purge"}), doors.reach())) {
    EXPECT_EQ(result.verdict, Verdict::undecided) << to_text({result});
  }
}

TEST(Examples, WhatIsMissingSkipsThem) {
  const EmbeddedDoors doors(real_clock());
  ExampleReach reach = doors.reach();
  reach.callers.reset();
  const auto results = run_examples(select_examples({"authorization"}), reach);
  ASSERT_FALSE(results.empty());
  for (const ExampleResult& result : results) {
    EXPECT_EQ(result.verdict, Verdict::skip);
    const bool of_signatures = result.example->needs == ExampleNeeds::signatures;
    EXPECT_EQ(result.why.find("checks no signatures") != std::string::npos, of_signatures)
        << to_text({result});
  }
}

// A request that is signed wrongly, or not at all, needs no second account.
TEST(Examples, SignaturesNeedTheKeysOfOneAccount) {
  const EmbeddedDoors doors(real_clock());
  ExampleReach reach = doors.reach();
  reach.url = reach.callers->url;
  reach.key = reach.callers->owner;
  reach.callers.reset();
  std::size_t told = 0;
  for (const ExampleResult& result : run_examples(select_examples({"authorization"}), reach)) {
    const bool of_signatures = result.example->needs == ExampleNeeds::signatures;
    told += of_signatures ? 1 : 0;
    EXPECT_EQ(result.verdict, of_signatures ? Verdict::pass : Verdict::skip) << to_text({result});
  }
  EXPECT_GE(told, 7U);
}

// AWS checks them: there is no reason to ask.
TEST(Examples, SignaturesAreNotAskedForAtAws) {
  const EmbeddedDoors doors(real_clock());
  ExampleReach reach = doors.reach();
  reach.callers.reset();
  reach.patience_s = 90;
  const auto results = run_examples(select_examples({"authorization/wrong-signature"}), reach);
  ASSERT_EQ(results.size(), 1U);
  EXPECT_EQ(results.front().verdict, Verdict::fail) << to_text(results);
}

TEST(Examples, AreSelectedByWholeWordsAndLevel) {
  EXPECT_TRUE(select_examples({"purg"}).empty());
  EXPECT_EQ(select_examples({"purge/"}).size(), select_examples({"purge"}).size());
  const auto must = select_examples({"receipts"}, Level::must);
  EXPECT_LT(must.size(), select_examples({"receipts"}).size());
}

TEST(ExamplesReport, SaysWhatWasExpectedAndWhatCame) {
  const auto results =
      run(select_examples({"purge/second-refused"}), semantics::Flaw::purge_at_any_time);
  const std::string text = to_text(results);
  for (const char* part : {"FAIL       purge/second-refused", "json",
                           "PurgeQueue should fail with PurgeQueueInProgress; it succeeds",
                           "> POST / AmazonSQS.PurgeQueue", "see SQSAPI/PurgeQueue"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " is not in\n" << text;
  }
  const auto json = nlohmann::json::parse(to_json(results));
  EXPECT_EQ(json.at(0).at("verdict"), "fail");
  EXPECT_EQ(json.at(0).at("level"), "must");
  EXPECT_EQ(json.at(0).at("protocol"), "json");
  EXPECT_TRUE(json.at(0).at("transcript").is_array());
  EXPECT_EQ(verdict_of(results), policy::Verdict::violated);
}

}  // namespace sqsproof::properties
