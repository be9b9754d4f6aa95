#include "properties/report/grants_report.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "policy/support/words.h"
#include "properties/report/grant_lines.h"

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;
using policy::Verdict;

std::string dump(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
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

Json json_of(const QueueGrants& queue) {
  Json json = {{"queue", queue.queue},
               {"input", queue.name},
               {"grants", Json::parse(grants_as_json(queue.found.grants))},
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

}  // namespace sqsproof::properties
