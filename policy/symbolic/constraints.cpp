#include "policy/symbolic/constraints.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

namespace sqsproof::policy {
namespace {

using Kind = Fact::Kind;

Literal literal_of(const Fact& fact, std::string_view key, const KeyView* view, Space& space) {
  if (fact.kind == Kind::caller_in) return space.caller_of(fact.callers);
  if (fact.kind == Kind::action_with) return space.action_with(fact.tags);
  const auto language = [&] { return fact.language(space); };
  if (fact.kind == Kind::caller_like) {
    return space.named(Space::kCaller, std::string(fact.value), language);
  }
  if (fact.kind == Kind::key_is) {
    const auto values = [&] { return view->with_value_in(exactly(fact.value)); };
    return space.named(view->variable, fmt::format("is {} {}", key, fact.value), values);
  }
  if (fact.kind == Kind::key_in || fact.kind == Kind::key_not_in) {
    const auto values = [&] { return view->with_value_in(language()); };
    return space.named(view->variable, fmt::format("{} of {}", fact.value, space.queue_arn()),
                       values, fact.kind == Kind::key_in);
  }
  const Literal absent = space.absent(*view);
  return fact.kind == Kind::key_absent ? absent : negate(absent);
}

/// Adds its atoms; nothing when it says nothing.
void add_simplified(std::vector<Literal> clause, Clauses& clauses) {
  const auto is = [](Literal::Kind kind) {
    return [kind](const Literal& literal) { return literal.kind == kind; };
  };
  if (std::any_of(clause.begin(), clause.end(), is(Literal::Kind::always))) return;
  std::erase_if(clause, is(Literal::Kind::never));
  clauses.push_back(std::move(clause));
}

bool is_in(const std::vector<std::string>& ids, const Constraint& row) {
  return std::find(ids.begin(), ids.end(), row.id) != ids.end();
}

constexpr std::size_t kMostFacts = std::tuple_size_v<decltype(Constraint::clause)>;
constexpr std::size_t kNoKey = SIZE_MAX;

/// The keys that rows name, by number, and which rows name each of them.
struct Rows {
  struct Row {
    std::array<std::size_t, kMostFacts> numbers{};  ///< by fact
    NumberSet keys;
    std::string_view prefix{};  ///< the row is about every key that begins like that
  };
  std::unordered_map<std::string_view, std::size_t> numbers;
  std::vector<Row> rows;
  std::vector<NumberSet> of_key;  ///< rows, by number of the key
  NumberSet without_keys;
  NumberSet about_prefixes;
  std::vector<std::size_t> between;  ///< those about relations between values

  Rows() {
    for (const Constraint& constraint : all_constraints()) add(constraint);
  }
  static const Rows& all() {
    static const Rows rows;
    return rows;
  }

 private:
  std::size_t number_of(std::string_view key) {
    const std::size_t number = numbers.emplace(key, numbers.size()).first->second;
    of_key.resize(numbers.size());
    return number;
  }
  void add(const Constraint& constraint) {
    Row row;
    const std::size_t number = rows.size();
    for (std::size_t i = 0; i < kMostFacts; ++i) {
      const std::string_view key = constraint.clause[i].key;
      row.numbers[i] = key.empty() ? kNoKey : number_of(key);
      if (key.empty()) continue;
      row.keys.set(row.numbers[i]);
      of_key[row.numbers[i]].set(number);
      if (key.ends_with("/")) row.prefix = key;
    }
    for (const std::string_view key : constraint.about) {
      if (!key.empty()) row.keys.set(number_of(key));
    }
    const bool clause = constraint.between == nullptr;
    if (clause && row.keys.none()) without_keys.set(number);
    if (!clause) between.push_back(number);
    if (!row.prefix.empty()) about_prefixes.set(number);
    rows.push_back(row);
  }
};

/// Rows as clauses of one space. What a fact comes to is looked up by its number.
class RowEncoder {
 public:
  RowEncoder(Space& space, SaidConstraints& said) : space_(space), said_(said) {
    const Rows& all = Rows::all();
    if (!said.shelf) {
      said.shelf = space.store().shelf(space.prefix() + space.queue_arn());
      said.shelf->resize(all.rows.size() * kMostFacts);
      said.views.resize(all.numbers.size());
      touched_ = all.without_keys;
    }
    for (; said.keys_seen < space.views().size(); ++said.keys_seen) {
      const KeyView* view = space.views()[said.keys_seen];
      if (view->key.find('/') != std::string::npos) touched_ |= all.about_prefixes;
      const auto found = all.numbers.find(view->key);
      if (found == all.numbers.end()) continue;
      said.views[found->second] = view;
      said.mentioned.set(found->second);
      touched_ |= all.of_key[found->second];
    }
  }

