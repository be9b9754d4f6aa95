#include "properties/report/reference_url.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace sqsproof::properties {

LinkedReference linked_reference(std::string_view reference) {
  constexpr std::pair<std::string_view, std::string_view> kGuides[] = {
      {"IAM/", "https://docs.aws.amazon.com/IAM/latest/UserGuide/"},
      {"SQS/", "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"},
      {"SQSAPI/", "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_"},
      {"S3/", "https://docs.aws.amazon.com/AmazonS3/latest/userguide/"},
      {"SNS/", "https://docs.aws.amazon.com/sns/latest/dg/"},
      {"EB/", "https://docs.aws.amazon.com/eventbridge/latest/userguide/"},
      {"ORG/", "https://docs.aws.amazon.com/organizations/latest/userguide/"}};
  for (const auto& [prefix, guide] : kGuides) {
    if (!reference.starts_with(prefix)) continue;
    const std::size_t end = std::min(reference.find_first_of("#; ,"), reference.size());
    const std::string_view page = reference.substr(prefix.size(), end - prefix.size());
    const bool part = end < reference.size() && reference[end] == '#';
    const std::size_t part_end =
        part ? std::min(reference.find_first_of("; ,", end), reference.size()) : end;
    return {reference.substr(0, part_end),
            fmt::format("{}{}.html{}", guide, page, reference.substr(end, part_end - end)),
            reference.substr(part_end)};
  }
  return {reference, "", ""};
}

}  // namespace sqsproof::properties
