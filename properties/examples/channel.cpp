#include "properties/examples/channel.h"

#include <algorithm>
#include <fmt/format.h>
#include <future>

#include "policy/support/words.h"

namespace sqsproof::properties {
namespace {

using fixtures::RawAnswer;
using fixtures::RawRequest;
using semantics::Answer;
using semantics::Call;
using semantics::NoAnswer;
using Verdict = ExampleResult::Verdict;

constexpr std::size_t kShown = 320;
constexpr int kAnswerSeconds = 10;
constexpr int kWaitOfReceive = 20;

/// In one line, and not too long.
std::string shown(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, kShown)) {
    const bool plain = static_cast<unsigned char>(c) >= 0x20;
    out += plain ? std::string(1, c) : fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
  }
  while (!out.empty() && text.size() > kShown && (out.back() & 0x80) != 0) out.pop_back();
  return text.size() > kShown ? fmt::format("{}… ({} bytes)", out, text.size()) : out;
}

std::string described(const RawRequest& request) {
  std::string action;
  for (const auto& [name, value] : request.headers) {
    if (name == "X-Amz-Target") action = " " + value;
  }
  return fmt::format("{} {}{} {}", request.method, request.target, action, shown(request.body));
}

/// Endpoints of SQS neither redirect nor speak HTML, and a status of the 500s is about them.
std::string broken_as(const RawAnswer& answer) {
  const bool says_why = answer.status == 501 || answer.status == 503;  // no such action; later
  if (answer.status >= 500 && !says_why) {
    return fmt::format("HTTP status {}", answer.status);
  }
  if (answer.status >= 300 && answer.status < 400) {
    return fmt::format("HTTP status {}, to `{}`", answer.status, answer.header("location"));
  }
  const std::string begin = policy::to_lower(std::string_view(answer.body).substr(0, 64));
  const bool page = policy::to_lower(answer.header("content-type")).starts_with("text/html") ||
                    begin.starts_with("<!doctype html") || begin.starts_with("<html");
  return page ? fmt::format("a page for browsers (HTTP status {})", answer.status) : "";
}

RawRequest raw_request(fixtures::Protocol protocol, const Call& call) {
  const fixtures::WireRequest wire = fixtures::write_request(protocol, call);
  RawRequest request{"POST", "/", {{"Content-Type", wire.content_type}}, wire.body};
  if (!wire.amz_target.empty()) request.headers.emplace_back("X-Amz-Target", wire.amz_target);
  return request;
}

}  // namespace

Channel::Channel(const ExampleReach& reach, std::atomic<int>& numbers)
    : reach_(reach), numbers_(&numbers), begin_(reach.clock->now()) {}

void Channel::note(std::string line) {
  if (!quiet_) transcript_.push_back(std::move(line));
}

void Channel::count() {
  if (quiet_) return;
  if (reach_.leash != nullptr && !reach_.leash->take()) {
    throw ExampleEnd{Verdict::undecided, reach_.leash->why()};
  }
  if (++requests_ > kMostRequests) {
    throw ExampleEnd{Verdict::undecided, fmt::format("more than {} requests", kMostRequests)};
  }
  if (reach_.clock->now() - begin_ > semantics::seconds(kMostSeconds)) {
    throw ExampleEnd{Verdict::undecided, fmt::format("not over after {} s", kMostSeconds)};
  }
}

RawAnswer Channel::send(const ExampleDoor& door, const RawRequest& request) {
  count();
  note(fmt::format("> {}", described(request)));
  fixtures::RawHttp& http = connections_.try_emplace(door.url, door.url).first->second;
  const std::chrono::seconds timeout(quiet_ ? 2 : kAnswerSeconds + kWaitOfReceive);
  auto answer = http.send(request, door.signer, timeout);
  if (!answer) {
    note(fmt::format("< nothing: {}", answer.error()));
    throw ExampleEnd{Verdict::error,
                     fmt::format("no answer that a client can read: {}", answer.error())};
  }
  broken_ = broken_as(*answer);
  status_ = answer->status;
  note(fmt::format("< {} {}", answer->status, shown(answer->body)));
  return std::move(*answer);
}

Answer Channel::call(const ExampleDoor& door, fixtures::Protocol protocol, const Call& plain) {
  Call call = plain;
  if (auto* creation = std::get_if<semantics::CreateQueueRequest>(&call)) {
    creation->tags.insert(reach_.tags.begin(), reach_.tags.end());
  }
  const RawAnswer answer = send(door, raw_request(protocol, call));
  return fixtures::read_answer(protocol, call, answer.status, answer.body,
                               answer.header("x-amzn-query-error"));
}

std::string Channel::ill_health(const ExampleDoor& door, fixtures::Protocol protocol) {
  const Answer answer = call(door, protocol, semantics::ListQueuesRequest{});
  if (status_ == 429 || status_ == 503) return "";  // it asks for patience
  const auto* nothing = std::get_if<NoAnswer>(&answer);
  return broken_.empty() && nothing != nullptr ? nothing->reason : broken_;
}

