// An embedded endpoint that keeps what it holds in a folder of its own, and can be started anew on
// the same port. The folder goes with it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "fixtures/embedded/http_server.h"

namespace sqsproof::properties {

class KeptDoor {
 public:
  explicit KeptDoor(fixtures::HttpServerConfig config) : config_(std::move(config)) {}
  ~KeptDoor();
  KeptDoor(const KeptDoor&) = delete;
  KeptDoor& operator=(const KeptDoor&) = delete;

  /// Ends it, if it runs, and starts it with what it held. Empty, or why it could not.
  [[nodiscard]] std::string again();
  [[nodiscard]] std::uint16_t port() const { return config_.port; }

 private:
  [[nodiscard]] std::string make_folder();

  fixtures::HttpServerConfig config_;
  std::string folder_;
  std::unique_ptr<fixtures::HttpServer> server_;
};

}  // namespace sqsproof::properties
