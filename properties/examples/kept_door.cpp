#include "properties/examples/kept_door.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>

#include "fixtures/journal/data_dir.h"

namespace sqsproof::properties {

KeptDoor::~KeptDoor() {
  server_.reset();
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

std::string KeptDoor::make_folder() {
  std::error_code error;
  std::string name = std::filesystem::temp_directory_path(error) / "sqsproof-XXXXXX";
  if (error || mkdtemp(name.data()) == nullptr) {
    return fmt::format("no folder can be made for what an endpoint keeps: {}",
                       error ? error.message() : std::strerror(errno));
  }
  folder_ = name;
  return "";
}

std::string KeptDoor::again() {
  server_.reset();  // writes down what it holds
  if (folder_.empty()) {
    if (std::string problem = make_folder(); !problem.empty()) return problem;
  }
  auto data = fixtures::journal::DataDir::open({folder_, config_.service});
  if (!data) return data.error().message;
  fixtures::HttpServerConfig config = config_;
  config.data = std::move(*data);
  server_ = std::make_unique<fixtures::HttpServer>();
  std::string problem = server_->start(std::move(config));
  config_.port = server_->port();  // and there it is started anew
  return problem;
}

}  // namespace sqsproof::properties
