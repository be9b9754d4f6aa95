#include "properties/report/freedoms_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace sqsproof::properties {

std::vector<std::string> lines_of(const FreedomsNeeded& needed) {
  std::vector<std::string> lines;
  if (needed.freedoms.empty()) return lines;  // what is merely wrong is reported as that
  lines.push_back("explained only with freedoms of AWS: " + describe(needed));
  std::string list;
  for (const std::string_view id : needed.unexplained) {
    list += (list.empty() ? "" : ", ") + std::string(id);
  }
  if (!list.empty()) lines.push_back("explained by no freedom of AWS: " + list);
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
  return Json{{"histories", needed.histories},
              {"freedoms", std::move(freedoms)},
              {"unexplained", needed.unexplained}}
      .dump();
}

}  // namespace sqsproof::properties
