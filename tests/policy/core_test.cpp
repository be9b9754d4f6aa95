// The core of our own against all assignments, and beside Z3: clauses come between checks, and
// assumptions change, as the prover does it.
#include "policy/prover/core.h"

#include <gtest/gtest.h>
#include <random>

#include "policy/prover/clause_list.h"
#include "policy/prover/fast_core.h"

namespace sqsproof::policy {
namespace {

using CoreResult = Core::Result;
using Clause = std::vector<CoreLiteral>;

constexpr std::uint64_t kWork = 1'000'000;
constexpr unsigned kResources = 10'000'000;

class RandomClauses {
 public:
  explicit RandomClauses(unsigned seed) : random_(seed) {}
  CoreLiteral literal(int propositions) {
    const int one = below(propositions) + 1;
    return below(2) == 0 ? one : -one;
  }
  Clause clause(int propositions, int longest) {
    Clause clause;
    for (int length = below(longest + 1); length >= 0; --length) {
      clause.push_back(literal(propositions));
    }
    return clause;
  }
  int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }

 private:
  std::mt19937 random_;
};

bool holds(const Clause& clause, unsigned assignment) {
  return std::any_of(clause.begin(), clause.end(), [&](CoreLiteral literal) {
    return ((assignment >> (std::abs(literal) - 1)) & 1U) == (literal > 0 ? 1U : 0U);
  });
}

bool satisfiable(const std::vector<Clause>& clauses, const Clause& assumed, int propositions) {
  for (unsigned assignment = 0; assignment < 1U << propositions; ++assignment) {
    const auto satisfied = [&](const Clause& clause) { return holds(clause, assignment); };
    const auto is_so = [&](CoreLiteral literal) { return holds({literal}, assignment); };
    if (std::all_of(clauses.begin(), clauses.end(), satisfied) &&
        std::all_of(assumed.begin(), assumed.end(), is_so)) {
      return true;
    }
  }
  return false;
}

void expect_model(Core& core, const std::vector<Clause>& clauses, const Clause& assumed) {
  for (const CoreLiteral literal : assumed) EXPECT_TRUE(core.is_true(literal));
  for (const Clause& clause : clauses) {
    EXPECT_TRUE(std::any_of(clause.begin(), clause.end(),
                            [&](CoreLiteral literal) { return core.is_true(literal); }));
  }
}

/// The same clauses in several cores; one more check after each few of them.
void play(unsigned seed, std::size_t (&seen)[2]) {
  constexpr int kPropositions = 9;
  RandomClauses random(seed);
  const auto fast = open_fast_core(kWork);
  const auto confirmed = open_confirmed_core(kWork, kResources, seed % 2 == 0);
  for (int i = 0; i < kPropositions; ++i) {
    fast->new_proposition();
    confirmed->new_proposition();
  }
  std::vector<Clause> clauses;
  for (int round = 0; round < 40; ++round) {
    clauses.push_back(random.clause(kPropositions, 3));
    fast->add_clause(clauses.back());
    confirmed->add_clause(clauses.back());
    const Clause assumed = random.below(3) == 0 ? Clause{} : random.clause(kPropositions, 3);
    const bool possible = satisfiable(clauses, assumed, kPropositions);
    ++seen[possible ? 1 : 0];
    const CoreResult expected = possible ? CoreResult::satisfiable : CoreResult::unsatisfiable;
    ASSERT_EQ(fast->check(assumed), expected) << "seed " << seed << " round " << round;
    ASSERT_EQ(confirmed->check(assumed), expected) << "seed " << seed << " round " << round;
    if (possible) expect_model(*fast, clauses, assumed);
  }
}

/// So many pigeons and one hole less: hard for clauses.
void add_pigeons(Core& core, int pigeons) {
  const int holes = pigeons - 1;
  const auto in_hole = [&](int pigeon, int hole) { return pigeon * holes + hole + 1; };
  for (int i = 0; i < pigeons * holes; ++i) core.new_proposition();
  for (int pigeon = 0; pigeon < pigeons; ++pigeon) {
    Clause somewhere;
    for (int hole = 0; hole < holes; ++hole) somewhere.push_back(in_hole(pigeon, hole));
    core.add_clause(somewhere);
  }
  for (int hole = 0; hole < holes; ++hole) {
    for (int a = 0; a < pigeons; ++a) {
      for (int b = 0; b < a; ++b) core.add_clause({-in_hole(a, hole), -in_hole(b, hole)});
    }
  }
}

}  // namespace

