// The embedded endpoint behind three doors on this machine, for examples: one that lets everyone
// in, one that verifies signatures, and one that can be started anew. Their clocks are virtual.
#pragma once

#include <memory>

#include "properties/examples/reach.h"
#include "semantics/model/flaw.h"

namespace sqsproof::fixtures {
class HttpServer;
}

namespace sqsproof::properties {

class KeptDoor;

class EmbeddedDoors {
 public:
  /// The clock must outlive the doors; it dates signatures, so it is a real one.
  explicit EmbeddedDoors(fixtures::Clock& clock, semantics::Flaw flaw = semantics::Flaw::none);
  ~EmbeddedDoors();
  /// Empty, or why they could not be opened.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  [[nodiscard]] const ExampleReach& reach() const { return reach_; }

 private:
  std::unique_ptr<fixtures::HttpServer> open_;
  std::unique_ptr<fixtures::HttpServer> guarded_;
  std::unique_ptr<KeptDoor> kept_;
  std::string problem_;
  ExampleReach reach_;
};

}  // namespace sqsproof::properties
