// The actions on the tags of a queue: TagQueue, UntagQueue, ListQueueTags.
#pragma once

#include "semantics/actions/action.h"

namespace sqsproof::semantics {

struct TagQueueRequest {
  static constexpr std::string_view action = "TagQueue";
  std::string queue_url;
  StringMap tags;
  static constexpr auto fields() {
    using R = TagQueueRequest;
    return std::tuple{Field{"QueueUrl", "QueueUrl", &R::queue_url, Presence::required},
                      Field{"Tags", "Tag.N", &R::tags, Presence::required}};
  }
};

struct TagQueueResponse {
  static constexpr auto fields() { return std::tuple<>{}; }
};

struct UntagQueueRequest {
  static constexpr std::string_view action = "UntagQueue";
  std::string queue_url;
  std::vector<std::string> tag_keys;
  static constexpr auto fields() {
    using R = UntagQueueRequest;
    return std::tuple{Field{"QueueUrl", "QueueUrl", &R::queue_url, Presence::required},
                      Field{"TagKeys", "TagKey.N", &R::tag_keys, Presence::required}};
  }
};

struct UntagQueueResponse {
  static constexpr auto fields() { return std::tuple<>{}; }
};

struct ListQueueTagsRequest {
  static constexpr std::string_view action = "ListQueueTags";
  std::string queue_url;
  static constexpr auto fields() {
    return std::tuple{
        Field{"QueueUrl", "QueueUrl", &ListQueueTagsRequest::queue_url, Presence::required}};
  }
};

struct ListQueueTagsResponse {
  StringMap tags;
  static constexpr auto fields() {
    return std::tuple{Field{"Tags", "Tag.N", &ListQueueTagsResponse::tags}};
  }
};

}  // namespace sqsproof::semantics
