// What an endpoint carries: sends, FIFO sends, draining of backlogs, and waiting long polls, over
// kept connections. One row a measurement; run.sh puts the rows of several endpoints side by
// side.
// usage: endpoint_load HOST:PORT [MOST-BACKLOG [SECONDS [WORD]]]; WORD: only rows that have it
#include <cstdio>
#include <fmt/format.h>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "tests/bench/endpoint/connection.h"

namespace {

using namespace sqsproof::load;
using Clock = std::chrono::steady_clock;
using Json = nlohmann::json;
using Task = asio::awaitable<void>;

constexpr std::size_t kConnections = 16;

/// The receipt handles in the answer to a receive. Reading all of it would cost more than many a
/// server needs to write it.
std::vector<std::string> handles_in(std::string_view answer) {
  constexpr std::string_view kName = "\"ReceiptHandle\":\"";
  std::vector<std::string> handles;
  for (std::size_t at = answer.find(kName); at != std::string_view::npos;
       at = answer.find(kName, at)) {
    at += kName.size();
    const std::string_view handle = answer.substr(at, answer.find('"', at) - at);
    if (handle.find('\\') == std::string_view::npos) handles.emplace_back(handle);
  }
  if (!handles.empty() || answer.empty()) return handles;
  const Json json = Json::parse(answer).value("Messages", Json::array());
  for (const Json& message : json) handles.push_back(message.at("ReceiptHandle"));
  return handles;
}

class Load {
 public:
  Load(tcp::endpoint endpoint, double seconds) : endpoint_(std::move(endpoint)), limit_(seconds) {
    connect();
  }

  void send() {
    const std::string queue = create("load-send", {});
    const std::string body = Json{{"QueueUrl", queue}, {"MessageBody", "payload"}}.dump();
    show(count([&](Connection& to) -> asio::awaitable<std::size_t> {
      const std::string_view answer = co_await to.call("SendMessage", body);
      expect(answer, "MessageId");
      co_return 1;
    }));
  }

  void send_fifo(std::size_t groups) {
    const std::string queue = create(fmt::format("load-{}.fifo", groups), {{"FifoQueue", "true"}});
    std::size_t number = 0;
    show(count([&](Connection& to) -> asio::awaitable<std::size_t> {
      ++number;
      const std::string body =
          fmt::format(R"({{"QueueUrl":"{}","MessageBody":"payload","MessageGroupId":"{}",)"
                      R"("MessageDeduplicationId":"{}"}})",
                      queue, number % groups, number);
      const std::string_view answer = co_await to.call("SendMessage", body);
      expect(answer, "SequenceNumber");
      co_return 1;
    }));
  }

