// Where queue policies come from: files of several forms, read into one list of queues.
//
// A policy that stands as a string inside another document gets a source text of its own that knows
// where it was found (support/quoted.h). Nothing is guessed: what is neither a policy nor a known
// form is refused, and a queue whose policy was not asked for is not a queue without policy. What
// cannot be read of an input does not hide the rest of it.
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
  std::string name;  ///< for reports: the queue's name or the file
  /// Where it stands: the file, with `#/INDEX` behind it in a list, and `:LINE` in other inputs of
  /// several documents.
  std::string input;
  std::string queue_arn;  ///< empty when the input does not say
  std::string account;    ///< that owns the queue; empty when the input does not say
  /// The policy's text; null for a queue that has none.
  Source policy;
};

/// What could be read of an input, and what was wrong with the rest.
struct QueuesRead {
  std::vector<QueuePolicy> queues;
  Diagnostics diagnostics;
};

/// A form of input: what recognises a JSON document, and what reads it.
struct InputForm {
  std::string_view name;  ///< as `--input-format` takes it
  std::string_view what;  ///< half a line for messages
  bool (*recognises)(const JsonValue& document);
  QueuesRead (*read)(const Source& source, const JsonValue& document);
};

/// Table of contents, in the order in which forms are tried.
[[nodiscard]] std::span<const InputForm> all_input_forms();

/// The name of JSON Lines among the forms: documents one a line, each recognised on its own.
constexpr std::string_view kJsonLines = "jsonl";

/// The queues of one input. `form` is the name of a row or `kJsonLines`, or empty to recognise it.
[[nodiscard]] QueuesRead read_queues(const Source& source, std::string_view form = {});

// The forms, one file each.
extern const InputForm kRawPolicy;
extern const InputForm kQueueAttributes;
extern const InputForm kDocumentList;  // in lines.cpp

}  // namespace sqsproof::policy
