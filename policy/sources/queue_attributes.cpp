// A queue with its attributes: what `aws sqs get-queue-attributes` prints, and the same with the
// queue's URL, account and region beside it, as inventories keep it. SQSAPI/GetQueueAttributes
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>

#include "policy/sources/source.h"
#include "policy/support/quoted.h"
#include "policy/values/arn.h"

namespace sqsproof::policy {
namespace {

struct Attributes {
  std::string_view name;
  const JsonValue* value = nullptr;
};

Attributes attributes_of(const JsonValue& document) {
  for (const std::string_view name : {"Attributes", "attributes"}) {
    const JsonValue* value = member_of(document, name);
    if (value != nullptr && value->kind == JsonValue::Kind::object) return {name, value};
  }
  return {};
}

std::string text_of(const JsonValue* value) {
  return value != nullptr && value->kind == JsonValue::Kind::string ? value->text : "";
}

/// The first of the names that is there.
std::string text_of(const JsonValue& object, std::initializer_list<std::string_view> names) {
  for (std::string_view name : names) {
    std::string text = text_of(member_of(object, name));
    if (!text.empty()) return text;
  }
  return {};
}

std::string_view partition_of(std::string_view region) {
  if (region.starts_with("cn-")) return "aws-cn";
  return region.starts_with("us-gov-") ? "aws-us-gov" : "aws";
}

/// `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME`. SQS/sqs-queue-message-identifiers
std::string arn_from_url(std::string_view url, std::string region) {
  const std::size_t name = url.rfind('/');
  const std::size_t account = name == std::string_view::npos ? name : url.rfind('/', name - 1);
  if (account == std::string_view::npos || account == 0) return {};
  constexpr std::string_view kHost = "://sqs.";
  const std::size_t host = url.find(kHost);
  if (region.empty() && host != std::string_view::npos) {
    const std::string_view rest = url.substr(host + kHost.size());
    region = rest.substr(0, rest.find('.'));
  }
  std::string arn = fmt::format("arn:{}:sqs:{}:{}:{}", partition_of(region), region,
                                url.substr(account + 1, name - account - 1), url.substr(name + 1));
  return is_queue_arn(arn) ? arn : std::string();
}

/// Attributes that every answer to `All` has: with them, no Policy means that there is none.
bool all_were_asked_for(const JsonValue& attributes) {
  constexpr std::array<std::string_view, 3> kAlways = {"CreatedTimestamp", "VisibilityTimeout",
                                                       "MessageRetentionPeriod"};
  return std::any_of(kAlways.begin(), kAlways.end(),
                     [&](std::string_view name) { return member_of(attributes, name) != nullptr; });
}

Diagnostic problem(const Source& source, std::string message, Place place, std::string help) {
  return {"input/attributes", Severity::error, std::move(message), source, place, {},
          std::move(help)};
}

/// Which queue it is, from the attributes or from what stands beside them.
void identify(const JsonValue& document, const JsonValue& attributes, QueuePolicy& queue) {
  queue.queue_arn = text_of(attributes, {"QueueArn"});
  if (queue.queue_arn.empty()) queue.queue_arn = text_of(document, {"queueArn", "QueueArn"});
  if (queue.queue_arn.empty()) {
    queue.queue_arn = arn_from_url(text_of(document, {"queueUrl", "QueueUrl", "url"}),
                                   text_of(document, {"region", "Region"}));
  }
  queue.account = text_of(document, {"account", "Account"});
}

/// What contradicts itself about the queue; its owner is trusted, so this is never guessed.
std::optional<Diagnostic> contradiction(const Source& source, const JsonValue& attributes,
                                        const QueuePolicy& queue) {
  if (!queue.account.empty() && !is_account_id(queue.account)) {
    return problem(source, fmt::format("`{}` is not an account id", queue.account),
                   attributes.place, "write the 12 digits of the queue's account as a string");
  }
  if (queue.queue_arn.empty()) return std::nullopt;
  if (!is_queue_arn(queue.queue_arn)) {
    return problem(source, fmt::format("`{}` is not a queue ARN", queue.queue_arn),
                   attributes.place, "write arn:aws:sqs:REGION:ACCOUNT:NAME");
  }
  const std::string_view owner = split_arn(queue.queue_arn)->account();
  if (queue.account.empty() || queue.account == owner) return std::nullopt;
  return problem(source,
                 fmt::format("the account is {}, and the queue is one of {}", queue.account, owner),
                 attributes.place, "give the account that owns the queue");
}

/// The policy's string, or what is wrong with it.
std::optional<Diagnostic> policy_problem(const Source& source, const JsonValue& attributes,
                                         const JsonValue* policy) {
  if (policy != nullptr && policy->kind != JsonValue::Kind::string) {
    return problem(source, fmt::format("Policy is {}, not a string", name_of(policy->kind)),
                   policy->place, "give the policy as SQS does: as JSON text in a string");
  }
  if (policy == nullptr && !all_were_asked_for(attributes)) {
    return problem(source, "nothing says whether the queue has a policy", attributes.place,
                   "ask for the attributes `All`, or for `Policy` and `VisibilityTimeout`");
  }
  return std::nullopt;
}

QueuesRead read(const Source& source, const JsonValue& document) {
  const Attributes found = attributes_of(document);
  const JsonValue& attributes = *found.value;
  QueuePolicy queue;
  identify(document, attributes, queue);
  if (auto wrong = contradiction(source, attributes, queue)) return {{}, {std::move(*wrong)}};
  const auto parts = split_arn(queue.queue_arn);
  queue.name = parts ? std::string(parts->resource()) : source->name;
  const JsonValue* policy = member_of(attributes, "Policy");
  if (auto wrong = policy_problem(source, attributes, policy)) return {{}, {std::move(*wrong)}};
  if (policy != nullptr && !policy->text.empty()) {
    queue.policy =
        unquoted(source, policy->place, policy->text, fmt::format("/{}/Policy", found.name));
  }
  return {{std::move(queue)}, {}};
}

bool recognises(const JsonValue& document) { return attributes_of(document).value != nullptr; }

}  // namespace

const InputForm kQueueAttributes = {"attributes", "a queue with its attributes", recognises, read};

}  // namespace sqsproof::policy
