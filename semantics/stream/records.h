// Records of a trace as numbers and fingerprints, read in one walk. Internal to the reader of
// streams.
#pragma once

#include <vector>

#include "semantics/stream/members.h"
#include "semantics/stream/open_calls.h"

namespace sqsproof::semantics::stream {

struct Record {
  std::string_view type, operation, queue;
  std::optional<std::uint64_t> id;
  std::optional<std::int64_t> at;
  std::optional<Element> arguments, result, error;
  bool says_unknown = false;
};

/// The members of a record itself; `arguments`, `result` and `error` are left to others.
[[nodiscard]] Record read_record(const Element& from, Members& members);

/// Of a send, what its items need to know of the queue.
struct Keys {
  bool by_content = false;
  bool per_group = false;
  bool in_batch = false;
};
/// The arguments `a` of a call: its items, and what it asks for.
void read_arguments(const Element& arguments, const Keys& keys, OpenCall& call, Members& members);
/// The result `r`: adds to the items.
void read_result(const Element& result, OpenCall& call, Members& members);
/// Of message attributes: the same in whatever order they stand; 0 without any.
[[nodiscard]] Fingerprint values_of(const Element& from, Members& members);
/// The error `e`.
[[nodiscard]] Outcome read_error(const Element& error, Members& members);

}  // namespace sqsproof::semantics::stream
