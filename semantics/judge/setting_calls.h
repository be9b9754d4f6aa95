// The calls that gave an attribute of a queue its values: an explanation that rests on a setting
// names them.
#pragma once

#include <string>
#include <vector>

#include "semantics/judge/case.h"

namespace sqsproof::semantics {

/// `at` are indices into the history's operations, in order.
struct SettingCalls {
  std::vector<std::size_t> at;
  std::string words;  ///< `operation 3 set DelaySeconds to 0`, a line each, each with its end
};

/// The SetQueueAttributes that named the attribute and began before `until`. Where there are some,
/// also the CreateQueue that named it first.
[[nodiscard]] SettingCalls setting_calls(const Case& the_case, const QueueRecord& queue,
                                         const std::string& attribute, Instant_us until);
/// ` (operation 1)`, the creation of the queue, if it named the attribute; else nothing.
[[nodiscard]] std::string named_at_creation(const Case& the_case, const QueueRecord& queue,
                                            const std::string& attribute);

}  // namespace sqsproof::semantics
