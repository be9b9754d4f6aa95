// tests/cases/actions: calls on an endpoint of their own, one after another in virtual time.
//
// {"why","reference","steps":[{"at_s","call":{"action", members…},"as"?,"took_s"?,
//   "expect":{"reply":{…}} or {"error","message","status"}}]}
// Calls and replies are in the JSON protocol; both directions of the codec are on the way. In any
// string, `${name/Messages/0/ReceiptHandle}` is a member of an earlier reply that `as` named.
// In an expectation, "*" is any text that is not empty and "!text" any other text than this one.
// In a call, {"repeat": "x", "times": 3} is "xxx". A reply is compared whole: what is not expected
// must not be there.
#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "fixtures/embedded_endpoint.h"
#include "fixtures/virtual_clock.h"
#include "fixtures/wire/aws_json.h"
#include "tests/runners/json_case.h"
#include "tests/runners/runners.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::json;
using semantics::Instant_us;

constexpr Instant_us kStart = semantics::seconds(1'700'000'000);
using Replies = std::map<std::string, Json>;

void check_members(const Json& object, const std::set<std::string>& required,
                   const std::set<std::string>& optional) {
  ASSERT_TRUE(object.is_object());
  for (const auto& [name, value] : object.items()) {
    EXPECT_TRUE(required.contains(name) || optional.contains(name)) << "unknown field " << name;
  }
  for (const std::string& name : required) {
    ASSERT_TRUE(object.contains(name)) << "missing field " << name;
  }
}

std::string with_replies(std::string text, const Replies& replies) {
  for (std::size_t at = text.find("${"); at != std::string::npos; at = text.find("${", at)) {
    const std::size_t end = text.find('}', at);
    const std::size_t slash = text.find('/', at);
    if (end == std::string::npos || slash > end) throw std::invalid_argument("reference: " + text);
    const Json& reply = replies.at(text.substr(at + 2, slash - at - 2));
    const auto value = reply.at(Json::json_pointer(text.substr(slash, end - slash)));
    text.replace(at, end - at + 1, value.get<std::string>());
  }
  return text;
}

Json with_replies(const Json& json, const Replies& replies) {
  if (json.is_string()) return with_replies(json.get<std::string>(), replies);
  if (json.is_object() && json.contains("repeat")) {
    std::string text;
    for (int times = json.at("times"); times > 0; --times) text += json.at("repeat");
    return text;
  }
  Json copy = json;
  if (copy.is_structured()) {
    for (Json& member : copy) member = with_replies(std::as_const(member), replies);
  }
  return copy;
}

bool matches(const Json& expected, const Json& actual) {
  if (expected.is_string() && actual.is_string()) {
    const std::string text = expected;
    if (text == "*") return !actual.get_ref<const std::string&>().empty();
    if (text.starts_with('!')) return actual != text.substr(1);
    return expected == actual;
  }
  if (!expected.is_structured()) return expected == actual;
  if (expected.type() != actual.type() || expected.size() != actual.size()) return false;
  for (const auto& [name, value] : expected.items()) {
    const Json* other = nullptr;
    if (actual.is_array()) other = &actual[std::stoul(name)];
    if (actual.is_object() && actual.contains(name)) other = &actual[name];
    if (other == nullptr || !matches(value, *other)) return false;
  }
  return true;
}

/// The answer as it goes over the wire, read by a client and written again: nothing may change.
Json to_wire_and_back(const semantics::Call& call, const semantics::Answer& answer) {
  const auto sent = fixtures::encode_answer(answer);
  const auto read = fixtures::decode_answer(call, sent.http_status, sent.body, sent.query_error);
  const auto again = fixtures::encode_answer(read);
  EXPECT_EQ(sent.body, again.body);
  EXPECT_EQ(sent.query_error, again.query_error);
  EXPECT_EQ(sent.http_status, again.http_status);
  return sent.body.empty() ? Json::object() : Json::parse(sent.body);
}

semantics::Answer perform(fixtures::Endpoint& endpoint, const Json& members, Json& reply) {
  const std::string action = members.at("action");
  Json body = members;
  body.erase("action");
  const auto call = fixtures::decode_call(action, body.dump());
  if (!call) return call.error();
  const auto again = fixtures::decode_call(action, fixtures::encode_call(*call));
  EXPECT_TRUE(again && fixtures::encode_call(*again) == fixtures::encode_call(*call))
      << "a call changes on the wire: " << body;
  semantics::Answer answer = endpoint.call(*call);
  reply = to_wire_and_back(*call, answer);
  return answer;
}

void check_answer(const Json& expect, const semantics::Answer& answer, const Json& reply) {
  const auto* error = std::get_if<semantics::ServiceError>(&answer);
  if (expect.contains("reply")) {
    check_members(expect, {"reply"}, {});
    ASSERT_EQ(error, nullptr) << error->code << ": " << error->message;
    EXPECT_TRUE(matches(expect.at("reply"), reply))
        << "expected " << expect.at("reply").dump(1) << "\nbut got " << reply.dump(1);
    return;
  }
  check_members(expect, {"error", "message"}, {"status"});
  ASSERT_NE(error, nullptr) << "no error but " << reply.dump(1);
  EXPECT_EQ(expect.at("error"), error->code);
  EXPECT_TRUE(matches(expect.at("message"), error->message))
      << "expected " << expect.at("message") << "\nbut got  " << error->message;
  EXPECT_EQ(expect.value("status", 400), error->http_status);
}

void run_step(const Json& step, fixtures::VirtualClock& clock, fixtures::Endpoint& endpoint,
              Replies& replies) {
  check_members(step, {"at_s", "call", "expect"}, {"as", "took_s"});
  const auto at = kStart + std::llround(step.at("at_s").get<double>() * 1e6);
  ASSERT_GE(at, clock.now()) << "steps go forward in time";
  clock.sleep_until(at);
  Json reply;
  const auto answer = perform(endpoint, with_replies(step.at("call"), replies), reply);
  check_answer(with_replies(step.at("expect"), replies), answer, reply);
  const double took_s = static_cast<double>(clock.now() - at) / 1e6;
  EXPECT_DOUBLE_EQ(step.value("took_s", 0.0), took_s);
  if (step.contains("as")) replies[step.at("as")] = std::move(reply);
}

}  // namespace

void run_action_case(const std::filesystem::path& file) {
  ASSERT_TRUE(read_case(file, {"steps"}));
  const Json test = Json::parse(source_of(file)->text);
  ASSERT_FALSE(test.at("steps").empty()) << "a case without steps expects nothing";
  fixtures::VirtualClock clock(kStart);
  fixtures::EmbeddedEndpoint endpoint(clock, {});
  Replies replies;
  int number = 0;
  for (const Json& step : test.at("steps")) {
    SCOPED_TRACE("step " + std::to_string(number++) + ": " + step.at("call").dump().substr(0, 200));
    try {
      run_step(step, clock, endpoint, replies);
    } catch (const std::exception& problem) {
      ADD_FAILURE() << problem.what();
    }
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace sqsproof::tests
