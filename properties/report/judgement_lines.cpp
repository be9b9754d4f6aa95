#include "properties/report/judgement_lines.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "properties/report/wrapped.h"

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;
using policy::Verdict;

}  // namespace

std::string colored(std::string_view word, Verdict verdict, const TextStyle& style) {
  const std::string padded = fmt::format("{:<9}", word);
  if (!style.color) return padded;
  const int color = verdict == Verdict::holds ? 32 : verdict == Verdict::violated ? 31 : 33;
  return fmt::format("\x1b[1;{}m{}\x1b[0m", color, padded);
}

std::string in_doubt(std::string_view queue) {
  return fmt::format(
      "broken if queue {} has the usual settings, which are not in the trace; record with `--ask`",
      queue);
}

std::string judgement_lines(const semantics::Promise& promise,
                            const semantics::Judgement& judgement, const TextStyle& style) {
  if (judgement.untested) return "";  // most of a catalogue says nothing of one trace
  std::string text =
      fmt::format("  {}  {:<38} {:>8} tests\n",
                  colored(policy::name_of(judgement.verdict), judgement.verdict, style), promise.id,
                  judgement.instances);
  if (!judgement.why.empty()) {
    text += wrapped("             why: ", printable(judgement.why));
  }
  return text;
}

std::string untested_line(std::size_t untested, std::size_t promises) {
  if (untested == 0) return "";
  return fmt::format("  {} of {} promises were not put to the test\n", untested, promises);
}

std::string judgement_json(const std::string& trace, const semantics::Promise& promise,
                           const semantics::Judgement& judgement) {
  Json one = {{"trace", trace},
              {"property", promise.id},
              {"verdict", policy::name_of(judgement.verdict)},
              {"instances", judgement.instances}};
  if (judgement.untested) one["untested"] = true;
  if (!judgement.why.empty()) one["why"] = judgement.why;
  return one.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace sqsproof::properties
