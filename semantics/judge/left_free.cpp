#include "semantics/judge/left_free.h"

#include <algorithm>
#include <optional>

namespace sqsproof::semantics {
namespace {

struct Row {
  std::string_view promise;
  Freedom freedom;
  std::optional<Freedom> also{};  ///< it takes both
};

constexpr Row kRows[] = {
    {"delivery/once-per-answer", Freedom::early_redelivery},
    {"long-poll/waits", Freedom::false_empty},
    {"long-poll/answers-at-once", Freedom::false_empty},
    {"long-poll/woken-by-freed-group", Freedom::false_empty},
    {"dead-letter/frees-group", Freedom::false_empty, Freedom::sampling},
    {"purge/forgets-deduplication", Freedom::slow_purge},
    {"counters/visible", Freedom::stale_counters},
    {"counters/in-flight", Freedom::stale_counters},
    {"counters/delayed", Freedom::stale_counters},
    {"redrive/cancel-stops", Freedom::slow_moves},
    {"redrive/keeps-order", Freedom::slow_moves},
    {"retention/gone-after-end", Freedom::late_expiry},
    {"retention/counts-from-send", Freedom::late_expiry},
    {"retention/in-flight-expires", Freedom::late_expiry},
    {"retention/dead-letters-keep-age", Freedom::late_expiry},
};

}  // namespace

const FreedomRow* left_free_by(std::string_view promise, const Freedoms& granted) {
  for (const Row& row : kRows) {
    if (row.promise != promise || !granted.has(row.freedom)) continue;
    if (row.also && !granted.has(*row.also)) continue;
    const auto all = all_freedoms();
    return &*std::find_if(all.begin(), all.end(), [&](const FreedomRow& freedom) {
      return freedom.freedom == row.freedom;
    });
  }
  return nullptr;
}

}  // namespace sqsproof::semantics
