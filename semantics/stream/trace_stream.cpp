#include "semantics/stream/trace_stream.h"

#include <algorithm>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include "semantics/history_line.h"
#include "semantics/stream/line_feed.h"
#include "semantics/stream/lines.h"
#include "semantics/stream/open_calls.h"
#include "semantics/stream/records.h"

namespace sqsproof::semantics::stream {
namespace {

constexpr Duration_us kDisorder_us = seconds(10);
constexpr Instant_us kInstantLimit_us = Instant_us{1} << 60;

bool is_regular(int file) {
  struct stat status {};
  return fstat(file, &status) == 0 && S_ISREG(status.st_mode) && lseek(file, 0, SEEK_CUR) == 0;
}

class TraceStream {
 public:
  TraceStream(int file, std::string name, Options options)
      : feed_(file, std::move(name)), options_(options), lines_(is_regular(file) ? file : -1) {}

  policy::Result<StreamReport> run() {
    while (const auto line = feed_.next()) {
      if (!read_line(*line)) return tl::unexpected(std::move(problems_));
    }
    if (!feed_.problems().empty()) return tl::unexpected(feed_.problems());
    if (!judge_) {
      return tl::unexpected(feed_.problem({}, "trace/no-head", "the trace is empty",
                                          "begin it with {\"t\":\"head\",\"v\":1,...}"));
    }
    open_.each([this](OpenCall& call) { lose(call); });
    judge_->finish();
    return StreamReport{judge_->found(), judge_->totals(), judge_->undecided(), drained_,
                        feed_.number(),  calls_,           never_returned_};
  }

 private:
  bool fail(std::string_view line, const char* id, std::string message, std::string help) {
    problems_ = feed_.problem(line, id, std::move(message), std::move(help));
    return false;
  }

  bool read_line(std::string_view line) {
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) return true;
    Element record;
    if (parser_.parse(line.data(), line.size(), true).get(record) != simdjson::SUCCESS ||
        !record.is_object()) {
      // A call is made after its line is whole, and an answer that is not there is unknown.
      if (feed_.is_torn() && judge_) return true;
      return explain(line, "this is not a record of a trace");
    }
    const std::string_view type = text_in(record, "t");
    if (type == "head") return read_head(line);
    if (!judge_) {
      return fail(line, "trace/no-head", "the first record is not a `head`",
                  "begin the trace with {\"t\":\"head\",\"v\":1,...}");
    }
    if (type == "inv") return read_invocation(line, record);
    if (type == "ret") return read_return(line, record);
    if (type == "queue") return read_queue(line);
    if (type == "closed") return read_closed(record);
    if (type == "mark" && text_in(record, "name") == "drain") {
      judge_->drain(number_in(record, "ts", 0));
      drained_ = true;
    }
    return true;
  }

  /// What the reader of whole histories says of that line.
  bool explain(std::string_view line, std::string otherwise) {
    Line read(feed_.source(line), 0, line.size());
    if (!read.wrong()) {
      Operation operation;
      read_call(read, operation);
    }
    if (!read.wrong()) {
      return fail(line, "trace/wrong-type", std::move(otherwise), kTraceFormatHelp);
    }
    problems_ = std::move(read).problems();
    return false;
  }

  bool read_head(std::string_view line) {
    if (judge_) return fail(line, "trace/two-heads", "a second `head`", "one trace a file");
    auto head = read_history(feed_.source(line));
    if (!head) {
      problems_ = std::move(head.error());
      return false;
    }
    options_.recorded = head->recorded;
    options_.virtual_time = head->virtual_time;
    judge_.emplace(options_, lines_);
    for (const auto& [url, settings] : head->queues) judge_->queue(url, &settings);
    return true;
  }

  /// The settings of a queue, as they were before its first call.
  bool read_queue(std::string_view line) {
    const std::string with_head = "{\"t\":\"head\",\"v\":1}\n" + std::string(line);
    const auto told = read_history(feed_.source(with_head, 1));
    if (!told) {
      problems_ = told.error();
      return false;
    }
    for (const auto& [url, settings] : told->queues) {
      judge_->queue(url, &settings, told->assumed.contains(url));
    }
    return true;
  }

  bool read_closed(const Element& record) {
    const auto says = [&](const char* name) {
      bool all = true;
      Element closed;
      if (record["closed"].get(closed) != simdjson::SUCCESS) return true;
      return closed[name].get(all) != simdjson::SUCCESS || all;
    };
    judge_->narrow({says("send"), says("recv"), says("del")});
    return true;
  }

  bool read_invocation(std::string_view line, const Element& record) {
    std::int64_t id = 0, ts = 0;
    if (record["id"].get(id) != simdjson::SUCCESS || record["ts"].get(ts) != simdjson::SUCCESS ||
        id < 0 || ts < -kInstantLimit_us || ts > kInstantLimit_us) {
      return explain(line, "an `inv` record needs an `id` and a time `ts`");
    }
    if (ts < latest_ - kDisorder_us) {
      return fail(line, "trace/order", "this call began long before the one above",
                  "sort the trace by time, or judge it without --stream");
    }
    if (open_.find(static_cast<std::uint64_t>(id))) {
      return fail(line, "trace/two-invocations", fmt::format("operation {} begins twice", id),
                  "give every attempt an id of its own, retries too");
    }
    const auto kind = kind_of(text_in(record, "op"));
    if (!kind) return explain(line, "there is no such operation");
    latest_ = std::max(latest_, ts);
    if (calls_++ == 0 || ts < first_) judge_->begin(first_ = ts);
    close_old();
    if (kind->ignored) return true;
    OpenCall& call = open_.add(static_cast<std::uint64_t>(id));
    call.place = {feed_.offset(), kNoResult};
    call.seen.at.from = ts;
    call.kind = *kind;
    if (lines_.keeps()) call.line = line;
    read_request(record, call);
    advance();
    return true;
  }

