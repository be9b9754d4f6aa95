// The actions on the attributes of a queue: SetQueueAttributes, GetQueueAttributes.
#pragma once

#include "semantics/actions/action.h"

namespace sqsproof::semantics {

struct SetQueueAttributesRequest {
  static constexpr std::string_view action = "SetQueueAttributes";
  std::string queue_url;
  StringMap attributes;
  static constexpr auto fields() {
    using R = SetQueueAttributesRequest;
    return std::tuple{Field{"QueueUrl", "QueueUrl", &R::queue_url, Presence::required},
                      Field{"Attributes", "Attribute.N", &R::attributes, Presence::required}};
  }
};

struct SetQueueAttributesResponse {
  static constexpr auto fields() { return std::tuple<>{}; }
};

struct GetQueueAttributesRequest {
  static constexpr std::string_view action = "GetQueueAttributes";
  std::string queue_url;
  std::vector<std::string> attribute_names;  ///< `All` or names; none gives no attribute
  static constexpr auto fields() {
    using R = GetQueueAttributesRequest;
    return std::tuple{Field{"QueueUrl", "QueueUrl", &R::queue_url, Presence::required},
                      Field{"AttributeNames", "AttributeName.N", &R::attribute_names}};
  }
};

struct GetQueueAttributesResponse {
  StringMap attributes;
  static constexpr auto fields() {
    return std::tuple{Field{"Attributes", "Attribute.N", &GetQueueAttributesResponse::attributes}};
  }
};

}  // namespace sqsproof::semantics
