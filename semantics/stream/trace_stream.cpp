#include "semantics/stream/trace_stream.h"

#include "semantics/judge/tested.h"
#include "semantics/stream/trace_reader.h"

namespace sqsproof::semantics::stream {

policy::Result<StreamReport> judge_stream(int file, const std::string& name, Options options) {
  return TraceReader(file, name, options).run();
}

policy::Verdict verdict_of(const StreamReport& report) {
  return verdict_of_tested(report.promises);
}

}  // namespace sqsproof::semantics::stream
