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

/// Atoms only; nullopt when it says nothing.
std::optional<std::vector<Literal>> simplified(const std::vector<Literal>& clause) {
  std::vector<Literal> atoms;
  for (const Literal& literal : clause) {
    if (literal.kind == Literal::Kind::always) return std::nullopt;
    if (literal.kind == Literal::Kind::atom) atoms.push_back(literal);
  }
  return atoms;
}

bool is_about_a_prefix(const Constraint& row) {
  return std::any_of(row.clause.begin(), row.clause.end(),
                     [](const Fact& fact) { return fact.key.ends_with("/"); });
}

bool is_in(const std::vector<std::string>& ids, const Constraint& row) {
  return std::find(ids.begin(), ids.end(), row.id) != ids.end();
}

/// Every key that rows name, by number.
struct Keys {
  std::unordered_map<std::string_view, std::size_t> numbers;

  Keys() {
    for (const Constraint& row : all_constraints()) {
      for (const Fact& fact : row.clause) {
        if (!fact.key.empty()) numbers.emplace(fact.key, numbers.size());
      }
    }
  }
  static const Keys& of_all_rows() {
    static const Keys keys;
    return keys;
  }
};

constexpr std::size_t kMostFacts = std::tuple_size_v<decltype(Constraint::clause)>;
constexpr std::size_t kNoKey = SIZE_MAX;

/// By row and fact: the number of its key.
const std::vector<std::array<std::size_t, kMostFacts>>& key_numbers() {
  static const auto kNumbers = [] {
    std::vector<std::array<std::size_t, kMostFacts>> rows;
    for (const Constraint& row : all_constraints()) {
      auto& numbers = rows.emplace_back();
      for (std::size_t i = 0; i < kMostFacts; ++i) {
        const std::string_view key = row.clause[i].key;
        numbers[i] = key.empty() ? kNoKey : Keys::of_all_rows().numbers.at(key);
      }
    }
    return rows;
  }();
  return kNumbers;
}

/// Rows as clauses of one space. What a fact comes to is looked up by its number.
class RowEncoder {
 public:
  explicit RowEncoder(Space& space)
      : space_(space), shelf_(space.store().shelf(space.prefix() + space.queue_arn())) {
    const auto& numbers = Keys::of_all_rows().numbers;
    views_.resize(numbers.size());
    shelf_->resize(all_constraints().size() * kMostFacts);
    for (const auto& [key, view] : space.keys()) {
      const auto found = numbers.find(key);
      if (found != numbers.end()) views_[found->second] = &view;
    }
  }

  /// Whether all of its keys are mentioned.
  [[nodiscard]] bool matters(std::size_t row) const {
    const auto& numbers = key_numbers()[row];
    return std::none_of(numbers.begin(), numbers.end(),
                        [&](std::size_t key) { return key != kNoKey && views_[key] == nullptr; });
  }

  std::vector<Literal> clause_of(std::size_t row) {
    std::vector<Literal> clause;
    for (std::size_t i = 0; i < kMostFacts; ++i) {
      const Fact& fact = all_constraints()[row].clause[i];
      if (fact.kind == Kind::none) continue;
      const std::size_t key = key_numbers()[row][i];
      clause.push_back(recalled(fact, key == kNoKey ? nullptr : views_[key], row * kMostFacts + i));
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
    if (const auto& known = (*shelf_)[place]) {
      const VariableId variable = view != nullptr                  ? view->variable
                                  : fact.kind == Kind::action_with ? Space::kAction
                                                                   : Space::kCaller;
      return space_.literal(variable, *known);
    }
    const Literal made = literal_of(fact, fact.key, view, space_);
    (*shelf_)[place] = space_.phrase_of(made);
    return made;
  }

  Space& space_;
  std::shared_ptr<LanguageStore::Shelf> shelf_;
  std::vector<const KeyView*> views_;  ///< by number; null for those that are not mentioned
};

/// The row once, or for every key of its prefix.
void add_clauses(std::size_t row, RowEncoder& encoder, Space& space, Clauses& clauses) {
  const auto add = [&](const std::optional<std::vector<Literal>>& clause) {
    if (!clause) return;
    if (auto simple = simplified(*clause)) clauses.push_back(std::move(*simple));
  };
  const Constraint& constraint = all_constraints()[row];
  if (!is_about_a_prefix(constraint)) return add(encoder.clause_of(row));
  const auto* prefix = std::find_if(constraint.clause.begin(), constraint.clause.end(),
                                    [](const Fact& fact) { return fact.key.ends_with("/"); });
  std::vector<std::string> instances;  // a clause may mention further keys
  for (const auto& [key, view] : space.keys()) {
    if (key.starts_with(prefix->key)) instances.push_back(key);
  }
  for (const std::string& key : instances) add(encoder.clause_of(row, key));
}

}  // namespace

Clauses encode_constraints(Space& space, const std::vector<std::string>& ignored,
                           std::vector<bool>* said) {
  Clauses clauses;
  RowEncoder encoder(space);
  const auto rows = all_constraints();
  if (said != nullptr) said->resize(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if ((said != nullptr && (*said)[row]) || rows[row].between != nullptr) continue;
    const bool prefix = is_about_a_prefix(rows[row]);
    if ((!prefix && !encoder.matters(row)) || is_in(ignored, rows[row])) continue;
    add_clauses(row, encoder, space, clauses);
    if (said != nullptr && !prefix) (*said)[row] = true;
  }
  return clauses;
}

Clauses encode_correlations(Space& space, const std::vector<std::string>& ignored) {
  Clauses clauses;
  for (const Constraint& row : all_constraints()) {
    if (row.between == nullptr || is_in(ignored, row)) continue;
    for (auto& clause : row.between(space)) {
      if (auto simple = simplified(clause)) clauses.push_back(std::move(*simple));
    }
  }
  return clauses;
}

}  // namespace sqsproof::policy