  void read_request(const Element& record, OpenCall& call) {
    Seen& seen = call.seen;
    seen.kind = call.kind.kind;
    seen.queue = kNoQueue;
    const std::string_view queue = text_in(record, "q");
    if (!queue.empty()) seen.queue = judge_->queue(std::string(queue));
    Element arguments;
    if (record["a"].get(arguments) != simdjson::SUCCESS || queue.empty()) return;
    const QueueSettings& settings = judge_->settings_of(seen.queue);
    if (seen.kind == Kind::receive) {
      seen.timeout_s = static_cast<std::int32_t>(number_in(arguments, "vis", -1));
      seen.wait_s = static_cast<std::int32_t>(number_in(arguments, "wait", -1));
      seen.most = static_cast<std::int32_t>(number_in(arguments, "max", 1));
      seen.attempt = print_in(arguments, "att");
    }
    if (seen.kind != Kind::other) {
      read_arguments(arguments, seen.kind, call.kind.batch,
                     settings.fifo && settings.content_based_deduplication,
                     settings.deduplicates_per_group, call.items, call.names);
    }
  }

  bool read_return(std::string_view line, const Element& record) {
    std::int64_t id = 0, ts = 0;
    if (record["id"].get(id) != simdjson::SUCCESS || record["ts"].get(ts) != simdjson::SUCCESS ||
        id < 0 || ts > kInstantLimit_us) {
      return explain(line, "a `ret` record needs an `id` and a time `ts`");
    }
    OpenCall* call = open_.find(static_cast<std::uint64_t>(id));
    if (!call) return true;  // of a call that the judge does without, or that is lost
    if (ts < call->seen.at.from) {
      return fail(line, "trace/time", fmt::format("operation {} returns before it begins", id),
                  "take both times from one monotonic clock");
    }
    call->place.result = feed_.offset();
    call->seen.at.to = std::max(ts, call->seen.at.from + 1);
    read_answer(record, *call);
    take(*call, line);
    return true;
  }

  void read_answer(const Element& record, OpenCall& call) {
    Element answer;
    Seen& seen = call.seen;
    if (record["r"].get(answer) == simdjson::SUCCESS && answer.is_object()) {
      seen.outcome = Outcome::accepted;
      const std::string_view url = text_in(answer, "q");
      if (seen.queue == kNoQueue && !url.empty()) seen.queue = judge_->queue(std::string(url));
      read_results(answer, seen.kind, call.kind.batch, call.items, call.names);
      return;
    }
    ServiceError error{std::string(), std::string(), 500};
    if (record["e"].get(answer) == simdjson::SUCCESS && answer.is_object()) {
      error.code = text_in(answer, "code");
      error.http_status = static_cast<int>(number_in(answer, "http", 400));
    }
    seen.outcome = outcome_of(error);
    for (Item& item : call.items) item.outcome = seen.outcome;
    if (seen.outcome == Outcome::unknown) seen.at.to = seen.at.from + kLatestEffect_us;
  }

  void take(OpenCall& call, std::string_view result) {
    if (call.seen.kind == Kind::receive && call.seen.outcome != Outcome::accepted) {
      call.items.clear();
    }
    const bool elsewhere = call.seen.queue == kNoQueue && !call.kind.without_queue;
    if (!elsewhere) {
      lines_.offer(call.place, std::move(call.line), std::string(lines_.keeps() ? result : ""));
      call.seen.place = call.place;
      call.seen.items = call.items;
      judge_->take(call.seen);
      lines_.withdraw(call.place);
    }
    open_.close(call);
    advance();
  }

  void lose(OpenCall& call) {
    ++never_returned_;
    call.seen.outcome = Outcome::unknown;
    for (Item& item : call.items) item.outcome = Outcome::unknown;
    call.seen.at.to = call.seen.at.from + kLatestEffect_us;
    take(call, "");
  }

  void close_old() {
    while (OpenCall* call = open_.oldest()) {
      if (call->seen.at.from + kLatestEffect_us + kDisorder_us >= latest_) return;
      lose(*call);
    }
  }

  /// Calls may still come that began a little before the latest one.
  void advance() {
    const OpenCall* oldest = open_.oldest();
    const Instant_us seen = latest_ - kDisorder_us;
    judge_->watermark(oldest ? std::min(oldest->seen.at.from, seen) : seen);
  }

  LineFeed feed_;
  Options options_;
  Lines lines_;
  std::optional<StreamJudge> judge_;
  OpenCalls open_;
  simdjson::dom::parser parser_;
  std::size_t calls_ = 0, never_returned_ = 0;
  bool drained_ = false;
  Instant_us first_ = 0, latest_ = -kInstantLimit_us;
  policy::Diagnostics problems_;
};

}  // namespace

policy::Result<StreamReport> judge_stream(int file, const std::string& name, Options options) {
  return TraceStream(file, name, options).run();
}

policy::Verdict verdict_of(const StreamReport& report) {
  if (report.totals.violations > 0) return policy::Verdict::violated;
  const bool nothing = report.totals.deliveries == 0 && report.totals.messages_sent == 0;
  const bool open = !report.undecided.empty() || report.totals.in_doubt > 0;
  return nothing || open ? policy::Verdict::unknown : policy::Verdict::holds;
}

}  // namespace sqsproof::semantics::stream
