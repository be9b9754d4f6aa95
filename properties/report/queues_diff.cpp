#include "properties/report/queues_diff.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;

bool differs(const QueueDiff& queue) {
  return !queue.change.empty() || relation_of(queue.grants) != Relation::equivalent;
}

std::string heading_of(const QueueDiff& queue) {
  const std::string change = queue.change.empty() ? "" : " (" + printable(queue.change) + ")";
  return fmt::format("{}: {}{}", printable(queue.queue), name_of(relation_of(queue.grants)),
                     change);
}

}  // namespace

Relation relation_of(const std::vector<QueueDiff>& queues) {
  DiffReport all;
  const auto add = [](auto& to, const auto& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  for (const QueueDiff& queue : queues) {
    const DiffReport& one = queue.grants;
    add(all.added.grants, one.added.grants);
    add(all.added.not_proved, one.added.not_proved);
    add(all.removed.grants, one.removed.grants);
    add(all.removed.not_proved, one.removed.not_proved);
    add(all.lifted.denies, one.lifted.denies);
    add(all.imposed.denies, one.imposed.denies);
  }
  return relation_of(all);
}

std::string to_text(const std::vector<QueueDiff>& queues, const TextStyle& style, bool closing) {
  std::string out;
  std::size_t different = 0;
  std::size_t questions = 0;
  for (const QueueDiff& queue : queues) {
    questions += questions_of(queue.grants);
    if (!differs(queue)) continue;
    ++different;
    const std::string grants = to_text(queue.grants, style, false);
    out += heading_of(queue) + "\n" + grants + (grants.empty() ? "\n" : "");
  }
  if (closing) {
    out += fmt::format("{}: {} of {} queues differ ({} questions)\n", name_of(relation_of(queues)),
                       different, queues.size(), questions);
  }
  return out;
}

std::string to_json(const std::vector<QueueDiff>& queues) {
  Json json = {{"relation", name_of(relation_of(queues))},
               {"added", Json::array()},
               {"removed", Json::array()},
               {"denies_removed", Json::array()},
               {"denies_added", Json::array()},
               {"queues", Json::array()}};
  for (const QueueDiff& queue : queues) {
    const Json one = Json::parse(to_json(queue.grants));
    for (const char* side : {"added", "removed", "denies_removed", "denies_added"}) {
      for (const Json& change : one.at(side)) {
        Json named = {{"queue", queue.queue}};
        named.update(change);
        json[side].push_back(std::move(named));
      }
    }
    json["queues"].push_back(
        {{"queue", queue.queue}, {"relation", one.at("relation")}, {"change", queue.change}});
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string to_markdown(const std::vector<QueueDiff>& queues) {
  std::string out;
  for (const QueueDiff& queue : queues) {
    if (!differs(queue)) continue;
    const std::string change = queue.change.empty() ? "" : "\n" + printable(queue.change) + "\n";
    out +=
        fmt::format("### {}\n{}\n{}\n", printable(queue.queue), change, to_markdown(queue.grants));
  }
  return out.empty() ? fmt::format("**{}**\n", name_of(Relation::equivalent)) : out;
}

}  // namespace sqsproof::properties
