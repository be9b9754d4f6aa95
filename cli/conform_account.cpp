#include "cli/conform_account.h"

#include <fmt/core.h>

#include "policy/values/arn.h"

namespace sqsproof::cli {
namespace {

using namespace semantics;

/// The account in the ARN of a queue that is made for the question, or why none was learnt.
tl::expected<std::string, std::string> account_of(fixtures::Endpoint& endpoint,
                                                  const std::string& queue) {
  const auto reply_of = [&](const Call& call) -> tl::expected<Reply, std::string> {
    const Answer answer = endpoint.call(call);
    if (const auto* reply = std::get_if<Reply>(&answer)) return *reply;
    if (const auto* error = std::get_if<ServiceError>(&answer)) {
      return tl::unexpected(error->code + ": " + error->message);
    }
    return tl::unexpected("no answer: " + std::get<NoAnswer>(answer).reason);
  };
  const auto made = reply_of(CreateQueueRequest{queue, {}, {}});
  if (!made) return tl::unexpected(made.error());
  const std::string url = std::get<CreateQueueResponse>(*made).queue_url;
  const auto attributes = reply_of(GetQueueAttributesRequest{url, {"QueueArn"}});
  const auto removed = reply_of(DeleteQueueRequest{url});  // else with those of the run
  if (!attributes) return tl::unexpected(attributes.error());
  const auto& found = std::get<GetQueueAttributesResponse>(*attributes).attributes;
  const auto arn = found.find("QueueArn");
  if (arn == found.end()) return tl::unexpected(std::string("its queue has no QueueArn"));
  const auto parts = policy::split_arn(arn->second);
  if (!parts) return tl::unexpected("`" + arn->second + "` is no ARN");
  return std::string(parts->account());
}

policy::Diagnostics refused(std::string message, std::string help) {
  policy::Diagnostics diagnostics;
  diagnostics.push_back({"conform/account", policy::Severity::error, std::move(message), nullptr,
                         policy::Place{}, "", std::move(help)});
  return diagnostics;
}

}  // namespace

policy::Diagnostics check_account(const Target& target, const EndpointOptions& options) {
  if (options.account.empty()) return {};
  const auto account = account_of(*target.endpoint, target.names + "-0-account");
  if (!account) {
    return refused(
        fmt::format("whether the queues of {} are in account {} could not be learnt: {}",
                    options.url, options.account, account.error()),
        "see that it runs and that the keys may create queues and read their attributes");
  }
  if (*account == options.account) return {};
  return refused(fmt::format("the queues of {} are in account {}, not in {}", options.url, *account,
                             options.account),
                 fmt::format("use other keys, or add `--account {}` if that is meant", *account));
}

}  // namespace sqsproof::cli
