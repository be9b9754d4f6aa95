// Examples at endpoints that are broken, forbid everything, or are none: nothing of that says that
// a promise is broken.
#include <atomic>
#include <boost/asio.hpp>
#include <gtest/gtest.h>
#include <set>
#include <thread>

#include "fixtures/real_clock.h"
#include "properties/examples/embedded_doors.h"
#include "properties/examples/run.h"

namespace sqsproof::properties {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Verdict = ExampleResult::Verdict;

/// Says the same to every request.
class Parrot {
 public:
  Parrot(const std::string& status, const std::string& headers, const std::string& body)
      : answer_("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers +
                "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body),
        acceptor_(io_, {asio::ip::make_address("127.0.0.1"), 0}),
        thread_([this] { serve(); }) {}
  ~Parrot() {
    over_ = true;
    boost::system::error_code ignored;
    tcp::socket(io_).connect(acceptor_.local_endpoint(), ignored);
    thread_.join();
  }
  [[nodiscard]] std::string url() const {
    return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port());
  }

 private:
  void serve() {
    while (!over_) {
      tcp::socket socket = acceptor_.accept();
      boost::system::error_code error;
      read_request(socket, error);
      asio::write(socket, asio::buffer(answer_), error);
      socket.shutdown(tcp::socket::shutdown_both, error);
    }
  }
  static void read_request(tcp::socket& socket, boost::system::error_code& error) {
    std::string text;
    const std::size_t head =
        asio::read_until(socket, asio::dynamic_buffer(text), "\r\n\r\n", error);
    const std::size_t at = text.find("Content-Length: ");
    if (error || at >= head) return;
    const std::size_t size = head + std::stoul(text.substr(at + 16));
    if (text.size() >= size) return;
    asio::read(socket, asio::dynamic_buffer(text), asio::transfer_exactly(size - text.size()),
               error);
  }

  std::string answer_;
  asio::io_context io_;
  tcp::acceptor acceptor_;
  std::atomic<bool> over_ = false;
  std::thread thread_;
};

fixtures::RealClock& real_clock() {
  static fixtures::RealClock clock;
  return clock;
}

std::vector<ExampleResult> run_at(const std::string& url) {
  ExampleReach reach;
  reach.url = url;
  reach.clock = &real_clock();
  reach.patience_s = 1;
  return run_examples(select_examples({"batch", "wire"}), reach);
}

std::set<Verdict> verdicts_of(const std::vector<ExampleResult>& results) {
  std::set<Verdict> verdicts;
  for (const ExampleResult& result : results) {
    if (result.verdict != Verdict::skip) verdicts.insert(result.verdict);
  }
  return verdicts;
}

/// The embedded endpoint, which answers one action with a status.
std::vector<ExampleResult> run_with_fault(const std::string& fault, const std::string& prefix) {
  const EmbeddedDoors doors(real_clock());
  fixtures::RawHttp http(doors.reach().url);
  const fixtures::RawRequest request{
      "POST", "/_control/fault", {{"X-Control-Token", doors.reach().control_token}}, fault};
  EXPECT_EQ(http.send(request, nullptr, std::chrono::seconds(5))->status, 200);
  return run_examples(select_examples({prefix}), doors.reach());
}

}  // namespace

TEST(BrokenEndpoints, AreErrorsAndNoFailures) {
  const std::string page = "<!DOCTYPE html><html><body>welcome</body></html>";
  const Parrot parrots[] = {{"500 Internal Server Error", "", ""},
                            {"500 Internal Server Error", "", R"({"__type":"InternalFailure"})"},
                            {"502 Bad Gateway", "Content-Type: text/html\r\n", page},
                            {"302 Found", "Location: https://login.example.com/\r\n", ""},
                            {"200 OK", "Content-Type: text/html\r\n", page},
                            {"200 OK", "", page},
                            {"404 Not Found", "", "not found"}};
  for (const Parrot& parrot : parrots) {
    const auto results = run_at(parrot.url());
    ASSERT_FALSE(results.empty());
    EXPECT_EQ(verdicts_of(results), std::set{Verdict::error}) << to_text({results.front()});
    EXPECT_EQ(verdict_of(results), policy::Verdict::unknown);
    EXPECT_NE(results.front().why.find("ListQueues: "), std::string::npos) << results.front().why;
  }
}

