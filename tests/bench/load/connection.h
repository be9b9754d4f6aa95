// A kept HTTP connection that does as little as possible, so that what is measured is the server.
#pragma once

#include <boost/asio.hpp>
#include <string>
#include <string_view>

namespace sqsproof::bench {

namespace asio = boost::asio;
using asio::ip::tcp;

class Connection {
 public:
  Connection(asio::io_context& io, const tcp::endpoint& endpoint) : socket_(io) {
    socket_.connect(endpoint);
    socket_.set_option(tcp::no_delay(true));
  }

  /// The body of the answer to an AWS JSON call. Throws when the connection fails.
  asio::awaitable<std::string> call(std::string_view action, std::string_view body) {
    std::string request = "POST / HTTP/1.1\r\nHost: load\r\nX-Amz-Target: AmazonSQS.";
    request.append(action).append("\r\nContent-Type: application/x-amz-json-1.0\r\n");
    // Emulators look at the region in the credential's scope, and at nothing else of it.
    request +=
        "Authorization: AWS4-HMAC-SHA256 Credential=load/20260101/us-east-1/sqs/aws4_request, "
        "SignedHeaders=host, Signature=0\r\nContent-Length: ";
    request.append(std::to_string(body.size())).append("\r\n\r\n").append(body);
    co_await asio::async_write(socket_, asio::buffer(request), asio::use_awaitable);
    const std::size_t head = co_await asio::async_read_until(socket_, asio::dynamic_buffer(input_),
                                                             "\r\n\r\n", asio::use_awaitable);
    const std::size_t length = content_length(std::string_view(input_).substr(0, head));
    if (input_.size() < head + length) {
      co_await asio::async_read(socket_, asio::dynamic_buffer(input_),
                                asio::transfer_exactly(head + length - input_.size()),
                                asio::use_awaitable);
    }
    std::string answer = input_.substr(head, length);
    input_.erase(0, head + length);
    co_return answer;
  }

 private:
  static std::size_t content_length(std::string_view head) {
    for (std::size_t at = 0; at < head.size(); at = head.find('\n', at) + 1) {
      constexpr std::string_view kName = "content-length:";
      const std::string_view line = head.substr(at, kName.size());
      const bool found = line.size() == kName.size() &&
                         std::equal(line.begin(), line.end(), kName.begin(),
                                    [](char a, char b) { return std::tolower(a) == b; });
      if (found) return std::stoul(std::string(head.substr(at + kName.size(), 20)));
      if (head.find('\n', at) == std::string_view::npos) break;
    }
    throw std::runtime_error("an answer without Content-Length: " + std::string(head));
  }

  tcp::socket socket_;
  std::string input_;
};

}  // namespace sqsproof::bench
