#include "semantics/stream/trace_reader.h"

#include <algorithm>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include "semantics/history_line.h"
#include "semantics/stream/record_check.h"

namespace sqsproof::semantics::stream {
namespace {

constexpr Duration_us kDisorder_us = seconds(10);
constexpr Instant_us kInstantLimit_us = Instant_us{1} << 60;

bool is_regular(int file) {
  struct stat status {};
  return fstat(file, &status) == 0 && S_ISREG(status.st_mode) && lseek(file, 0, SEEK_CUR) == 0;
}

}  // namespace

TraceReader::TraceReader(int file, std::string name, Options options)
    : feed_(file, std::move(name)),
      options_(options),
      lines_(is_regular(file) ? file : -1),
      latest_(-kInstantLimit_us) {}

policy::Result<StreamReport> TraceReader::run() {
  while (const auto line = feed_.next()) {
    if (!read_line(*line)) return tl::unexpected(std::move(problems_));
  }
  if (!feed_.problems().empty()) return tl::unexpected(feed_.problems());
  if (!judge_) {
    fail({}, no_head());
    return tl::unexpected(std::move(problems_));
  }
  open_.each([this](OpenCall& call) { lose(call); });
  judge_->finish();
  report_.found = judge_->found();
  report_.totals = judge_->totals();
  report_.promises = judge_->promises();
  report_.undecided = judge_->undecided();
  report_.recorded = judge_->recorded();
  report_.lines = feed_.number();
  if (const std::size_t uses = judge_->totals().unknown_receipts; uses > 0) {
    report_.passed_over["deletes and changes with a receipt that no receive of late has issued"] =
        uses;
  }
  return std::move(report_);
}

bool TraceReader::fail(std::string_view line, TraceProblem problem) {
  problems_ = feed_.problem(line, problem.id, std::move(problem.message), std::move(problem.help));
  return false;
}

bool TraceReader::passes(policy::Result<History> checked) {
  if (!checked) problems_ = std::move(checked.error());
  return checked.has_value();
}

bool TraceReader::read_line(std::string_view line) {
  if (line.find_first_not_of(" \t\r") == std::string_view::npos) return true;
  if (!judge_) return read_first(line);
  Element element;
  if (parser_.parse(line.data(), line.size(), true).get(element) != simdjson::SUCCESS ||
      !element.is_object()) {
    // A call is made after its line is whole, and an answer that is not there is unknown.
    if (feed_.is_torn() && is_cut_off(line)) return true;
    return passes(check_record(feed_, line)) &&
           fail(line, {"trace/wrong-type", "this is not a record of a trace",
                       "see the trace format, semantics/TRACE.md"});
  }
  Members members;
  const Record record = read_record(element, members);
  if (record.type == "inv") return read_invocation(line, record, members);
  if (record.type == "ret") return read_return(line, record, members);
  return read_rare(line, record);
}

bool TraceReader::read_first(std::string_view line) {
  auto head = check_head(feed_, line, options_.recorded);
  if (!head) return passes(std::move(head));
  options_.recorded = head->recorded;
  options_.virtual_time = head->virtual_time;
  judge_.emplace(options_, lines_);
  for (const auto& [url, settings] : head->queues) judge_->queue(url, &settings);
  return true;
}

/// What is told of queues and of the recorder: seldom, so the reader of histories does it.
bool TraceReader::read_rare(std::string_view line, const Record& record) {
  auto told = check_record(feed_, line);
  if (!told) return passes(std::move(told));
  for (const auto& [url, settings] : told->queues) {
    judge_->queue(url, &settings, told->assumed.contains(url));
  }
  judge_->narrow(told->recorded);
  if (!told->drained) return true;
  judge_->drain(record.at.value_or(0));
  report_.drained = true;
  return true;
}

bool TraceReader::read_invocation(std::string_view line, const Record& record, Members& members) {
  const auto kind = kind_of(record.operation);
  const Instant_us at = record.at.value_or(kNever_us);
  const bool whole = kind && record.id && at >= -kInstantLimit_us && at <= kInstantLimit_us;
  if (!whole) {
    return passes(check_record(feed_, line)) &&
           fail(line, {"trace/wrong-type", "an `inv` record needs an `id` and a time `ts`",
                       "see the trace format, semantics/TRACE.md"});
  }
  if (begun_.has(*record.id) || open_.find(*record.id)) {
    return passes(check_record(feed_, line)) && fail(line, begins_twice(*record.id));
  }
  if (at < latest_ - kDisorder_us) {
    return passes(check_record(feed_, line)) &&
           fail(line, {"trace/order", "this call began long before the one above",
                       "sort the trace by time, or judge it without --stream"});
  }
  begun_.add(*record.id);
  latest_ = std::max(latest_, at);
  if (report_.calls++ == 0 || at < first_) judge_->begin(first_ = at);
  close_old();
  OpenCall& call = open_.add(*record.id);
  call.kind = *kind;
  call.place = {feed_.offset(), kNoResult};
  call.seen.at.from = at;
  if (lines_.keeps()) call.line = line;
  read_request(record, call, members);
  if (!members.usual() && !passes(check_record(feed_, line))) return false;
  advance();
  return true;
}

void TraceReader::read_request(const Record& record, OpenCall& call, Members& members) {
  Seen& seen = call.seen;
  seen.kind = call.kind.kind;
  seen.batch = call.kind.batch;
  seen.queue = kNoQueue;
  if (!record.queue.empty()) seen.queue = judge_->queue(std::string(record.queue));
  if (call.kind.kind == Kind::other) {
    if (!call.kind.ignored || record.queue.empty() || record.arguments) members.odd();
    return;
  }
  if (record.queue.empty()) {
    members.odd();
    seen.queue = judge_->queue("");
  }
  if (record.arguments) {
    const QueueSettings& settings = judge_->settings_of(seen.queue);
    const Keys keys{settings.fifo && settings.content_based_deduplication,
                    settings.deduplicates_per_group, call.kind.batch};
    return read_arguments(*record.arguments, keys, call, members);
  }
  if (!call.kind.batch) call.items.emplace_back();
}

}  // namespace sqsproof::semantics::stream
