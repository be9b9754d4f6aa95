// The row of an SQS action: its request and response as plain structs, each with a table of its
// fields. Codecs, generators and documentation are derived from the tables; nothing else lists
// fields. Names are AWS's own (SQS API reference; botocore service model of 2012-11-05).
//
// A request struct has `static constexpr auto fields()`, a tuple of `Field` rows, and
// `static constexpr std::string_view action`, the action's name. A member is a std::string, a bool,
// a std::int64_t, an std::optional of string, int or std::int64_t, a vector of strings, a map of
// strings, a map of attribute values, or a vector of structs that have fields of their own.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace sqsproof::semantics {

enum class Presence { required, optional };

/// One member of a request or response.
template <class Struct, class Value>
struct Field {
  std::string_view name;   ///< JSON member name
  std::string_view query;  ///< name in the Query protocol; `X.N` lists and maps are flattened
  Value Struct::*member;
  Presence presence = Presence::optional;
};

template <class Struct, class Value>
Field(std::string_view, std::string_view, Value Struct::*, Presence) -> Field<Struct, Value>;
template <class Struct, class Value>
Field(std::string_view, std::string_view, Value Struct::*) -> Field<Struct, Value>;

/// MessageAttributeValue. Exactly one of the first two values is set; the lists are reserved, and
/// refused by the service (SQSAPI/MessageAttributeValue).
struct MessageAttributeValue {
  std::string data_type;                    ///< `String`, `Number.int`, `Binary` …
  std::optional<std::string> string_value;  ///< also of Number, as sent
  std::optional<std::string> binary_value;  ///< raw bytes
  std::vector<std::string> string_list_values{};
  std::vector<std::string> binary_list_values{};
  friend bool operator==(const MessageAttributeValue&, const MessageAttributeValue&) = default;
};
using MessageAttributes = std::map<std::string, MessageAttributeValue>;
using StringMap = std::map<std::string, std::string>;

}  // namespace sqsproof::semantics
