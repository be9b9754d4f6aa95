// The examples of a conformance run: how they reach the endpoint, and which of them may fail.
#pragma once

#include <functional>
#include <set>

#include "cli/conform_endpoint.h"
#include "properties/examples/run.h"
#include "properties/explore/generate.h"

namespace sqsproof::cli {

/// Tells the examples that the prefixes select. Without a URL they are told to the embedded
/// endpoint, over HTTP on a port of this machine. With `Timing::full` they may wait for timers of a
/// minute. `known` are ids that may fail;
/// `lacks` says why one is not to be tried, or nothing.
[[nodiscard]] std::vector<properties::ExampleResult> tell_examples(
    const EndpointOptions& endpoint, const Target& target, const std::vector<std::string>& prefixes,
    properties::Level lowest, const std::set<std::string>& known,
    const properties::ExampleOptions& options, properties::Timing timing,
    const std::function<std::string(std::string_view id)>& lacks);

}  // namespace sqsproof::cli
