// What is said of each promise of a judged trace, in the same words and keys whether it was judged
// as a history or as a stream.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "properties/report/text.h"
#include "semantics/judge/judge.h"

namespace sqsproof::properties {

/// Its verdict, how often it was put to the test, and why it is open. One that was not tested is
/// only counted, see untested_line; one of which nothing could be judged is for OpenPromises.
[[nodiscard]] std::string judgement_lines(const semantics::Promise& promise,
                                          const semantics::Judgement& judgement,
                                          const TextStyle& style);
/// Promises that were not judged at all, below each reason.
class OpenPromises {
 public:
  /// Does nothing with others.
  void add(const semantics::Promise& promise, const semantics::Judgement& judgement);
  [[nodiscard]] std::string lines(const TextStyle& style) const;

 private:
  std::map<std::string, std::vector<std::string_view>> by_reason_;
};
/// Empty when all were put to the test.
[[nodiscard]] std::string untested_line(std::size_t untested, std::size_t promises);
/// What is left open because the trace need not hold all calls; empty when it does.
[[nodiscard]] std::string recorded_lines(const semantics::Recorded& recorded);
/// Nine columns of a verdict's word.
[[nodiscard]] std::string colored(std::string_view word, policy::Verdict verdict,
                                  const TextStyle& style);
/// Of what is broken in a queue whose settings nobody told.
[[nodiscard]] std::string in_doubt(std::string_view queue);
/// One object, as a text of JSON.
[[nodiscard]] std::string judgement_json(const std::string& trace,
                                         const semantics::Promise& promise,
                                         const semantics::Judgement& judgement);

}  // namespace sqsproof::properties
