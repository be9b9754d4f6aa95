#include "semantics/stream/record_check.h"

#include <fmt/core.h>

#include "semantics/history_line.h"

namespace sqsproof::semantics::stream {
namespace {

constexpr std::string_view kHead = "{\"t\":\"head\",\"v\":1}\n";

/// A last line without an end is judged as the reader of histories does.
std::string_view end_of(const LineFeed& feed) { return feed.is_torn() ? "" : "\n"; }

}  // namespace

policy::Result<History> check_head(const LineFeed& feed, std::string_view line,
                                   const Recorded& unsaid) {
  return read_history(feed.source(line), unsaid);
}

policy::Result<History> check_record(const LineFeed& feed, std::string_view line) {
  // Whatever the head said, the line tells what it takes back of it.
  return read_history(feed.source(fmt::format("{}{}{}", kHead, line, end_of(feed)), 1), Recorded{});
}

policy::Result<History> check_return(const LineFeed& feed, std::string_view line,
                                     const OpenCall* call) {
  if (call) {
    const std::string invocation = fmt::format(R"({{"t":"inv","id":{},"op":"{}","q":"q","ts":{}}})",
                                               call->id, call->kind.name, call->seen.at.from);
    return read_history(
        feed.source(fmt::format("{}{}\n{}{}", kHead, invocation, line, end_of(feed)), 2));
  }
  Line read(feed.source(line), 0, line.size());
  std::size_t id = 0;
  if (!read.wrong() && read.require(read.value(), "id", policy::JsonValue::Kind::number)) {
    read.read(read.value(), "id", id);
  }
  if (read.wrong()) return tl::unexpected(std::move(read).problems());
  return History{};
}

}  // namespace sqsproof::semantics::stream