TEST(BrokenEndpoints, OneThatAsksForPatienceLeavesCallsUndecided) {
  const Parrot parrot("503 Service Unavailable", "", "");
  ExampleReach reach;
  reach.url = parrot.url();
  reach.clock = &real_clock();
  const auto results = run_examples(select_examples({"batch", "receipts"}), reach);
  EXPECT_EQ(verdicts_of(results), std::set{Verdict::undecided}) << to_text({results.front()});
}

TEST(BrokenEndpoints, OneThatNeverEndsIsSaidInOurWords) {
  const Parrot parrot("200 OK", "", std::string(9 << 20, 'x'));
  const auto results = run_at(parrot.url());
  EXPECT_EQ(verdicts_of(results), std::set{Verdict::error});
  EXPECT_NE(results.front().why.find("the answer is larger than"), std::string::npos)
      << results.front().why;
}

TEST(BrokenEndpoints, OneThatIsNotThereIsAnErrorToo) {
  const auto results = run_at("http://127.0.0.1:9");
  EXPECT_EQ(verdicts_of(results), std::set{Verdict::error});
  EXPECT_NE(results.front().why.find("no answer that a client can read"), std::string::npos)
      << results.front().why;
}

TEST(BrokenEndpoints, OneThatForbidsEverythingLeavesCallsUndecided) {
  const Parrot parrot("403 Forbidden", "",
                      R"({"__type":"com.amazonaws.sqs#AccessDenied","message":"no"})");
  ExampleReach reach;
  reach.url = parrot.url();
  reach.clock = &real_clock();
  reach.protocols = {fixtures::Protocol::json};
  const auto results = run_examples(select_examples({"batch", "receipts", "wire"}), reach);
  EXPECT_EQ(verdicts_of(results), std::set{Verdict::undecided}) << to_text({results.front()});
}

TEST(BrokenEndpoints, AStatus500OfAStepThatHasToSucceedIsAnError) {
  const auto results =
      run_with_fault(R"({"next":1000,"action":"CreateQueue","status":500})", "batch/never-empty");
  ASSERT_FALSE(results.empty());
  EXPECT_EQ(verdicts_of(results), std::set{Verdict::error}) << to_text(results);
  EXPECT_NE(results.front().why.find("CreateQueue: HTTP status 500"), std::string::npos)
      << results.front().why;
}

// The endpoint answers everything else: this is what it says to a request that SQS refuses.
TEST(BrokenEndpoints, AStatus500InsteadOfARefusalFails) {
  const auto results = run_with_fault(R"({"next":1000,"action":"SendMessageBatch","status":500})",
                                      "batch/never-empty");
  ASSERT_FALSE(results.empty());
  EXPECT_EQ(verdicts_of(results), std::set{Verdict::fail}) << to_text(results);
}

TEST(KnownFailures, AreOutOfDateOnlyWhereNothingFails) {
  const Example& first = all_examples()[0];
  const Example& second = all_examples()[1];
  using fixtures::Protocol;
  std::vector<ExampleResult> results = {{&first, Protocol::json, Verdict::fail, "", {}},
                                        {&first, Protocol::query, Verdict::pass, "", {}},
                                        {&second, Protocol::json, Verdict::pass, "", {}},
                                        {&second, Protocol::query, Verdict::pass, "", {}}};
  auto unknown = results;
  expect_failures(unknown, {});
  EXPECT_EQ(verdict_of(unknown), policy::Verdict::violated);
  expect_failures(results, {std::string(first.words.id)});
  EXPECT_EQ(results[0].verdict, Verdict::xfail);
  EXPECT_EQ(results[1].verdict, Verdict::pass);
  EXPECT_EQ(verdict_of(results), policy::Verdict::holds);
  expect_failures(results, {std::string(second.words.id)});
  EXPECT_EQ(results[2].verdict, Verdict::xpass);
  EXPECT_EQ(results[3].verdict, Verdict::xpass);
  EXPECT_EQ(verdict_of(results), policy::Verdict::violated) << "an entry is to be removed";
}

}  // namespace sqsproof::properties
