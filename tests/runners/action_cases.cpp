// tests/cases/actions: what the embedded endpoint answers, call by call.
//
// A step is `{at_s, call, expect, save}`: seconds on the virtual clock, the action's name and
// members as on the wire, what the answer must contain, and names for parts of it (`"$name"` in a
// later call). `expect` is a reply in part (null: the member must be absent; arrays as long as
// written) or
// `{"error": shape, "message": text}`. Calls and answers go through the JSON codec both ways.
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>

#include "fixtures/embedded_endpoint.h"
#include "fixtures/virtual_clock.h"
#include "fixtures/wire/aws_json.h"
#include "tests/runners/json_case.h"
#include "tests/runners/runners.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::json;

constexpr semantics::Instant_us kStart = semantics::seconds(1'700'000'000);

/// Replaces `"$name"` by what was saved under it.
Json filled_in(const Json& value, const std::map<std::string, Json>& saved) {
  if (value.is_string() && value.get_ref<const std::string&>().starts_with("$")) {
    const auto found = saved.find(value.get<std::string>().substr(1));
    EXPECT_NE(found, saved.end()) << value;
    return found == saved.end() ? Json() : found->second;
  }
  Json result = value;
  if (value.is_structured()) {
    for (auto& item : result) item = filled_in(item, saved);
  }
  return result;
}

void expect_part(const Json& expected, const Json& actual, const std::string& where) {
  if (expected.is_object()) {
    ASSERT_TRUE(actual.is_object()) << where;
    for (const auto& [name, value] : expected.items()) {
      if (value.is_null()) {
        EXPECT_FALSE(actual.contains(name)) << where << "/" << name << " is there";
      } else if (!actual.contains(name)) {
        ADD_FAILURE() << where << "/" << name << " is missing in " << actual;
      } else {
        expect_part(value, actual[name], where + "/" + name);
      }
    }
  } else if (expected.is_array()) {
    ASSERT_EQ(expected.size(), actual.size()) << where << ": " << actual;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      expect_part(expected[i], actual[i], where + "/" + std::to_string(i));
    }
  } else {
    EXPECT_EQ(expected, actual) << where;
  }
}

Json run_call(fixtures::Endpoint& endpoint, Json call) {
  const std::string action = call.at("Action");
  call.erase("Action");
  const auto decoded = fixtures::decode_call(action, call.dump());
  if (!decoded) return {{"error", decoded.error().code}, {"message", decoded.error().message}};
  const auto again = fixtures::decode_call(action, fixtures::encode_call(*decoded));
  EXPECT_TRUE(again) << "a call does not survive its own JSON";
  const auto wire = fixtures::encode_answer(endpoint.call(*again));
  const auto answer =
      fixtures::decode_answer(*again, wire.http_status, wire.body, wire.query_error);
  if (const auto* error = std::get_if<semantics::ServiceError>(&answer)) {
    EXPECT_EQ(error->http_status, wire.http_status);
    return {{"error", error->code}, {"message", error->message}};
  }
  EXPECT_TRUE(std::holds_alternative<semantics::Reply>(answer)) << wire.body;
  return Json::parse(wire.body.empty() ? "{}" : wire.body);
}

}  // namespace

void run_action_case(const std::filesystem::path& file) {
  ASSERT_TRUE(read_case(file, {"steps"}));
  const Json test = Json::parse(source_of(file)->text);
  ASSERT_FALSE(test.at("steps").empty());
  fixtures::VirtualClock clock(kStart);
  fixtures::EmbeddedEndpoint endpoint(clock, {});
  std::map<std::string, Json> saved;
  for (const Json& step : test.at("steps")) {
    SCOPED_TRACE(step.dump());
    for (const auto& [name, value] : step.items()) {
      EXPECT_TRUE(name == "at_s" || name == "call" || name == "expect" || name == "save") << name;
    }
    clock.sleep_until(kStart + static_cast<semantics::Instant_us>(step.value("at_s", 0.0) * 1e6));
    const Json answer = run_call(endpoint, filled_in(step.at("call"), saved));
    expect_part(filled_in(step.at("expect"), saved), answer, "");
    const Json save = step.value("save", Json::object());
    for (const auto& [name, pointer] : save.items()) {
      const Json::json_pointer place(pointer.get<std::string>());
      ASSERT_TRUE(answer.contains(place)) << answer;
      saved[name] = answer[place];
    }
  }
}

}  // namespace sqsproof::tests
