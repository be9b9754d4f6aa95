// What an endpoint carries: sends, FIFO sends, draining of backlogs, and waiting long polls, over
// kept connections. One row a measurement; run.sh puts the rows of several endpoints side by
// side.
// usage: endpoint_load HOST:PORT [MOST-BACKLOG [SECONDS]]
#include <boost/asio.hpp>
#include <cstdio>
#include <fmt/format.h>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using Json = nlohmann::json;
using Task = asio::awaitable<void>;

constexpr std::size_t kConnections = 16;

/// A kept HTTP connection that does as little as possible, so that what is measured is the server.
class Connection {
 public:
  Connection(asio::io_context& io, const tcp::endpoint& endpoint) : socket_(io) {
    socket_.connect(endpoint);
    socket_.set_option(tcp::no_delay(true));
  }

  /// The body of the answer to an AWS JSON call. Throws when the connection fails. Its words come
  /// by value: GCC 12 miscompiles temporaries in the expression of a co_await.
  asio::awaitable<std::string> call(std::string action, std::string body) {
    std::string request = "POST / HTTP/1.1\r\nHost: load\r\nX-Amz-Target: AmazonSQS.";
    request.append(action).append("\r\nContent-Type: application/x-amz-json-1.0\r\n");
    // Emulators look at the region in the credential's scope, and at nothing else of it.
    request +=
        "Authorization: AWS4-HMAC-SHA256 Credential=load/20260101/us-east-1/sqs/aws4_request, "
        "SignedHeaders=host, Signature=0\r\nContent-Length: ";
    request.append(std::to_string(body.size())).append("\r\n\r\n").append(body);
    co_await asio::async_write(socket_, asio::buffer(request), asio::use_awaitable);
    auto buffer = asio::dynamic_buffer(input_);
    const std::size_t head =
        co_await asio::async_read_until(socket_, buffer, kEnd, asio::use_awaitable);
    const std::size_t length = content_length(std::string_view(input_).substr(0, head));
    if (input_.size() < head + length) {
      const std::size_t missing = head + length - input_.size();
      co_await asio::async_read(socket_, buffer, asio::transfer_exactly(missing),
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

  static constexpr std::string_view kEnd = "\r\n\r\n";
  tcp::socket socket_;
  std::string input_;
};

class Load {
 public:
  Load(tcp::endpoint endpoint, double seconds) : endpoint_(std::move(endpoint)), limit_(seconds) {
    for (std::size_t i = 0; i < kConnections; ++i) {
      connections_.push_back(std::make_unique<Connection>(io_, endpoint_));
    }
  }

  void send() {
    const std::string queue = create("load-send", {});
    const std::string body = Json{{"QueueUrl", queue}, {"MessageBody", "payload"}}.dump();
    row("send", count([&](Connection& to) -> asio::awaitable<std::size_t> {
          const std::string answer = co_await to.call("SendMessage", body);
          expect(answer, "MessageId");
          co_return 1;
        }));
  }

  void send_fifo(std::size_t groups) {
    const std::string queue = create(fmt::format("load-{}.fifo", groups), {{"FifoQueue", "true"}});
    std::size_t number = 0;
    row(fmt::format("FIFO send, {} groups", groups),
        count([&](Connection& to) -> asio::awaitable<std::size_t> {
          const std::string id = std::to_string(++number);
          const std::string body = Json{
              {"QueueUrl", queue},
              {"MessageBody", "payload"},
              {"MessageGroupId", std::to_string(number % groups)},
              {"MessageDeduplicationId",
               id}}.dump();
          const std::string answer = co_await to.call("SendMessage", body);
          expect(answer, "SequenceNumber");
          co_return 1;
        }));
  }

  /// Receives ten and deletes them, with that many messages behind.
  void drain(std::size_t backlog) {
    const std::string queue = create(fmt::format("load-{}", backlog), {});
    fill(queue, backlog);
    const std::string body = Json{{"QueueUrl", queue}, {"MaxNumberOfMessages", 10}}.dump();
    row(fmt::format("receive 10 and delete, {} behind", backlog),
        count([&](Connection& to) -> asio::awaitable<std::size_t> {
          const std::string received = co_await to.call("ReceiveMessage", body);
          if (received.empty()) co_return 0;  // so some emulators say that there is none
          Json entries = Json::array();
          for (const Json& message : Json::parse(received).value("Messages", Json::array())) {
            entries.push_back({{"Id", std::to_string(entries.size())},
                               {"ReceiptHandle", message.at("ReceiptHandle")}});
          }
          if (entries.empty()) co_return 0;
          const std::string remove = Json{{"QueueUrl", queue}, {"Entries", entries}}.dump();
          const std::string answer = co_await to.call("DeleteMessageBatch", remove);
          expect(answer, "Successful");
          co_return entries.size();
        }));
  }

  /// From the first send until the last of the waiting polls has its message.
  void long_polls(std::size_t polls) {
    const std::string queue = create("load-poll", {});
    const std::string body = Json{{"QueueUrl", queue}, {"WaitTimeSeconds", 20}}.dump();
    std::vector<std::unique_ptr<Connection>> waiting;
    std::size_t answered = 0;
    for (std::size_t i = 0; i < polls; ++i) {
      waiting.push_back(std::make_unique<Connection>(io_, endpoint_));
      spawn([&, i]() -> Task {
        const std::string answer = co_await waiting[i]->call("ReceiveMessage", body);
        if (answer.find("payload") != std::string::npos) ++answered;
      });
    }
    io_.restart();
    io_.run_for(std::chrono::seconds(3));
    const auto begin = Clock::now();
    fill(queue, polls);
    io_.restart();
    while (answered < polls && Clock::now() - begin < std::chrono::seconds(20)) {
      io_.run_for(std::chrono::milliseconds(1));
    }
    const std::chrono::duration<double> spent = Clock::now() - begin;
    fmt::print("{}\t{:.0f} answered in {:.2f} s\n", fmt::format("{} long polls", polls),
               static_cast<double>(answered), spent.count());
    io_.restart();
    io_.run_for(std::chrono::seconds(21));
  }

 private:
  static void expect(const std::string& answer, const char* part) {
    if (answer.find(part) != std::string::npos) return;
    throw std::runtime_error("no " + std::string(part) + " in " + answer.substr(0, 300));
  }

  void spawn(std::function<Task()> work) {
    auto kept = std::make_shared<std::function<Task()>>(std::move(work));
    asio::co_spawn(io_, (*kept)(), [kept](const std::exception_ptr& error) {
      if (error) std::rethrow_exception(error);
    });
  }

  std::string call(const char* action, const Json& body) {
    std::string answer;
    const std::string text = body.dump();
    spawn([&]() -> Task {
      const std::string received = co_await connections_[0]->call(action, text);
      answer = received;
    });
    io_.restart();
    io_.run();
    return answer;
  }

  std::string create(const std::string& name, const Json& attributes) {
    Json request{{"QueueName", name}};
    if (!attributes.empty()) request["Attributes"] = attributes;
    const std::string answer = call("CreateQueue", request);
    expect(answer, "QueueUrl");
    return Json::parse(answer).at("QueueUrl");
  }

  void fill(const std::string& queue, std::size_t messages) {
    Json entries = Json::array();
    for (int i = 0; i < 10; ++i) {
      entries.push_back({{"Id", std::to_string(i)}, {"MessageBody", "payload"}});
    }
    const std::string body = Json{{"QueueUrl", queue}, {"Entries", entries}}.dump();
    std::size_t sent = 0;
    std::size_t finished = 0;
    for (const auto& connection : connections_) {
      spawn([&]() -> Task {
        while (sent < messages) {
          sent += 10;
          const std::string answer = co_await connection->call("SendMessageBatch", body);
          expect(answer, "Successful");
        }
        ++finished;
      });
    }
    io_.restart();
    while (finished < connections_.size()) io_.run_one();  // others may be waiting polls
  }

  /// Messages a second of all connections together.
  double count(const std::function<asio::awaitable<std::size_t>(Connection&)>& turn) {
    std::size_t done = 0;
    const auto begin = Clock::now();
    const auto over = [&] {
      return std::chrono::duration<double>(Clock::now() - begin).count() > limit_;
    };
    for (const auto& connection : connections_) {
      spawn([&]() -> Task {
        while (!over()) {
          const std::size_t more = co_await turn(*connection);
          done += more;
          if (more == 0) break;
        }
      });
    }
    io_.restart();
    io_.run();
    return static_cast<double>(done) / std::chrono::duration<double>(Clock::now() - begin).count();
  }

  static void row(const std::string& what, double per_second) {
    fmt::print("{}\t{:.0f} a second\n", what, per_second);
    std::fflush(stdout);
  }

  asio::io_context io_{1};
  tcp::endpoint endpoint_;
  double limit_;
  std::vector<std::unique_ptr<Connection>> connections_;
};

int run(const std::string& address, std::size_t most, double seconds) {
  const std::size_t colon = address.rfind(':');
  const tcp::endpoint endpoint(asio::ip::make_address(address.substr(0, colon)),
                               static_cast<std::uint16_t>(std::stoul(address.substr(colon + 1))));
  Load load(endpoint, seconds);
  load.send();
  load.send_fifo(1);
  load.send_fifo(10'000);
  for (const std::size_t backlog : {1'000UL, 60'000UL, 1'000'000UL}) {
    if (backlog <= most) load.drain(backlog);
  }
  load.long_polls(most < 60'000 ? 500 : 5'000);
  return 0;
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    fmt::print(stderr, "usage: endpoint_load HOST:PORT [MOST-BACKLOG [SECONDS]]\n");
    return 2;
  }
  try {
    return run(words[1], count > 2 ? std::stoul(words[2]) : 1'000'000,
               count > 3 ? std::stod(words[3]) : 3);
  } catch (const std::exception& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return 2;
  }
}
