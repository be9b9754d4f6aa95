// The ways in which the model can be wrong on purpose; fixtures/mutants has their words.
#pragma once

#include <cstdint>

namespace sqsproof::semantics {

enum class Flaw : std::uint8_t {
  none,
  loses_a_message,     ///< every third accepted send is dropped
  visible_too_early,   ///< a visibility timeout ends after half its time
  never_redelivers,    ///< a message whose visibility timeout ended stays hidden
  fifo_skips_blocked,  ///< later messages of a group are delivered while an earlier is in flight
  dedup_forgets_early  ///< the deduplication window is one minute
};

}  // namespace sqsproof::semantics
