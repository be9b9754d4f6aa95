// Reads the records of a trace one after the other and hands its calls to the judge of streams.
// Internal to the reader of streams.
//
// The usual record is read quickly; whatever is not usual is shown to the reader of whole histories
// first, which knows what is wrong with it and says so (record_check.h).
#pragma once

#include <map>

#include "semantics/stream/known_ids.h"
#include "semantics/stream/line_feed.h"
#include "semantics/stream/lines.h"
#include "semantics/stream/records.h"
#include "semantics/stream/trace_stream.h"
#include "semantics/trace_problems.h"

namespace sqsproof::semantics::stream {

class TraceReader {
 public:
  /// `file` is an open descriptor, `name` for diagnostics.
  TraceReader(int file, std::string name, Options options);
  [[nodiscard]] policy::Result<StreamReport> run();

 private:
  // records (trace_reader.cpp)
  bool read_line(std::string_view line);
  bool read_first(std::string_view line);
  bool read_rare(std::string_view line, const Record& record);
  bool read_invocation(std::string_view line, const Record& record, Members& members);
  void read_request(const Record& record, OpenCall& call, Members& members);
  // what comes back (trace_returns.cpp)
  bool read_return(std::string_view line, const Record& record, Members& members);
  bool read_stray_return(std::string_view line, const Record& record, const Members& members);
  void read_answer(const Record& record, OpenCall& call, Members& members);
  void take(OpenCall& call, std::string_view result);
  void lose(OpenCall& call);
  void close_old();
  void advance();
  // what is wrong
  bool fail(std::string_view line, TraceProblem problem);
  /// True when nothing is.
  bool passes(policy::Result<History> checked);

  LineFeed feed_;
  Options options_;
  Lines lines_;
  std::optional<StreamJudge> judge_;
  OpenCalls open_;
  KnownIds begun_, ended_;
  simdjson::dom::parser parser_;
  StreamReport report_;
  Instant_us first_ = 0, latest_ = 0;
  policy::Diagnostics problems_;
};

}  // namespace sqsproof::semantics::stream
