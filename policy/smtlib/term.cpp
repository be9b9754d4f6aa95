#include "policy/smtlib/term.h"

#include <algorithm>

namespace sqsproof::policy::smtlib {
namespace {

/// `unit` changes nothing, `zero` decides: and, or.
Term joined(std::string_view name, const std::vector<Term>& terms, const Term& unit,
            const Term& zero) {
  std::vector<Term> kept;
  for (const Term& term : terms) {
    if (term == zero) return zero;
    const bool seen = std::find(kept.begin(), kept.end(), term) != kept.end();
    if (term != unit && !seen) kept.push_back(term);
  }
  if (kept.empty()) return unit;
  return kept.size() == 1 ? kept.front() : call(name, kept);
}

std::vector<Term> parts(const std::vector<Claim>& claims, Term Claim::*part) {
  std::vector<Term> terms;
  for (const Claim& one : claims) terms.push_back(one.*part);
  return terms;
}

}  // namespace

Term call(std::string_view name, const std::vector<Term>& arguments) {
  Term term = "(" + std::string(name);
  for (const Term& argument : arguments) term += " " + argument;
  return term + ")";
}

Term all_true(const std::vector<Term>& terms) { return joined("and", terms, kTrue, kFalse); }
Term any_true(const std::vector<Term>& terms) { return joined("or", terms, kFalse, kTrue); }

Term opposite(const Term& term) {
  if (term == kTrue) return kFalse;
  if (term == kFalse) return kTrue;
  constexpr std::string_view kNot = "(not ";
  if (term.starts_with(kNot)) return term.substr(kNot.size(), term.size() - kNot.size() - 1);
  return call("not", {term});
}

Term implied(const Term& when, const Term& then) {
  if (when == kTrue || then == kTrue) return then;
  if (when == kFalse) return kTrue;
  return then == kFalse ? opposite(when) : call("=>", {when, then});
}

Term chosen(const Term& when, const Term& then, const Term& otherwise) {
  if (when == kTrue || then == otherwise) return then;
  if (when == kFalse) return otherwise;
  if (then == kTrue) return any_true({when, otherwise});
  if (then == kFalse) return all_true({opposite(when), otherwise});
  if (otherwise == kFalse) return all_true({when, then});
  if (otherwise == kTrue) return implied(when, then);
  return call("ite", {when, then, otherwise});
}

Term equal(const Term& a, const Term& b) { return a == b ? kTrue : call("=", {a, b}); }

Term symbol(std::string_view name) {
  Term result = "|";
  for (const char c : name) result += c == '|' || c == '\\' ? '_' : c;
  return result + "|";
}

Claim claim(Truth truth) {
  return {truth == Truth::yes ? kTrue : kFalse, truth == Truth::no ? kFalse : kTrue};
}
Claim claim(const Term& both) { return {both, both}; }

Claim all_of(const std::vector<Claim>& claims) {
  return {all_true(parts(claims, &Claim::surely)), all_true(parts(claims, &Claim::perhaps))};
}
Claim any_of(const std::vector<Claim>& claims) {
  return {any_true(parts(claims, &Claim::surely)), any_true(parts(claims, &Claim::perhaps))};
}
Claim negate(const Claim& claim) { return {opposite(claim.perhaps), opposite(claim.surely)}; }

Claim chosen(const Term& when, const Claim& then, const Claim& otherwise) {
  return {chosen(when, then.surely, otherwise.surely),
          chosen(when, then.perhaps, otherwise.perhaps)};
}

Claim both_readings(const Claim& a, const Claim& b) {
  return {all_true({a.surely, b.surely}), any_true({a.perhaps, b.perhaps})};
}

}  // namespace sqsproof::policy::smtlib
