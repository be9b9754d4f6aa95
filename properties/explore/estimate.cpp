#include "properties/explore/estimate.h"

#include <fmt/format.h>

#include "fixtures/embedded_endpoint.h"
#include "fixtures/virtual_clock.h"
#include "properties/explore/chance.h"
#include "properties/explore/run_program.h"
#include "properties/explore/window.h"

namespace sqsproof::properties {
namespace {

using semantics::Answer;
using semantics::Call;

bool is_about_fifo(const Call& call) {
  return std::visit(
      [](const auto& request) {
        if constexpr (requires { request.queue_url; }) {
          return request.queue_url.ends_with(".fifo");
        } else if constexpr (std::is_same_v<std::decay_t<decltype(request)>,
                                            semantics::CreateQueueRequest>) {
          return request.queue_name.value_or("").ends_with(".fifo");
        } else {
          return false;
        }
      },
      call);
}

class Counting final : public fixtures::Endpoint {
 public:
  Counting(fixtures::Endpoint& endpoint, RequestCount& count)
      : endpoint_(endpoint), count_(count) {}
  Answer call(const Call& call) override {
    ++(is_about_fifo(call) ? count_.fifo : count_.standard);
    return endpoint_.call(call);
  }
  std::string name() const override { return endpoint_.name(); }

 private:
  fixtures::Endpoint& endpoint_;
  RequestCount& count_;
};

void count_program(const Program& program, RequestCount& count) {
  fixtures::VirtualClock clock(semantics::seconds(1'770'000'000));
  fixtures::EmbeddedEndpoint endpoint(clock, semantics::ServiceConfig{});
  Counting counting(endpoint, count);
  Venue venue;
  venue.endpoint = &counting;
  venue.clock = &clock;
  venue.virtual_time = true;
  venue.queue_name = "sqsproof";
  static_cast<void>(run_program(program, venue));
}

}  // namespace

RequestCount count_requests(std::span<const Requirement* const> requirements, std::uint64_t seed,
                            std::size_t cases, Timing timing, semantics::Duration_us window_us) {
  // Programs are alike: a large run is as good as its beginning.
  constexpr std::size_t kMostRounds = 10;
  const std::size_t rounds = std::min(cases, kMostRounds);
  RequestCount count;
  for (const Requirement* requirement : requirements) {
    for (std::size_t round = 0; round < rounds; ++round) {
      const auto own = mix_seed(seed, requirement->words.id, round);
      count_program(window_us > 0 ? program_in_window(*requirement, timing, seed, round, window_us)
                                  : generate_program_for(requirement->words.id, requirement->bias,
                                                         timing, own),
                    count);
    }
  }
  if (rounds > 0) count = {count.standard * cases / rounds, count.fifo * cases / rounds};
  return count;
}

RequestCount count_requests_of_examples(std::size_t examples) {
  constexpr std::uint64_t kOfOne = 8;  // measured at the embedded endpoint, in both protocols
  return {examples * kOfOne / 2, examples * kOfOne / 2};
}

double price_of(const RequestCount& count) {
  constexpr double kMillion = 1e6;
  return static_cast<double>(count.standard) / kMillion * kStandardPrice_USD +
         static_cast<double>(count.fifo) / kMillion * kFifoPrice_USD;
}

std::string describe(const RequestCount& count) {
  const double price = price_of(count);
  return fmt::format(
      "about {} requests, {} of them to FIFO queues: {} at {:.2f} and {:.2f} USD a million "
      "(US East, June 2026; https://aws.amazon.com/sqs/pricing)",
      count.all(), count.fifo,
      price < 0.005 ? "less than 0.01 USD" : fmt::format("about {:.2f} USD", price),
      kStandardPrice_USD, kFifoPrice_USD);
}

}  // namespace sqsproof::properties
