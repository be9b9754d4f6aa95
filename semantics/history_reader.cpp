#include <algorithm>
#include <fmt/core.h>
#include <unordered_map>

#include "semantics/history.h"
#include "semantics/history_line.h"

namespace sqsproof::semantics {
namespace {

using policy::JsonValue;
using Kind = JsonValue::Kind;

constexpr std::size_t kOperationLimit = 1'000'000;
constexpr Instant_us kInstantLimit_us = Instant_us{1} << 60;  // sums of times cannot overflow

class Reader {
 public:
  Reader(const policy::Source& source, const Recorded& unsaid) : source_(source) {
    history_.recorded = unsaid;
  }

  policy::Result<History> read() {
    const bool fine = each_line(&Reader::read_record) && check_head() && link_returns();
    if (!fine) return tl::unexpected(std::move(problems_));
    std::stable_sort(history_.operations.begin(), history_.operations.end(),
                     [](const Operation& x, const Operation& y) { return x.invoked < y.invoked; });
    place_drain();
    return std::move(history_);
  }

 private:
  struct Pending {
    std::size_t begin, end;
  };

  bool take(Line&& line) {
    if (!line.wrong()) return true;
    problems_ = std::move(line).problems();
    return false;
  }

  bool each_line(bool (Reader::*visit)(std::size_t, std::size_t)) {
    const std::string& text = source_->text;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t newline = text.find('\n', begin);
      const std::size_t end = newline == std::string::npos ? text.size() : newline;
      const bool blank = text.find_first_not_of(" \t\r", begin) >= end;
      if (!blank && !is_torn(begin, end) && !(this->*visit)(begin, end)) return false;
      begin = end + 1;
    }
    return true;
  }

  /// A last line without an end: the recorder was stopped while it wrote. A call is made after its
  /// line is whole, and an answer that was not written down is an unknown outcome.
  bool is_torn(std::size_t begin, std::size_t end) const {
    return has_head_ && end == source_->text.size() &&
           is_cut_off(std::string_view(source_->text).substr(begin, end - begin));
  }

  bool read_record(std::size_t begin, std::size_t end) {
    Line line(source_, begin, end);
    std::string type;
    if (!line.wrong() && line.require(line.value(), "t", Kind::string)) {
      line.read(line.value(), "t", type);
    }
    if (line.wrong()) return take(std::move(line));
    if (!has_head_ && type != "head") {
      line.fail("trace/no-head", "the first record is not a `head`",
                "begin the trace with {\"t\":\"head\",\"v\":1,...}");
    } else if (type == "head") {
      take_head(line);
    } else if (type == "inv") {
      read_invocation(line);
    } else if (type == "ret") {
      returns_.push_back({begin, end});
    } else if (type == "mark") {
      read_mark(line);
    } else if (type == "queue") {
      read_queue(line, history_);
    } else if (type == "closed") {
      read_closed(line, history_);
    }  // records of other types (clock, fault) say nothing about promises
    return take(std::move(line));
  }

  void take_head(Line& line) {
    if (has_head_) return line.fail("trace/two-heads", "a second `head`", "one trace a file");
    has_head_ = read_head(line, history_);
  }

  void read_mark(Line& line) {
    std::string name;
    const JsonValue* found = line.require(line.value(), "name", Kind::string);
    line.read(line.value(), "name", name);
    if (line.wrong()) return;
    if (name == "drain") return static_cast<void>(drain_from_ = read_instant(line));
    line.refuse(*found, "trace/unknown-mark", fmt::format("there is no mark `{}`", name),
                "write `drain`, or leave this record out");
  }

  Instant_us read_instant(Line& line) {
    Instant_us instant = 0;
    if (line.require(line.value(), "ts", Kind::number)) line.read(line.value(), "ts", instant);
    if (instant < -kInstantLimit_us || instant > kInstantLimit_us) {
      line.fail("trace/time", "a time beyond all clocks", "write microseconds since an epoch");
    }
    return instant;
  }

  int client_of(const std::string& name) {
    return clients_.emplace(name, static_cast<int>(clients_.size())).first->second;
  }

  void read_invocation(Line& line) {
    Operation operation;
    std::string client;
    const JsonValue& value = line.value();
    if (line.require(value, "id", Kind::number)) line.read(value, "id", operation.id);
    line.read(value, "c", client);
    operation.client = client_of(client);
    operation.invoked = read_instant(line);
    operation.answer = NoAnswer{"no return was recorded"};
    read_call(line, operation);
    if (line.wrong()) return;
    if (history_.operations.size() >= kOperationLimit) {
      line.fail("trace/too-long", fmt::format("more than {} operations", kOperationLimit),
                "judge it with --stream, or split it where the queues are empty");
    }
    if (!index_.emplace(operation.id, history_.operations.size()).second) {
      line.fail(begins_twice(operation.id));
    }
    history_.operations.push_back(std::move(operation));
  }

  bool check_head() {
    if (has_head_) return true;
    const TraceProblem empty = no_head();
    problems_.push_back({empty.id, policy::Severity::error, empty.message, source_, policy::Place{},
                         "", empty.help});
    return false;
  }

  // In a second pass, because records may stand in any order and an answer is read by its call.
  bool link_returns() {
    std::vector<bool> seen(history_.operations.size(), false);
    for (const Pending& pending : returns_) {
      Line line(source_, pending.begin, pending.end);
      read_return(line, seen);
      if (!take(std::move(line))) return false;
    }
    return true;
  }

  void read_return(Line& line, std::vector<bool>& seen) {
    std::size_t id = 0;
    if (line.require(line.value(), "id", Kind::number)) line.read(line.value(), "id", id);
    const auto found = index_.find(id);
    if (line.wrong()) return;
    if (found == index_.end()) return line.fail(never_begins(id));
    Operation& operation = history_.operations[found->second];
    if (seen[found->second]) return line.fail(returns_twice(id));
    seen[found->second] = true;
    operation.returned = read_instant(line);
    if (!line.wrong() && operation.returned < operation.invoked) {
      return line.fail(returns_early(id));
    }
    operation.returned = std::max(operation.returned, operation.invoked + 1);
    operation.answer = read_answer(line, operation.call);
  }

  void place_drain() {
    if (!drain_from_) return;
    const auto& operations = history_.operations;
    const auto first = std::find_if(
        operations.begin(), operations.end(),
        [this](const Operation& operation) { return operation.invoked >= *drain_from_; });
    history_.drained = true;
    history_.drained_from = static_cast<std::size_t>(first - operations.begin());
  }

  policy::Source source_;
  History history_;
  bool has_head_ = false;
  std::optional<Instant_us> drain_from_;
  std::map<std::string, int> clients_;
  std::unordered_map<std::size_t, std::size_t> index_;
  std::vector<Pending> returns_;
  policy::Diagnostics problems_;
};

}  // namespace

policy::Result<History> read_history(const policy::Source& json_lines, const Recorded& unsaid) {
  return Reader(json_lines, unsaid).read();
}

}  // namespace sqsproof::semantics
