#include "policy/sources/lines.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace sqsproof::policy {
namespace {

/// More than any organisation has queues.
constexpr std::size_t kMostLines = 1'000'000;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

/// Hands out a text line by line, as pieces that know where they stand.
class Lines {
 public:
  explicit Lines(const SourceText& source) : source_(source) {
    if (source.text.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
  }
  /// The next line that is not blank; false at the end.
  bool next() {
    while (at_ < source_.text.size()) {
      begin_ = at_;
      end_ = std::min(source_.text.find('\n', at_), source_.text.size());
      at_ = end_ + 1;
      ++number_;
      if (!trimmed(text()).empty()) return true;
    }
    return false;
  }
  [[nodiscard]] std::string_view text() const {
    return std::string_view(source_.text).substr(begin_, end_ - begin_);
  }
  [[nodiscard]] std::size_t number() const { return number_; }
  [[nodiscard]] Place place() const { return {begin_, end_}; }
  [[nodiscard]] Source piece() const {
    SourceText line{source_.name, std::string(text())};
    line.origin.offset = begin_;
    line.origin.line = number_;
    line.origin.column = number_ == 1 ? begin_ + 1 : 1;
    return std::make_shared<const SourceText>(std::move(line));
  }

 private:
  const SourceText& source_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t number_ = 0;
};

/// Where a forward-moving offset falls, without counting from the beginning each time.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}
  Origin move_to(std::size_t offset) {
    for (; at_ < offset; ++at_) {
      if (text_[at_] != '\n') continue;
      ++line_;
      line_begin_ = at_ + 1;
    }
    return {offset, line_, offset - line_begin_ + 1};
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t line_begin_ = 0;
};

/// Adds what was read of a piece, under its name.
void add(QueuesRead piece, const std::string& input, QueuesRead& all) {
  for (QueuePolicy& queue : piece.queues) {
    queue.input = input;
    all.queues.push_back(std::move(queue));
  }
  for (Diagnostic& diagnostic : piece.diagnostics) {
    if (all.diagnostics.size() >= kDiagnosticsLimit) break;
    all.diagnostics.push_back(std::move(diagnostic));
  }
}

Diagnostic nothing_in(const Source& source, std::string message) {
  return {"syntax/empty",
          Severity::error,
          std::move(message),
          source,
          {},
          {},
          "give at least one queue: one JSON object a line, or in a list"};
}

bool is_list(const JsonValue& document) { return document.kind == JsonValue::Kind::array; }

/// A piece of a text, which knows where it stands.
Source piece_of(const Source& source, Place place, Cursor& cursor, std::string pointer) {
  SourceText piece{source->name, source->text.substr(place.begin, place.end - place.begin)};
  piece.origin = cursor.move_to(place.begin);
  piece.origin.pointer = std::move(pointer);
  return std::make_shared<const SourceText>(std::move(piece));
}

QueuesRead read_list(const Source& source, const JsonValue& document) {
  QueuesRead all;
  if (document.items.empty()) all.diagnostics.push_back(nothing_in(source, "the list is empty"));
  Cursor cursor(source->text);
  for (std::size_t i = 0; i < document.items.size(); ++i) {
    const Source item = piece_of(source, document.items[i].place, cursor, fmt::format("/{}", i));
    add(read_piece(item), fmt::format("{}#/{}", source->name, i), all);
  }
  return all;
}

/// Whether a byte is inside an object, seen from its braces and strings alone.
class Depth {
 public:
  void take(char c) {
    if (in_string_) {
      if (!std::exchange(escaped_, !escaped_ && c == '\\') && c == '"') in_string_ = false;
    } else if (c == '"') {
      in_string_ = true;
    } else if (c == '{') {
      ++open_;
    } else if (c == '}' && open_ > 0) {
      --open_;
    }
  }
  [[nodiscard]] bool outside() const { return open_ == 0 && !in_string_; }

 private:
  std::size_t open_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
};

}  // namespace

const InputForm kDocumentList = {"list", "a list of such documents", is_list, read_list};

bool is_json_lines(const SourceText& source) {
  if (source.name.ends_with(".jsonl") || source.name.ends_with(".ndjson")) return true;
  Lines lines(source);
  if (!lines.next() || !lines.text().starts_with('{')) return false;
  const std::string_view first = trimmed(lines.text());
  if (!lines.next() || !lines.text().starts_with('{')) return false;
  // The first line may be broken off; one that ends like this goes on.
  return std::string_view(",:[{").find(first.back()) == std::string_view::npos;
}

std::vector<Place> objects_in_a_row(std::string_view text) {
  std::vector<Place> objects;
  Depth depth;
  for (std::size_t at = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
       at < text.size(); ++at) {
    const bool outside = depth.outside();
    if (outside && std::string_view(" \t\r\n").find(text[at]) != std::string_view::npos) continue;
    if (outside && text[at] != '{') return {};
    if (outside) objects.push_back({at, text.size()});
    depth.take(text[at]);
    if (depth.outside()) objects.back().end = at + 1;
  }
  if (objects.size() < 2) objects.clear();
  return objects;
}

QueuesRead read_row(const Source& source, const std::vector<Place>& objects) {
  QueuesRead all;
  Cursor cursor(source->text);
  for (const Place place : objects) {
    const Source piece = piece_of(source, place, cursor, {});
    add(read_piece(piece), fmt::format("{}:{}", source->name, piece->origin.line), all);
  }
  return all;
}

QueuesRead read_lines(const Source& source) {
  QueuesRead all;
  Lines lines(*source);
  for (std::size_t count = 0; lines.next(); ++count) {
    if (count >= kMostLines) {
      all.diagnostics.push_back({"input/too-many-lines", Severity::error,
                                 fmt::format("more than {} lines", kMostLines), source,
                                 lines.place(), "this line and those behind it were not read",
                                 "split the input"});
      break;
    }
    add(read_piece(lines.piece()), fmt::format("{}:{}", source->name, lines.number()), all);
  }
  if (all.queues.empty() && all.diagnostics.empty()) {
    all.diagnostics.push_back(nothing_in(source, "there is no line with a queue"));
  }
  return all;
}

}  // namespace sqsproof::policy
