// Boost's flat tables and small vectors, for the state of the stream judge: most of what judging a
// call costs is finding a few numbers in memory. Included by that state alone.
#pragma once

#include <boost/container/small_vector.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include "semantics/stream/call.h"

namespace sqsproof::semantics::stream {

/// Fingerprints are hashes already, but for the last bit, which is always set.
struct AsIs {
  using is_avalanching = void;
  std::size_t operator()(Fingerprint x) const noexcept { return x ^ ((x >> 8U) & 1U); }
};
template <class T>
using Table = boost::unordered_flat_map<Fingerprint, T, AsIs>;
/// As many as usual without memory of their own.
template <class T, std::size_t kUsual>
using Few = boost::container::small_vector<T, kUsual>;

}  // namespace sqsproof::semantics::stream
