// An emulator may serve the clock requests of the control API and no buckets: what is asked of
// buckets is skipped there, not failed.
#include <gtest/gtest.h>
#include <thread>

#include "fixtures/embedded/http_front.h"
#include "fixtures/raw_http.h"
#include "fixtures/real_clock.h"
#include "properties/examples/embedded_doors.h"
#include "properties/examples/run.h"

namespace sqsproof::properties {
namespace {

/// Passes everything on but requests about buckets, of which it knows nothing.
class WithoutBuckets final : public fixtures::HttpFront {
 public:
  explicit WithoutBuckets(const std::string& behind) : behind_(behind) {
    EXPECT_EQ(listen("127.0.0.1", 0), "");
    fixtures::asio::co_spawn(io, accept(), fixtures::asio::detached);
    thread_ = std::thread([this] { io.run(); });
  }
  ~WithoutBuckets() override {
    fixtures::asio::post(io, [this] { close_front(); });
    thread_.join();
  }
  WithoutBuckets(const WithoutBuckets&) = delete;
  WithoutBuckets& operator=(const WithoutBuckets&) = delete;

 private:
  fixtures::Reaction respond(const fixtures::Request& request, const fixtures::Peer&) override {
    if (request.target().starts_with("/_control/s3")) return fixtures::Response(404, "");
    fixtures::RawRequest passed{
        std::string(request.method_string()), std::string(request.target()), {}, request.body()};
    for (const auto& [name, value] : request.headers()) {
      if (name != "Content-Length") passed.headers.emplace_back(name, value);
    }
    const auto answer = behind_.send(passed, nullptr, std::chrono::seconds(20));
    return answer ? fixtures::Response(answer->status, answer->body)
                  : fixtures::Response(502, answer.error());
  }
  fixtures::Response turn_away(const fixtures::Request&, int status) override {
    return fixtures::Response(status, "");
  }

  fixtures::RawHttp behind_;
  std::thread thread_;
};

}  // namespace

TEST(Examples, AreSkippedWhereThereAreNoBuckets) {
  fixtures::RealClock clock;
  const EmbeddedDoors doors(clock);
  const WithoutBuckets front(doors.reach().url);
  ExampleReach reach = doors.reach();
  reach.url = "http://127.0.0.1:" + std::to_string(front.port());
  const auto results = run_examples(select_examples({"s3"}), reach);
  ASSERT_FALSE(results.empty());
  for (const ExampleResult& result : results) {
    EXPECT_EQ(result.verdict, ExampleResult::Verdict::skip) << to_text({result});
    EXPECT_NE(result.why.find("has no buckets"), std::string::npos) << result.why;
  }
}

}  // namespace sqsproof::properties
