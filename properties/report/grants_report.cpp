#include "properties/report/grants_report.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "policy/support/words.h"

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;
using policy::Verdict;

std::string dump(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

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

Json json_of(const std::vector<Grant>& grants) {
  Json list = Json::array();
  for (const Grant& grant : grants) list.push_back(json_of(grant));
  return list;
}

std::string csv_cell(std::string text) {
  if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos) {
    text.insert(0, "'");
  }
  if (text.find_first_of("\",\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::vector<std::string> quoted;
  for (const std::string& cell : cells) quoted.push_back(csv_cell(cell));
  return policy::join(quoted, ",") + "\r\n";
}

std::string grant_lines(const Grant& grant, std::string_view mark) {
  std::string out = fmt::format("  {}{}\n", mark, printable(words_of(grant)));
  if (grant.witness) {
    out += fmt::format("      witness: {}\n", printable(policy::to_json(*grant.witness)));
  }
  for (const std::string& note : grant.notes) {
    out += fmt::format("      it hangs on this: {}\n", printable(note));
  }
  return out;
}

Verdict worst_of(const Grants& grants) {
  Verdict verdict = Verdict::holds;
  for (const Grant& grant : grants.grants) verdict = policy::worst(verdict, grant.verdict);
  return grants.not_proved.empty() ? verdict : policy::worst(verdict, Verdict::unknown);
}

std::string gap_lines(const Grants& grants) {
  std::string out;
  for (const std::string& gap : grants.not_proved) {
    out += fmt::format("  not proved to be all: {}\n", printable(gap));
  }
  return out;
}

Json json_of(const QueueGrants& queue) {
  Json json = {{"queue", queue.queue},
               {"input", queue.name},
               {"grants", json_of(queue.found.grants)},
               {"complete", queue.found.not_proved.empty()}};
  if (!queue.found.not_proved.empty()) json["not_proved"] = queue.found.not_proved;
  return json;
}

}  // namespace

Verdict verdict_of(const GrantsReport& report) {
  Verdict verdict = Verdict::holds;
  for (const QueueGrants& queue : report.queues) {
    if (queue.found.not_proved_outside) verdict = policy::worst(verdict, Verdict::unknown);
    for (const Grant& grant : queue.found.grants) {
      if (!grant.who.inside) verdict = policy::worst(verdict, grant.verdict);
    }
  }
  return verdict;
}

std::string to_text(const GrantsReport& report, const TextStyle& /*style*/, bool closing) {
  std::string out;
  std::size_t grants = 0;
  std::size_t open = 0;
  for (const QueueGrants& queue : report.queues) {
    if (queue.found.grants.empty() && queue.found.not_proved.empty()) continue;
    ++open;
    grants += queue.found.grants.size();
    out += printable(queue.queue) + "\n";
    for (const Grant& grant : queue.found.grants) out += grant_lines(grant, "");
    out += gap_lines(queue.found);
    out += "\n";
  }
  if (closing) {
    out +=
        fmt::format("{} of {} queues let somebody in, {} grants, {} different policies, {:.3f} s\n",
                    open, report.queues.size(), grants, report.policies, report.seconds);
  }
  return out;
}

std::string to_json(const GrantsReport& report) {
  Json queues = Json::array();
  std::size_t questions = 0;
  for (const QueueGrants& queue : report.queues) {
    queues.push_back(json_of(queue));
    questions += queue.found.questions;
  }
  return dump({{"tool", "sqsproof"},
               {"version", report.version},
               {"verdict", policy::name_of(verdict_of(report))},
               {"queues", queues},
               {"stats",
                {{"queues", report.queues.size()},
                 {"policies", report.policies},
                 {"questions", questions},
                 {"seconds", report.seconds}}}});
}

std::string to_csv(const GrantsReport& report) {
  std::string out = csv_line({"queue", "who", "kind", "outside", "verdict", "actions", "conditions",
                              "statements", "witness"});
  for (const QueueGrants& queue : report.queues) {
    for (const Grant& grant : queue.found.grants) {
      std::vector<std::string> statements;
      for (const std::size_t index : grant.statements) statements.push_back(std::to_string(index));
      out += csv_line({queue.queue, grant.who.words, std::string(name_of(grant.who.kind)),
                       grant.who.inside ? "no" : "yes", std::string(policy::name_of(grant.verdict)),
                       policy::join(grant.actions, " "), grant.conditions(),
                       policy::join(statements, " "),
                       grant.witness ? policy::to_json(*grant.witness) : ""});
    }
  }
  return out;
}

std::string_view name_of(Relation relation) {
  constexpr std::string_view names[] = {"equivalent", "wider", "narrower", "incomparable",
                                        "unknown"};
  return names[static_cast<int>(relation)];
}

Relation relation_of(const DiffReport& diff) {
  const Verdict added = worst_of(diff.added);
  const Verdict removed = worst_of(diff.removed);
  if (added == Verdict::violated && removed == Verdict::violated) return Relation::incomparable;
  if (added == Verdict::unknown || removed == Verdict::unknown) return Relation::unknown;
  if (added == Verdict::violated) return Relation::wider;
  return removed == Verdict::violated ? Relation::narrower : Relation::equivalent;
}

std::string to_text(const DiffReport& diff, const TextStyle& /*style*/, bool closing) {
  std::string out;
  for (const auto& [title, mark, grants] : {std::tuple{"new access", "+ ", &diff.added},
                                            std::tuple{"lost access", "- ", &diff.removed}}) {
    if (grants->grants.empty() && grants->not_proved.empty()) continue;
    out += std::string(title) + "\n";
    for (const Grant& grant : grants->grants) out += grant_lines(grant, mark);
    out += gap_lines(*grants);
    out += "\n";
  }
  if (closing) {
    out += fmt::format("{} ({} questions)\n", name_of(relation_of(diff)),
                       diff.added.questions + diff.removed.questions);
  }
  return out;
}

std::string to_json(const DiffReport& diff) {
  return dump({{"relation", name_of(relation_of(diff))},
               {"added", json_of(diff.added.grants)},
               {"removed", json_of(diff.removed.grants)}});
}

std::string to_markdown(const DiffReport& diff) {
  const auto cell = [](const std::string& text) {
    std::string out;
    for (char c : printable(text)) out += c == '|' ? "\\|" : std::string(1, c);
    return out;
  };
  std::string out = fmt::format("**{}**\n", name_of(relation_of(diff)));
  if (diff.added.grants.empty() && diff.removed.grants.empty()) return out;
  out += "\n| change | who | may | if |\n| --- | --- | --- | --- |\n";
  for (const auto& [word, grants] :
       {std::pair{"new", &diff.added}, std::pair{"lost", &diff.removed}}) {
    for (const Grant& grant : grants->grants) {
      out += fmt::format(
          "| {}{} | {} | {} | {} |\n", word, grant.verdict == Verdict::unknown ? " (perhaps)" : "",
          cell(grant.who.words),
          cell(policy::join(grant.actions, ", ") + (grant.resources.empty() ? "" : " on ") +
               policy::join(grant.resources, ", ")),
          cell(grant.conditions()));
    }
  }
  return out;
}

}  // namespace sqsproof::properties
