#include "properties/explore/excusing_sets.h"

#include <bit>

#include "semantics/judge/fingerprint.h"

namespace sqsproof::properties {
namespace {

using semantics::Promise;
using Set = FreedomSet;

std::vector<Set> every_row() {
  std::vector<Set> rows;
  for (std::size_t i = 0; i < semantics::all_freedoms().size(); ++i) rows.push_back(freedom_bit(i));
  return rows;
}

Set all_rows() { return freedom_bit(semantics::all_freedoms().size()) - 1; }

bool each_choice_from(const std::vector<Set>& from, std::size_t begin, std::size_t size, Set chosen,
                      const std::function<bool(Set)>& visit) {
  if (size == 0) return visit(chosen);
  for (std::size_t i = begin; i + size <= from.size(); ++i) {
    if (each_choice_from(from, i + 1, size - 1, chosen | from[i], visit)) return true;
  }
  return false;
}

class Explanations {
 public:
  Explanations(const semantics::History& history, const semantics::Tolerance& tolerance)
      : history_(history), tolerance_(tolerance) {}

  std::set<Set> of(const Promise& promise) const {
    Set left = all_rows();
    if (!excuses(promise, left)) return {};
    std::set<Set> found = smallest(promise);
    for (const Set rows : found) left &= ~rows;
    while (excuses(promise, left)) {
      const Set rows = without_the_idle(promise, left);
      found.insert(rows);
      left &= ~rows;
    }
    return found;
  }

 private:
  std::set<Set> smallest(const Promise& promise) const {
    constexpr int kMost = 3;  // as many are tried in all ways: one set of more has to do
    const Set one = without_the_idle(promise, all_rows());
    const int most = std::popcount(one);
    if (most > kMost) return {one};
    std::set<Set> found;
    for (int size = 1; size <= most && found.empty(); ++size) {
      each_choice(every_row(), static_cast<std::size_t>(size), [&](Set rows) {
        if (excuses(promise, rows)) found.insert(rows);
        return false;
      });
    }
    return found;
  }

  /// Of rows that excuse: some that do, and none of which can be left out.
  Set without_the_idle(const Promise& promise, Set rows) const {
    for (const Set row : every_row()) {
      if (excuses(promise, rows & ~row)) rows &= ~row;
    }
    return rows;
  }

  bool excuses(const Promise& promise, Set rows) const {
    semantics::Freedoms granted;
    for (std::size_t i = 0; i < semantics::all_freedoms().size(); ++i) {
      if ((rows & freedom_bit(i)) != 0) granted.grant(semantics::all_freedoms()[i].freedom);
    }
    return semantics::excuses(granted, promise, history_, tolerance_);
  }

  const semantics::History& history_;
  const semantics::Tolerance& tolerance_;
};

}  // namespace

FreedomSet freedom_bit(std::size_t row) { return Set{1} << row; }

bool each_choice(const std::vector<FreedomSet>& from, std::size_t size,
                 const std::function<bool(FreedomSet)>& visit) {
  return each_choice_from(from, 0, size, 0, visit);
}

std::set<FreedomSet> excusing_sets(const semantics::Promise& promise,
                                   const semantics::History& history,
                                   const semantics::Tolerance& tolerance) {
  return Explanations(history, tolerance).of(promise);
}

}  // namespace sqsproof::properties
