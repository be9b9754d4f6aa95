#include "policy/smtlib/regular.h"

#include "policy/smtlib/script.h"
#include "policy/values/glob.h"

namespace sqsproof::policy::smtlib {

Term within(const Term& value, const Term& regular) { return call("str.in_re", {value, regular}); }

Term sequence(const std::vector<Term>& regulars) {
  if (regulars.empty()) return word("\"\"");
  return regulars.size() == 1 ? regulars.front() : call("re.++", regulars);
}
Term either(const std::vector<Term>& regulars) {
  return regulars.size() == 1 ? regulars.front() : call("re.union", regulars);
}
Term any_number(const Term& regular) { return call("re.*", {regular}); }
Term at_least_one(const Term& regular) { return call("re.+", {regular}); }
Term word(const Term& string) { return call("str.to_re", {string}); }

Term one_of_ranges(std::string_view pairs) {
  std::vector<Term> ranges;
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
    const auto end = [&](std::size_t at) { return "\"" + std::string(1, pairs[at]) + "\""; };
    ranges.push_back(pairs[i] == pairs[i + 1] ? word(end(i))
                                              : call("re.range", {end(i), end(i + 1)}));
  }
  return either(ranges);
}

Term anything() { return "re.all"; }
Term not_colon() { return "not-colon"; }
Term account_shape() { return "account-id"; }
Term arn_shape() { return "arn-shape"; }
Term name_character() { return "name-character"; }

std::string definitions() {
  const auto defined = [](const Term& name, const Term& regular) {
    return "(define-fun " + name + " () RegLan " + regular + ")\n";
  };
  std::vector<Term> parts;
  for (int i = 0; i < 5; ++i) {
    parts.push_back(any_number(not_colon()));
    parts.push_back(word("\":\""));
  }
  parts.push_back(anything());
  return defined(not_colon(), R"((re.union (re.range "\u{0}" "9") (re.range ";" "\u{2ffff}")))") +
         defined(account_shape(), sequence(std::vector<Term>(12, one_of_ranges("09")))) +
         defined(arn_shape(), sequence(parts)) +
         defined(name_character(), one_of_ranges("azAZ09++==,,..@@__--"));
}

namespace {

/// `fixed` says what the text between wildcards becomes.
template <class Fixed>
Term glob_of(std::string_view pattern, bool colons, Fixed fixed) {
  std::vector<Term> items;
  const Term one = colons ? "re.allchar" : not_colon();
  while (!pattern.empty()) {
    const std::size_t end = std::min(pattern.find_first_of("*?"), pattern.size());
    if (end > 0) items.push_back(fixed(pattern.substr(0, end)));
    if (end < pattern.size() && pattern[end] == '?') items.push_back(one);
    if (end < pattern.size() && pattern[end] == '*') {
      items.push_back(colons ? anything() : any_number(one));
    }
    pattern.remove_prefix(std::min(end + 1, pattern.size()));
  }
  return sequence(items);
}

}  // namespace

Term glob(Script& script, std::string_view pattern, bool colons) {
  return glob_of(pattern, colons, [&](std::string_view text) { return word(script.quoted(text)); });
}

Term is_like(const Term& value, std::string_view pattern, Script& script) {
  if (pattern == "*") return kTrue;
  if (!has_wildcard(pattern)) return equal(value, script.quoted(pattern));
  return within(value, glob(script, pattern));
}

Term glob_ignoring_case(Script& script, std::string_view pattern) {
  return glob_of(pattern, true, [&](std::string_view text) { return ignoring_case(script, text); });
}

Term ignoring_case(Script& script, std::string_view text) {
  std::vector<Term> items;
  std::string run;
  const auto close = [&] {
    if (!run.empty()) items.push_back(word(script.quoted(run)));
    run.clear();
  };
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter) {
      run += c;
      continue;
    }
    close();
    const char lower = static_cast<char>(c | 0x20);
    const char upper = static_cast<char>(c & ~0x20);
    items.push_back(one_of_ranges(std::string{lower, lower, upper, upper}));
  }
  close();
  return sequence(items);
}

}  // namespace sqsproof::policy::smtlib
