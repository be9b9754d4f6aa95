// Where a reference such as `SQSAPI/ReceiveMessage` stands on AWS's pages.
#pragma once

#include <string>
#include <string_view>

namespace sqsproof::properties {

struct LinkedReference {
  std::string_view name;  ///< `SQS/page#part`
  std::string url;        ///< empty for what is on none of AWS's pages
  std::string_view rest;  ///< of the reference, behind the name
};
/// `IAM/page#part` is a page of the IAM User Guide, `SQSAPI/Action` one of the SQS API Reference,
/// and so on for the guides of the services that send to queues.
[[nodiscard]] LinkedReference linked_reference(std::string_view reference);

}  // namespace sqsproof::properties
