// Where queue policies come from: files of several forms, read into one list of queues.
//
// A policy that stands as a string inside another document gets a source text of its own, named
// after the place it was found at. Nothing is guessed: what is neither a policy nor a known form is
// refused, and a queue whose policy was not asked for is not a queue without policy.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/support/diagnostic.h"
#include "policy/support/json.h"

namespace sqsproof::policy {

/// One queue of an input, or one policy whose queue the input does not name.
struct QueuePolicy {
  std::string name;       ///< for reports: the queue's name or the file
  std::string queue_arn;  ///< empty when the input does not say
  /// The policy's text; null for a queue that has none.
  Source policy;
};

/// A form of input: what recognises a JSON document, and what reads it.
struct InputForm {
  std::string_view name;  ///< as `--input-format` takes it
  std::string_view what;  ///< half a line for messages
  bool (*recognises)(const JsonValue& document);
  Result<std::vector<QueuePolicy>> (*read)(const Source& source, const JsonValue& document);
};

/// Table of contents, in the order in which forms are tried.
[[nodiscard]] std::span<const InputForm> all_input_forms();

/// The queues of one input. `form` is the name of a row, or empty to recognise it. JSON Lines are
/// documents one a line, each recognised on its own.
[[nodiscard]] Result<std::vector<QueuePolicy>> read_queues(const Source& source,
                                                           std::string_view form = {});

// The forms, one file each.
extern const InputForm kRawPolicy;
extern const InputForm kQueueAttributes;
extern const InputForm kDocumentList;

}  // namespace sqsproof::policy
