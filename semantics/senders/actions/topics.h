// The SNS actions on topics: CreateTopic, DeleteTopic, ListTopics, GetTopicAttributes,
// SetTopicAttributes. SNSAPI pages of the same names; botocore service model of 2010-03-31.
//
// Names in the Query protocol are not flattened: a list is `X.member.N`, a map `X.entry.N`.
#pragma once

#include "semantics/actions/action.h"

namespace sqsproof::semantics::sns {

struct Tag {
  std::string key;
  std::string value;
  static constexpr auto fields() {
    return std::tuple{Field{"Key", "Key", &Tag::key, Presence::required},
                      Field{"Value", "Value", &Tag::value, Presence::required}};
  }
  friend bool operator==(const Tag&, const Tag&) = default;
};

struct CreateTopicRequest {
  static constexpr std::string_view action = "CreateTopic";
  std::optional<std::string> name{};
  StringMap attributes{};
  std::vector<Tag> tags{};
  static constexpr auto fields() {
    using R = CreateTopicRequest;
    return std::tuple{Field{"Name", "Name", &R::name, Presence::required},
                      Field{"Attributes", "Attributes.entry.N", &R::attributes},
                      Field{"Tags", "Tags.member.N", &R::tags}};
  }
};

struct CreateTopicResponse {
  std::string topic_arn;
  static constexpr auto fields() {
    return std::tuple{Field{"TopicArn", "TopicArn", &CreateTopicResponse::topic_arn}};
  }
};

struct DeleteTopicRequest {
  static constexpr std::string_view action = "DeleteTopic";
  std::string topic_arn;
  static constexpr auto fields() {
    using R = DeleteTopicRequest;
    return std::tuple{Field{"TopicArn", "TopicArn", &R::topic_arn, Presence::required}};
  }
};

struct DeleteTopicResponse {
  static constexpr auto fields() { return std::tuple<>{}; }
};

struct ListTopicsRequest {
  static constexpr std::string_view action = "ListTopics";
  std::optional<std::string> next_token{};
  static constexpr auto fields() {
    return std::tuple{Field{"NextToken", "NextToken", &ListTopicsRequest::next_token}};
  }
};

struct ListedTopic {
  std::string topic_arn;
  static constexpr auto fields() {
    return std::tuple{Field{"TopicArn", "TopicArn", &ListedTopic::topic_arn}};
  }
};

struct ListTopicsResponse {
  std::vector<ListedTopic> topics{};
  std::optional<std::string> next_token{};
  static constexpr auto fields() {
    using R = ListTopicsResponse;
    return std::tuple{Field{"Topics", "Topics.member.N", &R::topics},
                      Field{"NextToken", "NextToken", &R::next_token}};
  }
};

struct GetTopicAttributesRequest {
  static constexpr std::string_view action = "GetTopicAttributes";
  std::string topic_arn;
  static constexpr auto fields() {
    using R = GetTopicAttributesRequest;
    return std::tuple{Field{"TopicArn", "TopicArn", &R::topic_arn, Presence::required}};
  }
};

struct GetTopicAttributesResponse {
  StringMap attributes{};
  static constexpr auto fields() {
    using R = GetTopicAttributesResponse;
    return std::tuple{Field{"Attributes", "Attributes.entry.N", &R::attributes}};
  }
};

struct SetTopicAttributesRequest {
  static constexpr std::string_view action = "SetTopicAttributes";
  std::string topic_arn;
  std::string attribute_name;
  std::optional<std::string> attribute_value{};
  static constexpr auto fields() {
    using R = SetTopicAttributesRequest;
    return std::tuple{
        Field{"TopicArn", "TopicArn", &R::topic_arn, Presence::required},
        Field{"AttributeName", "AttributeName", &R::attribute_name, Presence::required},
        Field{"AttributeValue", "AttributeValue", &R::attribute_value}};
  }
};

struct SetTopicAttributesResponse {
  static constexpr auto fields() { return std::tuple<>{}; }
};

}  // namespace sqsproof::semantics::sns
