// Tags in policies: those of the caller, and those that a call brings. Tags of the queue are for
// policies of identities alone, which nobody has here. SQS/sqs-abac-condition-keys
#include <fmt/format.h>

#include "properties/examples/authorization/guest.h"
#include "properties/examples/families.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

/// A statement that shows that its policy is in effect, and the call that it allows.
const Statement kInEffect{.action = "sqs:GetQueueAttributes"};
GetQueueAttributesRequest looked_at(const Guarded& at) { return {at.queue().url, {"QueueArn"}}; }

struct OfCaller {
  const char* condition;  ///< with the value of its tag `team`
  bool holds;
};
constexpr OfCaller kOfCaller[] = {
    {R"({{"StringEquals":{{"aws:PrincipalTag/team":"{}"}}}})", true},
    {R"({{"StringEquals":{{"aws:PrincipalTag/team":"{}x"}}}})", false},
    {R"({{"StringNotEquals":{{"aws:PrincipalTag/team":"{}"}}}})", false},
    {R"({{"StringLike":{{"aws:PrincipalTag/team":"{}*"}}}})", true},
    {R"({{"StringEquals":{{"aws:PrincipalTag/of-nobody":"{}"}}}})", false},
    {R"({{"Null":{{"aws:PrincipalTag/of-nobody":"true"}},"StringLike":{{"aws:PrincipalTag/team":"{}"}}}})",
     true}};

void of_callers(Conversation& say) {
  const std::string& team = say.reach().callers->guest_team;
  if (team.empty()) say.skip("needs a second account whose tag `team` is known (--stranger-team)");
  for (const OfCaller& row : kOfCaller) {
    Guarded at(say);
    const std::string condition = fmt::format(fmt::runtime(row.condition), team);
    at.set_policy({{.condition = condition}, kInEffect});
    at.expect_allowed("another statement allows it", looked_at(at));
    const auto hello = message(at.queue(), "hello");
    if (row.holds) {
      at.expect_allowed("when " + condition, hello);
    } else {
      at.expect_denied("when " + condition, hello);
    }
  }
}

struct OfRequest {
  const char* condition;
  StringMap denied;
  StringMap allowed;
};

// Whoever may tag a queue is of its account: a Deny is what its policy can say to them.
void of_requests(Conversation& say) {
  const OfRequest kRows[] = {{R"({"StringEquals":{"aws:RequestTag/class":"secret"}})",
                              {{"class", "secret"}},
                              {{"class", "public"}}},
                             {R"({"ForAnyValue:StringEquals":{"aws:TagKeys":["locked"]}})",
                              {{"a", "1"}, {"locked", "1"}},
                              {{"lock", "1"}}}};
  for (const OfRequest& row : kRows) {
    Guarded at(say);
    at.set_policy({{.effect = "Deny",
                    .principal = R"("*")",
                    .action = "sqs:TagQueue",
                    .condition = row.condition}});
    say.expect_soon(fmt::format("nobody may tag the queue when {}", row.condition), [&] {
      return at.is_denied_to_owner(TagQueueRequest{at.queue().url, row.denied});
    });
    static_cast<void>(say.ask(TagQueueRequest{at.queue().url, row.allowed}));
  }
}

}  // namespace

std::span<const Example> tag_authorization() {
  constexpr ExampleNeeds kCallers = ExampleNeeds::callers;
  static const std::vector<Example> kRows = {
      {{"authorization/tags-of-callers", "a policy decides by the tags of the caller",
        "Teams share a queue by their tags: a tag that is not read lets all of them in, or none.",
        "IAM/reference_policies_condition-keys"},
       Level::must,
       of_callers,
       {"principal-tags-unread"},
       kCallers},
      {{"authorization/tags-in-requests", "a policy decides by the tags that a call brings",
        "Whoever may set any tag goes around all policies that are about tags.",
        "SQS/sqs-abac-condition-keys"},
       Level::must,
       of_requests,
       {"request-tags-unread"},
       kCallers},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
