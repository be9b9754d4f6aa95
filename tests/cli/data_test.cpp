// `sqsproof serve --data` from outside: it is killed under load again and again, and every message
// that was acknowledged is there afterwards; none that was deleted comes back.
#include <atomic>
#include <chrono>
#include <filesystem>
#include <gtest/gtest.h>
#include <random>
#include <set>
#include <thread>

#include "fixtures/http_endpoint.h"
#include "tests/cli/program.h"
#include "tests/cli/served.h"

namespace sqsproof::tests {
namespace {

using namespace semantics;

std::string new_directory() { return temporary_file("keys", "") + ".data"; }

/// One client: what it was told has happened, and what may have.
struct Client {
  int number = 0;
  int sends = 0;
  std::set<std::string> sent;
  std::set<std::string> deleted;
  std::set<std::string> perhaps_deleted;

  /// Sends, receives and deletes until the endpoint is gone.
  void work(const std::string& url) {
    fixtures::HttpEndpoint endpoint({url});
    while (send(endpoint) && (sends % 3 != 0 || receive_and_delete(endpoint))) {
    }
  }
  bool send(fixtures::HttpEndpoint& endpoint) {
    const std::string body = std::to_string(number) + "-" + std::to_string(++sends);
    const Answer answer = endpoint.call(SendMessageRequest{"q", body, {}, {}, {}, {}});
    if (!std::holds_alternative<Reply>(answer)) return false;
    sent.insert(body);
    return true;
  }
  bool receive_and_delete(fixtures::HttpEndpoint& endpoint) {
    const Answer answer = endpoint.call(ReceiveMessageRequest{"q", {}, {}, {}, 1, 1, {}, {}});
    if (!std::holds_alternative<Reply>(answer)) return false;
    for (const auto& message : std::get<ReceiveMessageResponse>(std::get<Reply>(answer)).messages) {
      perhaps_deleted.insert(message.body);
      const DeleteMessageRequest remove{"q", message.receipt_handle};
      if (!std::holds_alternative<Reply>(endpoint.call(remove))) return false;
      deleted.insert(message.body);
    }
    return true;
  }
};

/// Bodies of all messages that come.
std::multiset<std::string> drain(const std::string& url) {
  fixtures::HttpEndpoint endpoint({url});
  std::multiset<std::string> bodies;
  for (int empty = 0; empty < 2;) {
    const Answer answer = endpoint.call(ReceiveMessageRequest{"q", {}, {}, {}, 10, 600, 2, {}});
    EXPECT_TRUE(std::holds_alternative<Reply>(answer));
    if (!std::holds_alternative<Reply>(answer)) return bodies;
    const auto& messages = std::get<ReceiveMessageResponse>(std::get<Reply>(answer)).messages;
    empty = messages.empty() ? empty + 1 : 0;
    for (const auto& message : messages) bodies.insert(message.body);
  }
  return bodies;
}

}  // namespace

TEST(Data, AKilledEndpointLosesNothingThatItAcknowledged) {
  const std::string directory = new_directory();
  std::mt19937 random(1);
  Client clients[2];
  clients[1].number = 1;
  for (int round = 0; round < 8; ++round) {
    Served served({"--data", directory});
    ASSERT_FALSE(served.url.empty());
    if (round == 0) {
      fixtures::HttpEndpoint endpoint({served.url});
      static_cast<void>(endpoint.call(CreateQueueRequest{"q", {}, {}}));
    }
    std::thread first([&] { clients[0].work(served.url); });
    std::thread second([&] { clients[1].work(served.url); });
    std::this_thread::sleep_for(std::chrono::milliseconds(50 + random() % 200));
    served.child.crash();
    first.join();
    second.join();
  }
  const Served served({"--data", directory});
  const std::multiset<std::string> left = drain(served.url);
  std::size_t count = 0;
  for (const Client& client : clients) count += client.sent.size();
  EXPECT_GT(count, 100U);
  for (const Client& client : clients) {
    for (const std::string& body : client.sent) {
      const bool gone =
          clients[0].perhaps_deleted.contains(body) || clients[1].perhaps_deleted.contains(body);
      EXPECT_TRUE(gone || left.count(body) == 1) << body << " was lost, or is there twice";
    }
    for (const std::string& body : client.deleted) {
      EXPECT_EQ(left.count(body), 0U) << body << " came back";
    }
  }
}

TEST(Data, MistakesHaveCures) {
  const std::string directory = new_directory();
  const Served served({"--data", directory});
  ASSERT_FALSE(served.url.empty());
  const Outcome twice = run_program({"serve", "--port", "0", "--data", directory});
  EXPECT_EQ(twice.exit_code, 2);
  EXPECT_NE(twice.err.find("another sqsproof serves `" + directory), std::string::npos);
  EXPECT_NE(twice.err.find("help: stop it first"), std::string::npos) << twice.err;
  const Outcome file =
      run_program({"serve", "--port", "0", "--data", sample("add-permission.json")});
  EXPECT_EQ(file.exit_code, 2) << file.err;
}

TEST(Data, AStopLeavesASnapshot) {
  const std::string directory = new_directory();
  for (int round = 0; round < 2; ++round) {
    Served served({"--data", directory});
    fixtures::HttpEndpoint endpoint({served.url});
    static_cast<void>(endpoint.call(CreateQueueRequest{"q", {}, {}}));
    static_cast<void>(endpoint.call(SendMessageRequest{"q", "m", {}, {}, {}, {}}));
    EXPECT_EQ(served.child.stop(), 0);
  }
  const Served served({"--data", directory});
  EXPECT_EQ(drain(served.url).count("m"), 2U);
}

}  // namespace sqsproof::tests
