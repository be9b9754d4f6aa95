// How many messages a queue has, as its counters tell them apart. SQSAPI/GetQueueAttributes
#pragma once

#include <cstddef>

namespace sqsproof::semantics {

struct Counts {
  std::size_t visible = 0;  ///< those that an earlier one of their group blocks too (recorded)
  std::size_t delayed = 0;
  std::size_t in_flight = 0;
};

}  // namespace sqsproof::semantics