std::optional<Answer> Channel::call_within(const ExampleDoor& door, fixtures::Protocol protocol,
                                           const Call& call, std::chrono::milliseconds patience) {
  count();
  const RawRequest request = raw_request(protocol, call);
  note(fmt::format("> {}", described(request)));
  const auto answer = fixtures::RawHttp(door.url).send(request, door.signer, patience);
  if (!answer) {
    note("  the client leaves");
    return std::nullopt;
  }
  note(fmt::format("< {} {}", answer->status, shown(answer->body)));
  return fixtures::read_answer(protocol, call, answer->status, answer->body,
                               answer->header("x-amzn-query-error"));
}

std::vector<Answer> Channel::call_at_once(const ExampleDoor& door, fixtures::Protocol protocol,
                                          const Call& call, std::size_t times) {
  static constexpr std::chrono::seconds kPatience(kAnswerSeconds);
  const RawRequest request = raw_request(protocol, call);
  note(fmt::format("> {} times at once: {}", times, described(request)));
  std::vector<std::future<tl::expected<RawAnswer, std::string>>> coming;
  for (std::size_t i = 0; i < times; ++i) {
    count();
    coming.push_back(std::async(std::launch::async, [&door, &request] {
      return fixtures::RawHttp(door.url).send(request, door.signer, kPatience);
    }));
  }
  std::vector<Answer> answers;
  for (auto& one : coming) {
    const auto answer = one.get();
    note(answer ? fmt::format("< {} {}", answer->status, shown(answer->body))
                : fmt::format("< nothing: {}", answer.error()));
    if (!answer) continue;
    answers.push_back(fixtures::read_answer(protocol, call, answer->status, answer->body,
                                            answer->header("x-amzn-query-error")));
  }
  return answers;
}

void Channel::abandon(const ExampleDoor& door, fixtures::Protocol protocol, const Call& call) {
  constexpr std::chrono::milliseconds kPatience{300};  // for the call to arrive, and for its end
  if (call_within(door, protocol, call, kPatience)) {
    throw ExampleEnd{Verdict::undecided, "the answer was there before its client could leave"};
  }
  reach_.clock->sleep_until(reach_.clock->now() + kPatience.count() * semantics::kMillisecond_us);
}

RawAnswer Channel::control(std::string_view path, std::string body) {
  const RawRequest request{
      "POST",
      fmt::format("/_control/{}", path),
      {{"Content-Type", "application/json"}, {"X-Control-Token", reach_.control_token}},
      std::move(body)};
  return send({reach_.url, nullptr}, request);
}

void Channel::wait(int seconds) {
  note(fmt::format("  {} s pass", seconds));
  if (moves_time()) {
    static_cast<void>(control("clock", fmt::format("{{\"advance_ms\":{}}}", seconds * 1'000)));
    return;
  }
  if (seconds > std::max(reach_.patience_s, reach_.longest_timer_s)) {
    throw ExampleEnd{Verdict::skip,
                     fmt::format("takes {} s, for which `--timing full` has the time", seconds)};
  }
  reach_.clock->sleep_until(reach_.clock->now() + semantics::seconds(seconds));
}

void Channel::restart(const ExampleDoor& door, fixtures::Protocol protocol) {
  note("  the endpoint is started anew");
  if (const std::string why = reach_.restart->again(); !why.empty()) {
    throw ExampleEnd{Verdict::error, "the endpoint was not started anew: " + why};
  }
  const semantics::Instant_us begun = reach_.clock->now();
  for (std::string ill = answers(door, protocol); !ill.empty(); ill = answers(door, protocol)) {
    if (reach_.clock->now() - begun > semantics::seconds(kRestartSeconds)) {
      throw ExampleEnd{Verdict::error,
                       fmt::format("{} s after it was started anew: {}", kRestartSeconds, ill)};
    }
    reach_.clock->sleep_until(reach_.clock->now() + 100 * semantics::kMillisecond_us);
  }
}

std::string Channel::answers(const ExampleDoor& door, fixtures::Protocol protocol) const {
  Channel trial(reach_, *numbers_);
  try {
    return trial.ill_health(door, protocol);
  } catch (const ExampleEnd& end) {
    return end.why;
  }
}

bool Channel::eventually(const std::function<bool()>& holds) {
  const semantics::Instant_us until =
      reach_.clock->now() + semantics::seconds(moves_time() ? 0 : reach_.patience_s);
  for (;;) {
    if (holds()) return true;
    if (reach_.clock->now() >= until) return false;
    reach_.clock->sleep_until(reach_.clock->now() + semantics::seconds(1));
  }
}

}  // namespace sqsproof::properties