  /// Rows that may say something that they did not say before: they name a key that is new.
  [[nodiscard]] const NumberSet& touched() const { return touched_; }
  /// Whether one of them does: all of its keys are mentioned.
  [[nodiscard]] bool matters(const Rows::Row& row) const {
    return !row.prefix.empty() || row.keys.is_within(said_.mentioned);
  }

  std::vector<Literal> clause_of(std::size_t row) {
    std::vector<Literal> clause;
    clause.reserve(kMostFacts);
    for (std::size_t i = 0; i < kMostFacts; ++i) {
      const Fact& fact = all_constraints()[row].clause[i];
      if (fact.kind == Kind::none) continue;
      const std::size_t key = Rows::all().rows[row].numbers[i];
      const KeyView* view = key == kNoKey ? nullptr : said_.views[key];
      clause.push_back(recalled(fact, view, row * kMostFacts + i));
    }
    return clause;
  }

  /// Of a row about a prefix: for one of the keys that have it.
  std::optional<std::vector<Literal>> clause_of(std::size_t row, const std::string& key) {
    std::vector<Literal> clause;
    for (const Fact& fact : all_constraints()[row].clause) {
      if (fact.kind == Kind::none) continue;
      const std::string_view name = fact.key.ends_with("/") ? std::string_view(key) : fact.key;
      const KeyView* view = name.empty() ? nullptr : space_.find_key(name);
      if (view == nullptr && !name.empty()) return std::nullopt;
      clause.push_back(literal_of(fact, name, view, space_));
    }
    return clause;
  }

 private:
  Literal recalled(const Fact& fact, const KeyView* view, std::size_t place) {
    if (const auto& known = (*said_.shelf)[place]) {
      const VariableId variable = view != nullptr                  ? view->variable
                                  : fact.kind == Kind::action_with ? Space::kAction
                                                                   : Space::kCaller;
      return space_.literal(variable, *known);
    }
    const Literal made = literal_of(fact, fact.key, view, space_);
    (*said_.shelf)[place] = space_.phrase_of(made);
    return made;
  }

  Space& space_;
  SaidConstraints& said_;
  NumberSet touched_;
};

/// The row once, or for every key of its prefix.
void add_clauses(std::size_t row, RowEncoder& encoder, Space& space, Clauses& clauses) {
  const std::string_view prefix = Rows::all().rows[row].prefix;
  if (prefix.empty()) return add_simplified(encoder.clause_of(row), clauses);
  std::vector<std::string> instances;  // a clause may mention further keys
  for (const auto& [key, view] : space.keys()) {
    if (key.starts_with(prefix)) instances.push_back(key);
  }
  for (const std::string& key : instances) {
    if (auto clause = encoder.clause_of(row, key)) add_simplified(std::move(*clause), clauses);
  }
}

}  // namespace

Clauses encode_constraints(Space& space, const std::vector<std::string>& ignored,
                           SaidConstraints& said) {
  Clauses clauses;
  RowEncoder encoder(space, said);
  encoder.touched().for_each([&](std::size_t row) {
    if (!encoder.matters(Rows::all().rows[row]) || is_in(ignored, all_constraints()[row])) return;
    add_clauses(row, encoder, space, clauses);
  });
  return clauses;
}

Clauses encode_correlations(Space& space, const std::vector<std::string>& ignored,
                            const SaidConstraints& said) {
  Clauses clauses;
  const auto rows = all_constraints();
  const Rows& all = Rows::all();
  for (const std::size_t row : all.between) {
    if ((all.rows[row].keys & said.mentioned).none() || is_in(ignored, rows[row])) continue;
    for (auto& clause : rows[row].between(space)) add_simplified(std::move(clause), clauses);
  }
  return clauses;
}

}  // namespace sqsproof::policy
