// A queue with its attributes: what `aws sqs get-queue-attributes` prints, and the same with the
// queue's URL, account and region beside it, as inventories keep it. SQSAPI/GetQueueAttributes
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "policy/sources/source.h"
#include "policy/values/arn.h"

namespace sqsproof::policy {
namespace {

const JsonValue* attributes_of(const JsonValue& document) {
  const JsonValue* attributes = member_of(document, "Attributes");
  if (attributes == nullptr) attributes = member_of(document, "attributes");
  const bool object = attributes != nullptr && attributes->kind == JsonValue::Kind::object;
  return object ? attributes : nullptr;
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

tl::unexpected<Diagnostics> refuse(const Source& source, std::string message, Place place,
                                   std::string help) {
  return tl::unexpected(Diagnostics{{"input/attributes",
                                     Severity::error,
                                     std::move(message),
                                     source,
                                     place,
                                     {},
                                     std::move(help)}});
}

Result<std::vector<QueuePolicy>> read(const Source& source, const JsonValue& document) {
  const JsonValue& attributes = *attributes_of(document);
  QueuePolicy queue;
  queue.queue_arn = text_of(attributes, {"QueueArn"});
  if (queue.queue_arn.empty()) queue.queue_arn = text_of(document, {"queueArn", "QueueArn"});
  if (queue.queue_arn.empty()) {
    queue.queue_arn = arn_from_url(text_of(document, {"queueUrl", "QueueUrl", "url"}),
                                   text_of(document, {"region", "Region"}));
  }
  if (!queue.queue_arn.empty() && !is_queue_arn(queue.queue_arn)) {
    return refuse(source, fmt::format("`{}` is not a queue ARN", queue.queue_arn), attributes.place,
                  "write arn:aws:sqs:REGION:ACCOUNT:NAME");
  }
  const auto parts = split_arn(queue.queue_arn);
  queue.name = parts ? std::string(parts->resource()) : source->name;
  const JsonValue* policy = member_of(attributes, "Policy");
  if (policy != nullptr && policy->kind != JsonValue::Kind::string) {
    return refuse(source, fmt::format("Policy is {}, not a string", name_of(policy->kind)),
                  policy->place, "give the policy as SQS does: as JSON text in a string");
  }
  if (policy == nullptr && !all_were_asked_for(attributes)) {
    return refuse(source, "nothing says whether the queue has a policy", attributes.place,
                  "ask for the attributes `All`, or for `Policy` and `VisibilityTimeout`");
  }
  if (policy != nullptr && !policy->text.empty()) {
    const auto at = line_column(*source, policy->place.begin);
    queue.policy = std::make_shared<const SourceText>(
        SourceText{fmt::format("{}:{}:Policy", source->name, at.line), policy->text});
  }
  return std::vector<QueuePolicy>{std::move(queue)};
}

bool recognises(const JsonValue& document) { return attributes_of(document) != nullptr; }

}  // namespace

const InputForm kQueueAttributes = {"attributes", "a queue with its attributes", recognises, read};

}  // namespace sqsproof::policy
