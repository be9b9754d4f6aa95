#include "properties/report/judgement_lines.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;
using policy::Verdict;

std::string verdict_word(const semantics::Judgement& judgement, const TextStyle& style) {
  const std::string word = fmt::format("{:<9}", policy::name_of(judgement.verdict));
  if (!style.color) return word;
  const int color = judgement.verdict == Verdict::holds      ? 32
                    : judgement.verdict == Verdict::violated ? 31
                                                             : 33;
  return fmt::format("\x1b[1;{}m{}\x1b[0m", color, word);
}

}  // namespace

std::string judgement_lines(const semantics::Promise& promise,
                            const semantics::Judgement& judgement, const TextStyle& style) {
  if (judgement.untested) return "";  // most of a catalogue says nothing of one trace
  std::string text = fmt::format("  {}  {:<38} {:>8} tests\n", verdict_word(judgement, style),
                                 promise.id, judgement.instances);
  if (!judgement.why.empty()) {
    text += fmt::format("             why: {}\n", printable(judgement.why));
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
