#include "semantics/judge/fingerprint.h"

#include <algorithm>

namespace sqsproof::semantics {
namespace {

using Rows = std::vector<const FreedomRow*>;

class Search {
 public:
  Search(const History& history, const JudgeOptions& options)
      : history_(history), options_(options) {}

  Fingerprint run() {
    Fingerprint result;
    Freedoms needed = options_.granted;
    for (const Promise* promise : broken({})) {
      Rows rows = smallest_excuse(*promise);
      result.excuses.push_back({promise, {}});
      for (const FreedomRow* row : rows) {
        needed.grant(row->freedom);
        result.excuses.back().freedoms.push_back(row->id);
      }
    }
    for (const FreedomRow& row : all_freedoms()) {
      const bool asked = needed.has(row.freedom) && !options_.granted.has(row.freedom);
      if (asked) result.freedoms.push_back(row.id);
    }
    options_.granted = needed;
    const bool all_excused =
        std::none_of(result.excuses.begin(), result.excuses.end(),
                     [](const Fingerprint::Excuse& one) { return one.freedoms.empty(); });
    result.explained = all_excused && broken({}).empty();
    return result;
  }

 private:
  JudgeOptions with(const Rows& rows) const {
    JudgeOptions options = options_;
    for (const FreedomRow* row : rows) options.granted.grant(row->freedom);
    return options;
  }

  std::vector<const Promise*> broken(const Rows& rows) const {
    std::vector<const Promise*> found;
    const auto judgements = judge_all(history_, with(rows));
    for (std::size_t i = 0; i < judgements.size(); ++i) {
      if (judgements[i].verdict != policy::Verdict::violated) continue;
      found.push_back(options_.promises.empty() ? &all_promises()[i] : options_.promises[i]);
    }
    return found;
  }

  bool excuse(const Promise& promise, const Rows& rows) const {
    return excuses(with(rows).granted, promise, history_, options_.tolerance);
  }

  Rows smallest_excuse(const Promise& promise) const {
    const auto all = all_freedoms();
    for (const FreedomRow& row : all) {
      if (excuse(promise, {&row})) return {&row};
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t j = i + 1; j < all.size(); ++j) {
        if (excuse(promise, {&all[i], &all[j]})) return {&all[i], &all[j]};
      }
    }
    return {};
  }

  const History& history_;
  JudgeOptions options_;
};

}  // namespace

bool excuses(const Freedoms& granted, const Promise& promise, const History& history,
             const Tolerance& tolerance) {
  JudgeOptions options;
  options.tolerance = tolerance;
  options.granted = granted;
  if (promise.id == "delivery/nothing-lost") {
    for (const Freedom one : {Freedom::deleted_delivery, Freedom::sampling, Freedom::false_empty}) {
      options.granted.revoke(one);
    }
  }
  return judge_one(promise, history, options).verdict != policy::Verdict::violated;
}

Fingerprint fingerprint(const History& history, const JudgeOptions& options) {
  return Search(history, options).run();
}

}  // namespace sqsproof::semantics
