#include "semantics/stream/line_feed.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fmt/core.h>
#include <unistd.h>

#include "semantics/trace_problems.h"
#include "semantics/trace_writer.h"

namespace sqsproof::semantics::stream {
namespace {

constexpr std::size_t kChunk_bytes = 1U << 20;

}  // namespace

policy::Source LineFeed::source(std::string_view text, std::size_t lines_before) const {
  auto source = std::make_shared<policy::SourceText>();
  source->name = name_;
  source->text = text;
  source->origin.offset = offset_;
  source->origin.line = std::max<std::size_t>(1, number_) - lines_before;
  return source;
}

policy::Diagnostics LineFeed::problem(std::string_view line, const char* id, std::string message,
                                      std::string help) const {
  constexpr std::size_t kShown_bytes = 80;
  const policy::Place place{0, std::min(line.size(), kShown_bytes)};
  return {
      {id, policy::Severity::error, std::move(message), source(line), place, "", std::move(help)}};
}

/// False at the end of the file, and when it cannot be read.
bool LineFeed::fill() {
  buffer_.erase(0, begin_);
  begin_ = 0;
  const std::size_t kept = buffer_.size();
  buffer_.resize(kept + kChunk_bytes);
  ssize_t got = -1;
  do {
    got = read(file_, buffer_.data() + kept, kChunk_bytes);
  } while (got < 0 && errno == EINTR);
  buffer_.resize(kept + static_cast<std::size_t>(std::max<ssize_t>(0, got)));
  if (got < 0) {
    problems_ =
        problem({}, "input/unreadable", fmt::format("cannot read on: {}", std::strerror(errno)),
                "name a file that can be read, or - for standard input");
  }
  return got > 0;
}

std::string_view LineFeed::take(std::size_t size, std::size_t end_size) {
  const std::string_view line = std::string_view(buffer_).substr(begin_, size);
  ++number_;
  offset_ = next_offset_;
  next_offset_ += size + end_size;
  begin_ += size + end_size;
  return line;
}

std::optional<std::string_view> LineFeed::next() {
  for (std::size_t seen = 0;;) {
    const std::size_t end = buffer_.find('\n', begin_ + seen);
    if (end != std::string::npos) return take(end - begin_, 1);
    seen = buffer_.size() - begin_;
    if (seen > kTraceLineLimit_bytes) {
      constexpr std::size_t kShown_bytes = 80;
      TraceProblem too_long = is_too_long(kTraceLineLimit_bytes);
      problems_ = problem(take(seen, 0).substr(0, kShown_bytes), too_long.id,
                          std::move(too_long.message), std::move(too_long.help));
      return std::nullopt;
    }
    if (fill()) continue;
    torn_ = seen > 0;
    return torn_ && problems_.empty() ? std::optional(take(seen, 0)) : std::nullopt;
  }
}

}  // namespace sqsproof::semantics::stream
