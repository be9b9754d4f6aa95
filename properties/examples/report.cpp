// Results of examples as text and as JSON.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "properties/examples/run.h"

namespace sqsproof::properties {
namespace {

using Verdict = ExampleResult::Verdict;

std::string word_of(Verdict verdict) {
  std::string word(name_of(verdict));
  for (char& c : word) c = static_cast<char>(c - 'a' + 'A');
  return word;
}

std::string_view protocol_of(const ExampleResult& result) {
  const bool both = result.example->needs == ExampleNeeds::calls;
  return both ? fixtures::name_of(result.protocol) : std::string_view();
}

}  // namespace

std::string to_text(const std::vector<ExampleResult>& results) {
  std::string out;
  for (const ExampleResult& result : results) {
    const Description& words = result.example->words;
    out += fmt::format("{:<10} {:<42} {:<6} {}\n", word_of(result.verdict), words.id,
                       protocol_of(result), words.title);
    if (result.why.empty()) continue;
    out += fmt::format("           {}\n", result.why);
    if (result.verdict == Verdict::skip || passed(result.verdict)) continue;
    for (const std::string& line : result.transcript) out += fmt::format("             {}\n", line);
    out += fmt::format("           see {}\n", words.reference);
  }
  return out;
}

std::string to_json(const std::vector<ExampleResult>& results) {
  using Json = nlohmann::ordered_json;
  Json all = Json::array();
  for (const ExampleResult& result : results) {
    const Example& example = *result.example;
    Json json = {{"id", example.words.id},
                 {"level", name_of(example.level)},
                 {"title", example.words.title},
                 {"reference", example.words.reference},
                 {"verdict", name_of(result.verdict)}};
    if (!protocol_of(result).empty()) json["protocol"] = protocol_of(result);
    if (!result.why.empty()) json["why"] = result.why;
    const bool told = !passed(result.verdict) && result.verdict != Verdict::skip;
    if (told) {
      json["transcript"] = result.transcript;
    }
    all.push_back(std::move(json));
  }
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sqsproof::properties
