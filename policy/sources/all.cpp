// Table of contents of the forms of input, and how a form is recognised.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "policy/document/parse.h"
#include "policy/sources/lines.h"
#include "policy/sources/source.h"

namespace sqsproof::policy {
namespace {

QueuesRead refuse(const Source& source, const JsonValue& document, std::string message) {
  return {{},
          {{"input/form",
            Severity::error,
            std::move(message),
            source,
            {document.place.begin, document.place.begin + 1},
            {},
            "give a queue policy, the output of `aws sqs get-queue-attributes`, or such objects "
            "one a line"}}};
}

QueuesRead read_document(const Source& source, const JsonValue& document, std::string_view form) {
  for (const InputForm& row : all_input_forms()) {
    if (!form.empty() && row.name != form) continue;
    if (row.recognises(document)) return row.read(source, document);
  }
  return refuse(source, document,
                form.empty() ? "this is no form of input that is known here"
                             : fmt::format("this is not `{}`", form));
}

/// What PowerShell writes with `>`.
bool is_utf16(std::string_view text) {
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
}

/// A text that is not one JSON document. The policy parser says more of one that may be a policy.
QueuesRead read_broken(const Source& source, std::string_view form, Diagnostics problems) {
  if (is_utf16(source->text)) {
    return {{},
            {{"input/encoding",
              Severity::error,
              "the text is UTF-16",
              source,
              {0, 2},
              {},
              "write it as UTF-8; in PowerShell: `aws … | Out-File -Encoding utf8 FILE`"}}};
  }
  const std::vector<Place> objects = objects_in_a_row(source->text);
  if (form.empty() && !objects.empty()) return read_row(source, objects);
  if (source->text.size() <= kPolicyBytesLimit) return kRawPolicy.read(source, {});
  return {{}, std::move(problems)};
}

}  // namespace

std::span<const InputForm> all_input_forms() {
  static const std::array<InputForm, 3> kAll = {kQueueAttributes, kDocumentList, kRawPolicy};
  return kAll;
}

QueuesRead read_piece(const Source& piece) {
  const auto document = read_json(piece);
  if (!document) return {{}, document.error()};
  if (kDocumentList.recognises(*document)) {
    return refuse(piece, *document, "this is a list, not a queue");
  }
  return read_document(piece, *document, {});
}

QueuesRead read_queues(const Source& source, std::string_view form) {
  if (form == kJsonLines || (form.empty() && is_json_lines(*source))) return read_lines(source);
  QueuesRead read;
  if (form == kRawPolicy.name) {
    read = kRawPolicy.read(source, {});
  } else {
    auto document = read_json(source);
    read = document ? read_document(source, *document, form)
                    : read_broken(source, form, std::move(document.error()));
  }
  for (QueuePolicy& queue : read.queues) {
    if (queue.input.empty()) queue.input = source->name;
  }
  return read;
}

}  // namespace sqsproof::policy
