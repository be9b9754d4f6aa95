// What the fast core keeps of its clauses and propositions.
//
// A core lives as long as a policy is asked about, some microseconds mostly, so the tables of one
// that is gone are kept for the next one of the thread.
#pragma once

#include <cstdint>
#include <vector>

#include "policy/prover/core.h"

namespace sqsproof::policy {

struct FastCoreTables {
  using Lit = std::uint32_t;  ///< twice the proposition from 0, and one more when negated
  using Ref = std::uint32_t;  ///< where a clause begins
  static constexpr Ref kNone = UINT32_MAX;

  /// All clauses in one array: its length, then its literals; the first two are watched.
  class Clauses {
   public:
    Ref add(const std::vector<Lit>& literals);
    [[nodiscard]] std::size_t length(Ref ref) const { return words_[ref]; }
    [[nodiscard]] Lit* literals(Ref ref) { return &words_[ref + 1]; }
    [[nodiscard]] std::size_t size() const { return words_.size(); }
    void clear() { words_.clear(); }

   private:
    std::vector<Lit> words_;
  };
  struct Watch {
    Ref clause;
    Lit other;  ///< a literal of it; when it is true the clause need not be looked at
  };
  struct Info {
    std::uint32_t level = 0;
    Ref reason = kNone;
    double activity = 0;
    bool phase = false;
    bool seen = false;
    bool queued = false;
    bool heaped = false;  ///< queued in the heap: it was active then
  };
  struct Candidate {
    double activity;
    std::size_t index;
    bool operator<(const Candidate& other) const {
      return activity != other.activity ? activity < other.activity : index > other.index;
    }
  };

  /// What a learnt clause came from: clauses, and what is true or false whatever is assumed.
  struct Source {
    std::uint32_t number;
    bool is_fact;
  };
  struct Lesson {
    Ref clause;
    std::size_t end;  ///< of its sources, which begin where those of the one before end
  };
  struct Added {
    Ref clause;
    std::size_t number;
  };

  Clauses clauses_;
  /// By literal: clauses that watch its negation. There may be more lists than literals.
  std::vector<std::vector<Watch>> watches_;
  std::vector<std::int8_t> values_;  ///< by literal: 1 true, -1 false, 0 open
  std::vector<Info> infos_;          ///< by proposition
  std::vector<Candidate> queue_;     ///< a heap; activities in it may be stale
  std::vector<Lit> trail_;
  std::vector<std::size_t> decisions_;  ///< where each level begins in the trail
  std::vector<CoreLiteral> assumptions_;
  std::vector<Lit> learnt_;
  std::vector<Lit> added_;       ///< of the clause that is being added
  std::vector<Added> added_as_;  ///< in the order of clauses, like the next one
  std::vector<Lesson> lessons_;
  std::vector<Source> sources_;
  std::vector<Ref> blamed_;
  std::vector<Ref> pending_;          ///< to be blamed
  std::vector<char> blamed_lessons_;  ///< by number: whether they were

  /// Empty ones, with room if some were given back on this thread.
  [[nodiscard]] static FastCoreTables take();
  static void give_back(FastCoreTables&& tables);

 private:
  void clear();
};

}  // namespace sqsproof::policy
