// Table of contents of the forms of input, and how a form is recognised.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "policy/sources/source.h"

namespace sqsproof::policy {
namespace {

/// Inputs are inventories of whole organisations, which are deeper than policies are big.
constexpr std::size_t kMostLines = 1'000'000;

bool is_list(const JsonValue& document) { return document.kind == JsonValue::Kind::array; }

Result<std::vector<QueuePolicy>> read_document(const Source& source, const JsonValue& document,
                                               std::string_view form) {
  for (const InputForm& row : all_input_forms()) {
    if (form.empty() ? !row.recognises(document) : row.name != form) continue;
    if (!form.empty() && !row.recognises(document)) break;
    return row.read(source, document);
  }
  return tl::unexpected(Diagnostics{{"input/form",
                                     Severity::error,
                                     form.empty() ? "this is no form of input that is known here"
                                                  : fmt::format("this is not `{}`", form),
                                     source,
                                     {document.place.begin, document.place.begin + 1},
                                     {},
                                     "give a queue policy, the output of `aws sqs "
                                     "get-queue-attributes`, or such objects one a line"}});
}

Result<std::vector<QueuePolicy>> read_list(const Source& source, const JsonValue& document) {
  std::vector<QueuePolicy> queues;
  for (const JsonValue& item : document.items) {
    auto read = read_document(source, item, {});
    if (!read) return read;
    queues.insert(queues.end(), std::make_move_iterator(read->begin()),
                  std::make_move_iterator(read->end()));
  }
  return queues;
}

/// A text whose first line is a JSON document by itself, and is not all of it.
bool is_json_lines(std::string_view text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return false;
  const std::size_t next = text.find_first_not_of(" \t\r\n", end);
  if (next == std::string_view::npos || text[next] != '{') return false;
  return text.starts_with('{') &&
         text.substr(0, text.find_last_not_of(" \t\r", end - 1) + 1).ends_with('}');
}

Result<std::vector<QueuePolicy>> read_lines(const Source& source, std::string_view form) {
  std::vector<QueuePolicy> queues;
  Diagnostics problems;
  std::string_view rest = source->text;
  for (std::size_t line = 1; !rest.empty() && line <= kMostLines; ++line) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view text = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const Source one = std::make_shared<const SourceText>(
        SourceText{fmt::format("{}:{}", source->name, line), std::string(text)});
    const auto document = read_json(one);
    auto read = document ? read_document(one, *document, form)
                         : Result<std::vector<QueuePolicy>>(tl::unexpected(document.error()));
    if (!read) {
      problems.insert(problems.end(), read.error().begin(), read.error().end());
      continue;
    }
    queues.insert(queues.end(), std::make_move_iterator(read->begin()),
                  std::make_move_iterator(read->end()));
  }
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return queues;
}

}  // namespace

const InputForm kDocumentList = {"list", "a list of such documents", is_list, read_list};

std::span<const InputForm> all_input_forms() {
  static const std::array<InputForm, 3> kAll = {kQueueAttributes, kDocumentList, kRawPolicy};
  return kAll;
}

Result<std::vector<QueuePolicy>> read_queues(const Source& source, std::string_view form) {
  if (is_json_lines(source->text)) return read_lines(source, form);
  if (form == kRawPolicy.name) return std::vector<QueuePolicy>{{source->name, {}, source}};
  const auto document = read_json(source);
  if (!document) {
    // The policy parser says the same, and more.
    return tl::unexpected(document.error());
  }
  return read_document(source, *document, form);
}

}  // namespace sqsproof::policy
