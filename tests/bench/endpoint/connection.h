// A kept HTTP connection that does as little as possible, so that what is measured is the server.
#pragma once

#include <string>
#include <string_view>

#include "tests/bench/endpoint/asio_library.h"

namespace sqsproof::load {

class Connection {
 public:
  Connection(asio::io_context& io, const tcp::endpoint& endpoint);

  /// The body of the answer to an AWS JSON call; good until the next one. Throws when the
  /// connection fails. Its words come by value: GCC 12 miscompiles temporaries in the expression of
  /// a co_await.
  asio::awaitable<std::string_view> call(std::string_view action, std::string_view body);

 private:
  void prepare(std::string_view action, std::string_view body);
  /// Header and body; SIZE_MAX while the header is not there.
  std::size_t size_of_answer();

  tcp::socket socket_;
  std::string request_;
  std::string input_ = std::string(16 << 10, '\0');
  std::size_t size_ = 0;
  std::size_t body_at_ = 0;
};

}  // namespace sqsproof::load
