#include "properties/report/catalogue_report.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace sqsproof::properties {

std::string to_text(std::span<const CatalogueRow> rows) {
  std::string out;
  for (const CatalogueRow& row : rows) {
    out +=
        fmt::format("{:<38} {:<12} {:<8} {}\n", row.words.id, row.kind, row.level, row.words.title);
  }
  return out;
}

std::string to_json(std::span<const CatalogueRow> rows) {
  using Json = nlohmann::ordered_json;
  Json all = Json::array();
  for (const CatalogueRow& row : rows) {
    Json json = {{"id", row.words.id},
                 {"kind", row.kind},
                 {"level", row.level},
                 {"title", row.words.title},
                 {"rationale", row.words.rationale},
                 {"reference", row.words.reference}};
    if (!row.fix.empty()) json["fix"] = row.fix;
    if (!row.by_default) json["default"] = false;
    all.push_back(std::move(json));
  }
  return all.dump(2) + "\n";
}

std::string explained(const CatalogueRow& row) {
  std::string out = fmt::format("{} ({}, {})\n{}\n\n{}\n\n", row.words.id, row.kind, row.level,
                                row.words.title, row.words.rationale);
  if (!row.by_default) out += fmt::format("Not asked unless --select names it: {}\n", row.words.id);
  if (!row.fix.empty()) out += fmt::format("Fix: {}\n", row.fix);
  return out + fmt::format("Reference: {}\n", row.words.reference);
}

}  // namespace sqsproof::properties
