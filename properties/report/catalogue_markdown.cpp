// The page about all rules. It depends on the rows alone, so that it can be compared with what is
// in the repository.
#include <algorithm>
#include <fmt/format.h>
#include <utility>
#include <vector>

#include "properties/report/catalogue_report.h"
#include "properties/report/reference_url.h"

namespace sqsproof::properties {
namespace {

struct Kind {
  std::string_view name;
  std::string_view level;  ///< what the column of levels is called
  std::string_view words;
};

constexpr Kind kKinds[] = {
    {"access", "severity",
     "Questions about all requests at once. The answer is a proof, or a request that was checked."},
    {"lint", "severity",
     "What a text says that SQS refuses, or that does not mean what it seems to. A single finding "
     "may weigh more or less than the severity given here; errors fail a check."},
    {"conformance", "level",
     "Promises of a queue. An endpoint that breaks one gets the shortest history that shows it."},
    {"language", "standing",
     "What a policy means, and how far that is followed: *decided* exactly, *unknown* where AWS "
     "documents nothing or two things, *refused* at reading, *reported* without an effect on "
     "decisions, *outside* of what a queue policy shows."},
};

/// Characters that mean something to Markdown, outside of code; in a table, bars mean something
/// inside of code as well.
std::string escaped(std::string_view text, bool in_table) {
  std::string out;
  bool code = false;
  for (const char c : text) {
    if (c == '`') code = !code;
    const bool special = !code && std::string_view("\\*_[]<>#$~").find(c) != std::string_view::npos;
    if (special || (in_table && c == '|')) out += '\\';
    out += c;
  }
  return out;
}

std::string linked(std::string_view reference) {
  const LinkedReference link = linked_reference(reference);
  const std::string name = escaped(link.name, false);
  if (link.url.empty()) return name;
  return fmt::format("[{}]({}){}", name, link.url, escaped(link.rest, false));
}

std::string_view family_of(const CatalogueRow& row) {
  return row.words.id.substr(0, row.words.id.find('/'));
}

std::string closed(std::string_view sentence) {
  return std::string(sentence) + (sentence.ends_with('.') ? "" : ".");
}

std::string family(std::string_view name, std::string_view level,
                   const std::vector<const CatalogueRow*>& rows) {
  std::string out =
      fmt::format("\n### `{}/`\n\n| id | {} | title |\n| --- | --- | --- |\n", name, level);
  for (const CatalogueRow* row : rows) {
    out += fmt::format("| `{}` | {} | {} |\n", row->words.id, row->level,
                       escaped(row->words.title, true));
  }
  out += '\n';
  for (const CatalogueRow* row : rows) {
    out += fmt::format("- `{}`: {}", row->words.id, closed(escaped(row->words.rationale, false)));
    if (!row->fix.empty()) out += " Fix: " + closed(escaped(row->fix, false));
    out += fmt::format(" {}\n", linked(row->words.reference));
  }
  return out;
}

}  // namespace

std::string to_markdown(std::span<const CatalogueRow> rows) {
  std::string out =
      "# Rules\n\nEverything that can be found, and what it rests on. This page is what "
      "`sqsproof rules --output markdown` prints;\n`UPDATE_GOLDEN=1` at the tests writes it.\n";
  for (const Kind& kind : kKinds) {
    std::vector<std::string_view> names;
    std::vector<std::vector<const CatalogueRow*>> families;
    for (const CatalogueRow& row : rows) {
      if (row.kind != kind.name) continue;
      const auto known = std::find(names.begin(), names.end(), family_of(row));
      const auto at = static_cast<std::size_t>(known - names.begin());
      if (known == names.end()) {
        names.push_back(family_of(row));
        families.emplace_back();
      }
      families[at].push_back(&row);
    }
    if (names.empty()) continue;
    out += fmt::format("\n## {}\n\n{}\n", kind.name, kind.words);
    for (std::size_t i = 0; i < names.size(); ++i) out += family(names[i], kind.level, families[i]);
  }
  return out;
}

}  // namespace sqsproof::properties