  /// Receives ten and deletes them, with that many messages behind; when all are gone, again.
  void drain(std::size_t backlog) {
    const std::string queue = create(fmt::format("load-{}", backlog), {});
    const std::string body = Json{{"QueueUrl", queue}, {"MaxNumberOfMessages", 10}}.dump();
    const auto turn = [&](Connection& from) -> asio::awaitable<std::size_t> {
      const std::string_view received = co_await from.call("ReceiveMessage", body);
      const std::vector<std::string> handles = handles_in(received);
      if (handles.empty()) co_return 0;
      std::string remove = fmt::format(R"({{"QueueUrl":"{}","Entries":)", queue);
      for (std::size_t i = 0; i < handles.size(); ++i) {
        remove += fmt::format(R"({}{{"Id":"{}","ReceiptHandle":"{}"}})", i == 0 ? '[' : ',', i,
                              handles[i]);
      }
      remove += "]}";
      const std::string_view answer = co_await from.call("DeleteMessageBatch", remove);
      expect(answer, "Successful");
      co_return handles.size();
    };
    Rate rate;
    do {
      fill(queue, backlog);
      const Rate more = count(turn);
      rate = {rate.done + more.done, rate.seconds + more.seconds};
    } while (rate.seconds < limit_ && rate.done > 0);
    show(rate);
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
        const std::string_view answer = co_await waiting[i]->call("ReceiveMessage", body);
        if (answer.find("payload") != std::string_view::npos) ++answered;
      });
    }
    io_.restart();
    io_.run_for(std::chrono::seconds(3));
    connect();  // some servers close what was idle for seconds
    const auto begin = Clock::now();
    fill(queue, polls);
    io_.restart();
    while (answered < polls && Clock::now() - begin < std::chrono::seconds(20)) {
      io_.run_for(std::chrono::milliseconds(1));
    }
    const std::chrono::duration<double> spent = Clock::now() - begin;
    fmt::print("{} answered in {:.2f} s\n", answered, spent.count());
    io_.restart();
    io_.run_for(std::chrono::seconds(21));
  }

 private:
  void connect() {
    connections_.clear();
    for (std::size_t i = 0; i < kConnections; ++i) {
      connections_.push_back(std::make_unique<Connection>(io_, endpoint_));
    }
  }

  struct Rate {
    std::size_t done = 0;
    double seconds = 0;
  };

  static void expect(std::string_view answer, const char* part) {
    if (answer.find(part) != std::string_view::npos) return;
    throw std::runtime_error(fmt::format("no {} in {}", part, answer.substr(0, 300)));
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
      const std::string_view received = co_await connections_[0]->call(action, text);
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
          const std::string_view answer = co_await connection->call("SendMessageBatch", body);
          expect(answer, "Successful");
        }
        ++finished;
      });
    }
    io_.restart();
    while (finished < connections_.size()) io_.run_one();  // others may be waiting polls
  }

  /// What all connections together get done until the time is over, or nothing is left.
  Rate count(const std::function<asio::awaitable<std::size_t>(Connection&)>& turn) {
    std::size_t done = 0;
    const auto begin = Clock::now();
    const auto spent = [&] { return std::chrono::duration<double>(Clock::now() - begin).count(); };
    for (const auto& connection : connections_) {
      spawn([&]() -> Task {
        while (spent() < limit_) {
          const std::size_t more = co_await turn(*connection);
          done += more;
          if (more == 0) break;
        }
      });
    }
    io_.restart();
    io_.run();
    return {done, spent()};
  }

  static void show(const Rate& rate) {
    fmt::print("{:.0f} a second\n", static_cast<double>(rate.done) / rate.seconds);
  }

  asio::io_context io_{1};
  tcp::endpoint endpoint_;
  double limit_;
  std::vector<std::unique_ptr<Connection>> connections_;
};

/// What is measured, where and how long.
struct Plan {
  tcp::endpoint endpoint;
  double seconds = 3;
  std::string word;  ///< of the rows that are wanted; empty for all
};

/// Each over connections of its own: an endpoint that gives up one may be good for the next.
void row(const Plan& plan, const std::string& what, const std::function<void(Load&)>& measure) {
  if (what.find(plan.word) == std::string::npos) return;
  fmt::print("{}\t", what);
  std::fflush(stdout);
  std::string problem;
  try {
    Load load(plan.endpoint, plan.seconds);
    measure(load);
  } catch (const boost::system::system_error& error) {
    const bool ended = error.code() == asio::error::eof;
    problem = ended ? "the endpoint closed a connection" : error.code().message();
  } catch (const std::exception& error) {
    problem = error.what();
  }
  if (!problem.empty()) {
    fmt::print("-\n");
    fmt::print(stderr, "{}: {}\n", what, problem);
  }
  std::fflush(stdout);
}

void run(const Plan& plan, std::size_t most) {
  row(plan, "send", [](Load& load) { load.send(); });
  for (const std::size_t groups : {1UL, 10'000UL}) {
    row(plan, fmt::format("FIFO send, {} groups", groups),
        [&](Load& load) { load.send_fifo(groups); });
  }
  for (const std::size_t backlog : {1'000UL, 60'000UL, 1'000'000UL}) {
    if (backlog > most) continue;
    row(plan, fmt::format("receive 10 and delete, {} behind", backlog),
        [&](Load& load) { load.drain(backlog); });
  }
  const std::size_t polls = most < 60'000 ? 500 : 5'000;
  row(plan, fmt::format("{} long polls", polls), [&](Load& load) { load.long_polls(polls); });
}

tcp::endpoint endpoint_of(const std::string& address) {
  const std::size_t colon = address.rfind(':');
  return {asio::ip::make_address(address.substr(0, colon)),
          static_cast<std::uint16_t>(std::stoul(address.substr(colon + 1)))};
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    fmt::print(stderr, "usage: endpoint_load HOST:PORT [MOST-BACKLOG [SECONDS [WORD]]]\n");
    return 2;
  }
  try {
    run({endpoint_of(words[1]), count > 3 ? std::stod(words[3]) : 3, count > 4 ? words[4] : ""},
        count > 2 ? std::stoul(words[2]) : 1'000'000);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return 2;
  }
}
