#include "policy/symbolic/space_languages.h"

#include "policy/symbolic/flaw.h"
#include "policy/symbolic/space.h"

namespace sqsproof::policy {

Language anything() { return many_of(ByteSet().set()); }
Language mark(char c) { return exactly({&c, 1}); }
Language absent_mark() { return mark(kAbsentMark); }

Language before_mark(const Language& values, const Language& marks) {
  Language result;
  for (const LinearPattern& pattern : values.alternatives) {
    Language one{{pattern}};
    if (!pattern.empty() && pattern.back().star && pattern.back().bytes == any_byte()) {
      one.alternatives[0].back().bytes.set();
      result = result | one;
    } else {
      result = result | one | (one + marks + anything());
    }
  }
  return result;
}

namespace {

Language twelve_digits() { return repeated(bytes_of("0123456789"), 12); }

}  // namespace

Language source_domain(const std::string& partition) {
  const ByteSet word = bytes_of("abcdefghijklmnopqrstuvwxyz0123456789-");
  const Language service = one_of(word) + many_of(word);
  const Language begin =
      exactly("arn:" + partition + ":") + service + exactly(":") + many_of(word) + exactly(":");
  const Language end = exactly(":") + one_of(text_bytes()) + many_of(text_bytes());
  const Language owned = begin + twelve_digits() + end;
  const Language unowned = begin + end;
  if (makes(Flaw::source_arn_names_its_account)) {
    return exactly("-") | (exactly("R") + owned) | (exactly("a") + twelve_digits());
  }
  return exactly("-") | (exactly("R") + owned) | (exactly("r") + owned) | (exactly("r") + unowned) |
         (exactly("B") + unowned + mark(kAccountMark) + twelve_digits()) |
         (exactly("a") + twelve_digits());
}

Language with_source_arn_in(const Language& values) {
  return (exactly("R") + values) | (exactly("r") + values) |
         (exactly("B") + values + mark(kAccountMark) + anything());
}

Language with_source_account_in(const Language& values, const std::string& partition) {
  const Language accounts = within(values, bytes_of("0123456789"));
  if (makes(Flaw::source_account_is_free)) return (exactly("R") | exactly("B")) + anything();
  const Language field = many_of(without(any_byte(), ":")) + exactly(":");
  return (exactly("Rarn:" + partition + ":") + field + field + accounts + exactly(":") +
          anything()) |
         (exactly("B") + many_of(any_byte()) + mark(kAccountMark) + accounts) |
         (exactly("a") + accounts);
}

Language organization_domain() {
  const ByteSet name = bytes_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
  const Language root = exactly("o-") + one_of(name) + many_of(name) + exactly("/r-") +
                        one_of(name) + many_of(name) + exactly("/");
  return mark(kAbsentMark) | root | (root + many_of(text_bytes()) + exactly("/"));
}

Language values_of(const KnownKey* row, bool list) {
  if (list) return one_of(text_bytes()) + many_of(text_bytes());
  return row != nullptr && row->domain != nullptr ? row->domain() : many_of(text_bytes());
}

}  // namespace sqsproof::policy
