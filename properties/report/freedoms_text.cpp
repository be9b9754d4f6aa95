#include "properties/report/freedoms_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace sqsproof::properties {

namespace {

std::string listed(const std::vector<std::string_view>& ids) {
  std::string list;
  for (const std::string_view id : ids) list += (list.empty() ? "" : ", ") + std::string(id);
  return list;
}

std::string question(const FreedomsNeeded& needed) {
  const std::string asked = fmt::format(
      "a question: is this endpoint meant to take freedoms that AWS takes? These would fit: {}",
      describe(needed));
  const bool granted = std::all_of(needed.freedoms.begin(), needed.freedoms.end(),
                                   [](const auto& need) { return need.row->granted_by_aws; });
  if (needed.excused.empty() || !granted) return asked;
  return asked + fmt::format(". If so, `--profile aws` lets these pass: {}. If not, they are bugs",
                             listed(needed.excused));
}

}  // namespace

std::vector<std::string> lines_of(const FreedomsNeeded& needed) {
  std::vector<std::string> lines;
  if (needed.freedoms.empty()) return lines;  // what is merely wrong is reported as that
  lines.push_back(needed.asked ? question(needed)
                               : "explained only with freedoms of AWS: " + describe(needed));
  const std::string list = listed(needed.unexplained);
  const char* const others = needed.asked ? "not explained so" : "explained by no freedom of AWS";
  if (!list.empty()) lines.push_back(fmt::format("{}: {}", others, list));
  return lines;
}

std::string to_text(const FreedomsNeeded& needed) {
  std::string text;
  for (const std::string& line : lines_of(needed)) text += "\n" + line + "\n";
  return text;
}

std::string to_json(const FreedomsNeeded& needed) {
  using Json = nlohmann::ordered_json;
  Json freedoms = Json::array();
  for (const FreedomsNeeded::Need& need : needed.freedoms) {
    Json one = {{"id", need.row->id}, {"what", need.row->what}, {"histories", need.histories}};
    if (need.share.of > 0) {
      one["share"] = {
          {"happened", need.share.happened}, {"of", need.share.of}, {"counted", need.counted}};
    }
    freedoms.push_back(std::move(one));
  }
  Json excusable = Json::array();
  for (const FreedomsNeeded::Excusable& one : needed.excusable) {
    Json by = Json::array();
    for (const auto* row : one.by) by.push_back({{"id", row->id}, {"what", row->what}});
    excusable.push_back({{"id", one.promise}, {"by", std::move(by)}});
  }
  return Json{{"histories", needed.histories},
              {"freedoms", std::move(freedoms)},
              {"unexplained", needed.unexplained},
              {"excusable", std::move(excusable)}}
      .dump();
}

}  // namespace sqsproof::properties
