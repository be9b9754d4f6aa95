// The `a` of a call and the `r` of its answer as JSON. Included by the writer of traces alone.
#pragma once

#include <nlohmann/json.hpp>

#include "semantics/history.h"
#include "semantics/trace_names.h"

namespace sqsproof::semantics {

using Json = nlohmann::ordered_json;

[[nodiscard]] Json arguments_json(const Operation& operation, TraceNames& names);
/// Of an operation that was answered with it.
[[nodiscard]] Json result_json(const Reply& reply, const Operation& operation, TraceNames& names);

}  // namespace sqsproof::semantics
