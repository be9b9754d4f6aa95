#include "semantics/stream/trace_stream.h"

#include "semantics/stream/trace_reader.h"

namespace sqsproof::semantics::stream {

policy::Result<StreamReport> judge_stream(int file, const std::string& name, Options options) {
  return TraceReader(file, name, options).run();
}

policy::Verdict verdict_of(const StreamReport& report) {
  policy::Verdict verdict = policy::Verdict::holds;
  bool tested = false;
  for (const JudgedInStream& judged : report.promises) {
    if (judged.judgement.untested) continue;
    tested = true;
    verdict = policy::worst(verdict, judged.judgement.verdict);
  }
  return tested ? verdict : policy::Verdict::unknown;
}

}  // namespace sqsproof::semantics::stream
