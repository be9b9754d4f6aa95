// Relations between keys (symbolic/relation.h) in an engine: instances for the values that matter.
//
// A relation is open at first. Instances say what it is for some values of its variables; requests
// with these values are looked for first. Only when there is none, all values are allowed, and a
// request that is found then, whose relation is not what the authorizer says, gives a new instance.
// "No request" is right at any time, because instances only ever rule out what is impossible.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "policy/prover/engine.h"

namespace sqsproof::policy {

class RelationEncoding {
 public:
  RelationEncoding(Space& space, Engine& engine) : space_(space), engine_(engine) {}

  /// Takes up relations that came into being since.
  void update();
  /// Switches that allow only values of which there are instances.
  [[nodiscard]] std::vector<Switch> known_values_only();
  /// Adds instances for the request where the solution has its relations wrong; false when it has
  /// none wrong.
  bool refine(const Engine::Solution& solution, const Request& request);

 private:
  using Values = std::vector<std::optional<std::string>>;  ///< by key of the relation
  struct Encoded {
    Relation* relation;
    std::set<Values> values;
    std::vector<Conjunction> instances;
    Switch known_only = kAlwaysOn;  ///< none yet, or stale
  };
  static std::size_t by(Reading reading) { return reading == Reading::possible ? 1 : 0; }
  Literal holds(const Relation& relation, Reading reading);
  void add_facts(const Relation& relation);
  void add_sharpness(const Relation& relation);
  void add_shadow(const Relation& relation);
  void add_names(const Relation& relation);
  void add_missing(const Relation& relation, std::vector<Literal>& clause);
  void tie_to_base(const Relation& relation);
  void add_first_instances(Encoded& encoded);
  void add_instance(Encoded& encoded, const Values& values);
  [[nodiscard]] std::set<std::string> readable_values(const std::string& key);
  [[nodiscard]] Literal is(const std::string& key, const std::optional<std::string>& value);

  Space& space_;
  Engine& engine_;
  std::vector<Encoded> relations_;
};

}  // namespace sqsproof::policy
