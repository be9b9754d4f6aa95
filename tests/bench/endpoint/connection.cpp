#include "tests/bench/endpoint/connection.h"

#include <algorithm>
#include <stdexcept>

namespace sqsproof::load {
namespace {

std::size_t content_length(std::string_view head) {
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

}  // namespace

Connection::Connection(asio::io_context& io, const tcp::endpoint& endpoint) : socket_(io) {
  socket_.connect(endpoint);
  socket_.set_option(tcp::no_delay(true));
  socket_.non_blocking(true);
}

asio::awaitable<std::string_view> Connection::call(std::string_view action, std::string_view body) {
  prepare(action, body);
  boost::system::error_code error;
  const std::size_t sent = socket_.write_some(asio::buffer(request_), error);
  if (error && error != asio::error::would_block) throw boost::system::system_error(error);
  if (sent < request_.size()) {
    co_await asio::async_write(socket_, asio::buffer(request_) + sent, asio::use_awaitable);
  }
  size_ = 0;
  std::size_t whole = SIZE_MAX;
  while (size_ < whole) {
    if (size_ == input_.size()) input_.resize(2 * size_);
    const std::size_t more =
        co_await socket_.async_read_some(asio::buffer(input_) + size_, asio::use_awaitable);
    size_ += more;
    if (whole == SIZE_MAX) whole = size_of_answer();
  }
  co_return std::string_view(input_).substr(body_at_, whole - body_at_);
}

void Connection::prepare(std::string_view action, std::string_view body) {
  request_.assign("POST / HTTP/1.1\r\nHost: load\r\nX-Amz-Target: AmazonSQS.");
  request_.append(action).append("\r\nContent-Type: application/x-amz-json-1.0\r\n");
  // Emulators look at the region in the credential's scope, and at nothing else of it.
  request_ +=
      "Authorization: AWS4-HMAC-SHA256 Credential=load/20260101/us-east-1/sqs/aws4_request, "
      "SignedHeaders=host, Signature=0\r\nContent-Length: ";
  request_.append(std::to_string(body.size())).append("\r\n\r\n").append(body);
}

std::size_t Connection::size_of_answer() {
  constexpr std::string_view kEnd = "\r\n\r\n";
  const std::string_view read = std::string_view(input_).substr(0, size_);
  const std::size_t end = read.find(kEnd);
  if (end == std::string_view::npos) return SIZE_MAX;
  body_at_ = end + kEnd.size();
  return body_at_ + content_length(read.substr(0, body_at_));
}

}  // namespace sqsproof::load