TEST(FastCore, AgreesWithAllAssignmentsWhileClausesComeAndAssumptionsChange) {
  std::size_t seen[2] = {0, 0};
  for (unsigned seed = 1; seed <= 400; ++seed) {
    play(seed, seen);
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GT(seen[0], 1000U);
  EXPECT_GT(seen[1], 1000U);
}

// Z3 is shown these alone.
TEST(FastCore, BlamesClausesThatContradictEachOther) {
  constexpr int kPropositions = 8;
  std::size_t left_out = 0;
  for (unsigned seed = 1; seed <= 300; ++seed) {
    RandomClauses random(seed);
    FastCore core(kWork);
    for (int i = 0; i < kPropositions; ++i) core.new_proposition();
    std::vector<Clause> clauses;
    for (int round = 0; round < 60; ++round) {
      clauses.push_back(random.clause(kPropositions, 3));
      core.add_clause(clauses.back());
      const Clause assumed =
          random.below(3) == 0 ? Clause{} : Clause{random.literal(kPropositions)};
      if (core.check(assumed) != CoreResult::unsatisfiable) continue;
      std::vector<Clause> blamed;
      for (const std::size_t number : core.blamed()) blamed.push_back(clauses.at(number));
      ASSERT_FALSE(satisfiable(blamed, assumed, kPropositions)) << "seed " << seed;
      left_out += clauses.size() - blamed.size();
    }
  }
  EXPECT_GT(left_out, 1000U);
}

// It keeps clauses from one question to the next, and forgets them when there are many.
TEST(Z3, DecidesClausesOfOneQuestionAfterTheOther) {
  constexpr int kPropositions = 10;
  std::size_t seen[2] = {0, 0};
  for (unsigned seed = 1; seed <= 900; ++seed) {
    RandomClauses random(seed);
    ClauseList list;
    std::vector<Clause> clauses;
    for (int i = 0; i < 20; ++i) {
      clauses.push_back(random.clause(kPropositions, 3));
      list.add(clauses.back());
    }
    const Clause assumed = {random.literal(kPropositions)};
    const bool possible = satisfiable(clauses, assumed, kPropositions);
    ++seen[possible ? 1 : 0];
    ASSERT_EQ(ask_z3(list, assumed, kResources),
              possible ? CoreResult::satisfiable : CoreResult::unsatisfiable)
        << "seed " << seed;
  }
  EXPECT_GT(seen[0], 50U);
  EXPECT_GT(seen[1], 50U);
}

TEST(FastCore, DecidesWhatNeedsSearch) {
  const auto core = open_fast_core(kWork * 100);
  add_pigeons(*core, 7);
  EXPECT_EQ(core->check({}), CoreResult::unsatisfiable);
  EXPECT_EQ(core->check({1}), CoreResult::unsatisfiable) << "what never holds stays so";
}

TEST(FastCore, GivesUpAtItsLimit) {
  const auto core = open_fast_core(2'000);
  add_pigeons(*core, 9);
  EXPECT_EQ(core->check({}), CoreResult::unknown);
}

TEST(FastCore, TheEmptyClauseNeverHolds) {
  const auto core = open_fast_core(kWork);
  const CoreLiteral one = core->new_proposition();
  EXPECT_EQ(core->check({one, -one}), CoreResult::unsatisfiable);
  EXPECT_EQ(core->check({one}), CoreResult::satisfiable);
  core->add_clause({});
  EXPECT_EQ(core->check({}), CoreResult::unsatisfiable);
}

}  // namespace sqsproof::policy
