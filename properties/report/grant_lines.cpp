#include "properties/report/grant_lines.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "properties/report/text.h"

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Grant& grant) {
  Json json = {{"grant", words_of(grant)},
               {"who", grant.who.words},
               {"kind", name_of(grant.who.kind)},
               {"outside", !grant.who.inside},
               {"verdict", policy::name_of(grant.verdict)},
               {"actions", grant.actions},
               {"conditions", grant.conditions()},
               {"statements", grant.statements}};
  if (!grant.resources.empty()) json["resources"] = grant.resources;
  if (grant.witness) json["witness"] = Json::parse(policy::to_json(*grant.witness));
  if (!grant.notes.empty()) json["notes"] = grant.notes;
  return json;
}

}  // namespace

std::string grants_as_json(const std::vector<Grant>& grants) {
  Json list = Json::array();
  for (const Grant& grant : grants) list.push_back(json_of(grant));
  return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string evidence_lines(const std::optional<policy::Request>& witness,
                           const std::vector<std::string>& notes) {
  std::string out;
  if (witness) out += fmt::format("      witness: {}\n", printable(policy::to_json(*witness)));
  for (const std::string& note : notes) {
    out += fmt::format("      it hangs on this: {}\n", printable(note));
  }
  return out;
}

std::string grant_lines(const Grant& grant, std::string_view mark) {
  return fmt::format("  {}{}\n", mark, printable(words_of(grant))) +
         evidence_lines(grant.witness, grant.notes);
}

std::string gap_lines(const Grants& grants) {
  std::string out;
  for (const std::string& gap : grants.not_proved) {
    out += fmt::format("  not proved to be all: {}\n", printable(gap));
  }
  return out;
}

}  // namespace sqsproof::properties
