#include "semantics/stream/lines.h"

#include <array>
#include <memory>
#include <unistd.h>

#include "semantics/history_line.h"

namespace sqsproof::semantics::stream {
namespace {

policy::Source source_of(std::string line) {
  return std::make_shared<const policy::SourceText>(
      policy::SourceText{"<stream>", std::move(line)});
}

Line parsed(const std::string& text) { return {source_of(text), 0, text.size()}; }

Instant_us time_of(Line& line) {
  Instant_us instant = 0;
  line.read(line.value(), "ts", instant);
  return instant;
}

Operation operation_of(const std::string& invocation, const std::string& result) {
  Operation operation;
  Line call = parsed(invocation);
  if (call.wrong()) return operation;
  std::string client;
  call.read(call.value(), "id", operation.id);
  call.read(call.value(), "c", client);
  if (client.size() > 1) operation.client = std::atoi(client.c_str() + 1);
  operation.invoked = time_of(call);
  operation.answer = NoAnswer{"no return was recorded"};
  read_call(call, operation);
  if (result.empty()) return operation;
  Line answer = parsed(result);
  if (answer.wrong()) return operation;
  operation.returned = std::max(time_of(answer), operation.invoked + 1);
  operation.answer = read_answer(answer, operation.call);
  return operation;
}

}  // namespace

void Lines::offer(const Place& place, std::string invocation, std::string result) {
  if (!keeps()) return;
  kept_[place.invocation] = {std::move(invocation), std::move(result), 0};
}

void Lines::withdraw(const Place& place) {
  const auto kept = keeps() ? kept_.find(place.invocation) : kept_.end();
  if (kept != kept_.end() && kept->second.holders == 0) kept_.erase(kept);
}

void Lines::hold(const Place& place) {
  if (keeps()) ++kept_[place.invocation].holders;
}

void Lines::release(const Place& place) {
  const auto kept = keeps() ? kept_.find(place.invocation) : kept_.end();
  if (kept != kept_.end() && --kept->second.holders == 0) kept_.erase(kept);
}

std::string Lines::line_at(std::uint64_t offset) const {
  std::string line;
  std::array<char, 4096> piece{};
  for (;;) {
    const auto at = static_cast<off_t>(offset + line.size());
    const ssize_t read = pread(file_, piece.data(), piece.size(), at);
    if (read <= 0) return line;
    const std::string_view got(piece.data(), static_cast<std::size_t>(read));
    const std::size_t end = got.find('\n');
    line.append(got.substr(0, end));
    if (end != std::string_view::npos) return line;
  }
}

Operation Lines::operation(const Place& place) {
  if (keeps()) {
    const auto kept = kept_.find(place.invocation);
    if (kept == kept_.end()) return {};
    return operation_of(kept->second.invocation, kept->second.result);
  }
  return operation_of(line_at(place.invocation),
                      place.result == kNoResult ? "" : line_at(place.result));
}

}  // namespace sqsproof::semantics::stream
