#include "properties/report/judgement_lines.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "properties/report/wrapped.h"

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;
using policy::Verdict;

std::string untried_words(std::size_t parts) {
  return fmt::format(
      "{} message{} or group{} had too many overlapping calls to try every order of them; an order "
      "that was not tried counts as possible",
      parts, parts == 1 ? "" : "s", parts == 1 ? "" : "s");
}

/// Nothing about it was judged. Many have the same reason.
bool is_open_at_all(const semantics::Judgement& judgement) {
  return judgement.verdict == Verdict::unknown && !judgement.untested && judgement.instances == 0;
}

}  // namespace

void OpenPromises::add(const semantics::Promise& promise, const semantics::Judgement& judgement) {
  if (is_open_at_all(judgement)) by_reason_[judgement.why].push_back(promise.id);
}

std::string OpenPromises::lines(const TextStyle& style) const {
  std::string text;
  for (const auto& [why, ids] : by_reason_) {
    text +=
        wrapped("  " + colored(policy::name_of(Verdict::unknown), Verdict::unknown, style) + "  ",
                printable(why) + ":");
    text += by_family(ids);
  }
  return text;
}

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
  if (is_open_at_all(judgement)) return "";
  std::string text =
      fmt::format("  {}  {:<38} {:>8} tests\n",
                  colored(policy::name_of(judgement.verdict), judgement.verdict, style), promise.id,
                  judgement.instances);
  if (!judgement.why.empty()) {
    text += wrapped("             why: ", printable(judgement.why));
  }
  if (judgement.untried > 0) {
    text += wrapped("             approximated: ", untried_words(judgement.untried));
  }
  return text;
}

std::string untested_line(std::size_t untested, std::size_t promises) {
  if (untested == 0) return "";
  return fmt::format("  {} of {} promises were not put to the test\n", untested, promises);
}

std::string recorded_lines(const semantics::Recorded& recorded) {
  if (recorded.all()) return "";
  std::string missing;
  const auto name = [&](bool all, const char* what) {
    if (!all) missing += (missing.empty() ? "" : ", ") + std::string(what);
  };
  name(recorded.all_sends, "sends");
  name(recorded.all_receives, "receives");
  name(recorded.all_deletes, "deletes and changes of visibility");
  return wrapped("  open world: ",
                 fmt::format("the trace does not say that it holds all clients' {}, so what others "
                             "may have done excuses the endpoint; if it does hold them, say "
                             "`closed` in its head, or --closed",
                             missing));
}

std::string judgement_json(const std::string& trace, const semantics::Promise& promise,
                           const semantics::Judgement& judgement) {
  Json one = {{"trace", trace},
              {"property", promise.id},
              {"verdict", policy::name_of(judgement.verdict)},
              {"instances", judgement.instances}};
  if (judgement.untested) one["untested"] = true;
  if (!judgement.why.empty()) one["why"] = judgement.why;
  if (judgement.untried > 0) one["approximated"] = untried_words(judgement.untried);
  return one.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace sqsproof::properties
