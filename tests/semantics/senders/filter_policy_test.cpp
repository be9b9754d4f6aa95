// Filter policies: the examples of AWS's pages, and the refusals that SNS was recorded to give.
// SNS/string-value-matching, SNS/numeric-value-matching, SNS/attribute-key-matching,
// SNS/and-or-logic, SNS/subscription-filter-policy-constraints
#include "semantics/senders/filter_policy.h"

#include <gtest/gtest.h>

namespace sqsproof::semantics {
namespace {

constexpr auto kAttributes = FilterScope::message_attributes;
constexpr auto kBody = FilterScope::message_body;

MessageAttributes one(const std::string& name, const std::string& type, const std::string& value) {
  return {{name, {type, value, std::nullopt}}};
}

struct AttributeRow {
  const char* policy;
  const char* type;  ///< of the attribute `x`
  const char* value;
  bool accepted;
};

bool accepts_body(const std::string& policy, const std::string& body) {
  const auto parsed = FilterPolicy::parse(policy, kBody);
  EXPECT_TRUE(parsed) << parsed.error();
  return parsed && parsed->accepts({}, body);
}

std::string refusal(const std::string& policy, FilterScope scope = kAttributes) {
  const auto parsed = FilterPolicy::parse(policy, scope);
  return parsed ? "" : parsed.error();
}

std::string many(std::size_t count) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) list += (i == 0 ? "" : ",") + std::to_string(i);
  return "[" + list + "]";
}

}  // namespace

TEST(FilterPolicy, OneAttribute) {
  const AttributeRow rows[] = {
      {R"({"x":["rugby","tennis"]})", "String", "rugby", true},
      {R"({"x":["rugby","tennis"]})", "String", "Rugby", false},
      {R"({"x":["rugby","tennis"]})", "String.Array", R"(["rugby","tennis"])", true},
      {R"({"x":["rugby","tennis"]})", "String.Array", R"(["baseball"])", false},
      {R"({"x":["rugby"]})", "String.Array", "no list", false},
      {R"({"x":["rugby"]})", "String.custom", "rugby", false},
      {R"({"x":["rugby"]})", "Binary", "rugby", false},
      {R"({"x":[{"anything-but":["rugby","tennis"]}]})", "String", "baseball", true},
      {R"({"x":[{"anything-but":["rugby","tennis"]}]})", "String", "rugby", false},
      {R"({"x":[{"anything-but":["rugby","tennis"]}]})", "String.Array", R"(["rugby","ball"])",
       true},
      {R"({"x":[{"anything-but":["rugby","tennis"]}]})", "String.Array", R"(["rugby"])", false},
      {R"({"x":[{"anything-but":"rugby"}]})", "String", "rugby", false},
      {R"({"x":[{"anything-but":{"prefix":"order-"}}]})", "String", "data-entry", true},
      {R"({"x":[{"anything-but":{"prefix":"order-"}}]})", "String", "order-number", false},
      {R"({"x":[{"anything-but":[100,500]}]})", "Number", "100.1", true},
      {R"({"x":[{"anything-but":[100,500]}]})", "Number", "100.0", false},
      {R"({"x":[{"anything-but":[100,500]}]})", "Number.Array", "[100, 50]", true},
      {R"({"x":[{"equals-ignore-case":"tennis"}]})", "String", "TENNIS", true},
      {R"({"x":[{"equals-ignore-case":"tennis"}]})", "String", "football", false},
      {R"({"x":[{"prefix":"bas"}]})", "String", "basketball", true},
      {R"({"x":[{"prefix":"bas"}]})", "String", "rugby", false},
      {R"({"x":[{"suffix":"ball"}]})", "String", "baseball", true},
      {R"({"x":[{"suffix":"ball"}]})", "String", "ballet", false},
      {R"({"x":[{"prefix":"1"}]})", "Number", "100", false},
      {R"({"x":[{"cidr":"10.0.0.0/24"}]})", "String", "10.0.0.255", true},
      {R"({"x":[{"cidr":"10.0.0.0/24"}]})", "String", "10.1.1.0", false},
      {R"({"x":[{"cidr":"2001:db8::/32"}]})", "String", "2001:db8::1", true},
      {R"({"x":[{"cidr":"10.0.0.0/24"}]})", "String", "nowhere", false},
      {R"({"x":[{"numeric":["=",301.5]}]})", "Number", "3.015e2", true},
      {R"({"x":[{"numeric":["=",301.5]}]})", "Number", "301.51", false},
      {R"({"x":[{"numeric":["=",301.5]}]})", "String", "301.5", false},
      {R"({"x":[{"numeric":["<",0]}]})", "Number", "-1", true},
      {R"({"x":[{"numeric":["<",0]}]})", "Number", "0", false},
      {R"({"x":[{"numeric":[">",0,"<=",150]}]})", "Number", "150", true},
      {R"({"x":[{"numeric":[">",0,"<=",150]}]})", "Number", "150.1", false},
      {R"({"x":[{"numeric":[">",0,"<=",150]}]})", "Number", "0", false},
      {R"({"x":[{"numeric":[">=",0]}]})", "Number", "0", true},
      {R"({"x":[{"exists":true}]})", "String", "fans", true},
      {R"({"x":[{"exists":true}]})", "String", "", false},
      {R"({"x":[{"exists":false}]})", "String", "fans", false},
      {R"({"y":[{"exists":true}]})", "String", "fans", false},
      {R"({"y":[{"exists":false}]})", "String", "fans", true},
      {R"({"x":["a",{"prefix":"b"}]})", "String", "bc", true},
      {R"({"x":["a"],"y":["b"]})", "String", "a", false},
      {R"({"$or":[{"x":["a"]},{"y":["b"]}]})", "String", "a", true},
      {R"({"$or":[{"y":["a"]},{"z":["b"]}]})", "String", "a", false},
      {"{}", "String", "a", true},
  };
  for (const AttributeRow& row : rows) {
    const auto policy = FilterPolicy::parse(row.policy, kAttributes);
    ASSERT_TRUE(policy) << row.policy << ": " << policy.error();
    EXPECT_EQ(policy->accepts(one("x", row.type, row.value), ""), row.accepted)
        << row.policy << " " << row.type << " " << row.value;
  }
}

TEST(FilterPolicy, AMessageWithoutAttributesMatchesNothing) {
  for (const char* text : {R"({"x":[{"exists":false}]})", R"({"x":[null,{"anything-but":"y"}]})"}) {
    const auto policy = FilterPolicy::parse(text, kAttributes);
    ASSERT_TRUE(policy);
    EXPECT_FALSE(policy->accepts({}, "body")) << text;
  }
}

TEST(FilterPolicy, TheBody) {
  const std::string nested = R"({"object":{"key":[{"prefix":"auto-"},"fixed"],
    "inner":[{"exists":false}]},"test":[{"exists":false}]})";
  EXPECT_TRUE(accepts_body(nested, R"({"object":{"key":"auto-test"}})"));
  EXPECT_TRUE(accepts_body(nested, R"({"object":{"key":"fixed"}})"));
  EXPECT_FALSE(accepts_body(nested, R"({"object":{"key":"test-auto"}})"));
  EXPECT_FALSE(accepts_body(nested, R"({"object":{"key":"auto-test"},"test":"x"})"));
  EXPECT_FALSE(accepts_body(nested, R"({"object":{"key":"auto-test","inner":"x"}})"));
  EXPECT_FALSE(accepts_body(nested, R"({"test":"auto-test"})"));
  EXPECT_FALSE(accepts_body(nested, "no JSON"));
  EXPECT_FALSE(accepts_body(nested, R"("text")"));
  const std::string dotted = R"({"object.nested":["v"]})";
  EXPECT_TRUE(accepts_body(dotted, R"({"object":{"nested":"v"}})"));
  EXPECT_TRUE(accepts_body(dotted, R"({"object.nested":"v"})"));
  const std::string listed = R"({"headers":{"route-to":["queue1"]}})";
  EXPECT_TRUE(accepts_body(listed, R"({"headers":{"route-to":["queue1","queue2"]}})"));
  EXPECT_FALSE(accepts_body(listed, R"({"headers":{"route-to":["queue3"]}})"));
  EXPECT_TRUE(accepts_body(R"({"x":[null]})", R"({"x":null})"));
  EXPECT_TRUE(accepts_body(R"({"x":[true]})", R"({"x":true})"));
  EXPECT_FALSE(accepts_body(R"({"x":[true]})", R"({"x":"true"})"));
  EXPECT_TRUE(accepts_body(R"({"x":[5]})", R"({"x":5.0})"));
}

TEST(FilterPolicy, ListsOfObjectsInTheBody) {
  const std::string policy = R"({"Records":{"s3":{"object":{"key":[{"prefix":"auto-"}]}},
    "eventName":[{"prefix":"ObjectCreated:"}]}})";
  EXPECT_TRUE(accepts_body(policy, R"({"Records":[{"eventName":"ObjectCreated:Put",
    "s3":{"object":[[{"key":"auto-1","size":17}]]}},{"eventName":"ObjectRemoved:Delete",
    "s3":{"object":{"key":"home-1"}}}]})"));
  EXPECT_FALSE(accepts_body(policy, R"({"Records":[{"eventName":"ObjectRemoved:Delete",
    "s3":{"object":{"key":"auto-1"}}}]})"));
}

TEST(FilterPolicy, AlternativesInsideOfNames) {
  const std::string policy = R"({"$or":[{"metric":["cpu","disk"]},{"namespace":["ec2","es"]}],
    "detail":{"scope":["Service"],"$or":[{"source":["cloudwatch"]},{"type":["alarm"]}]}})";
  EXPECT_TRUE(
      accepts_body(policy, R"({"metric":"cpu","detail":{"scope":"Service","type":"alarm"}})"));
  EXPECT_TRUE(
      accepts_body(policy, R"({"namespace":"es","detail":{"scope":"Service","type":"alarm"}})"));
  EXPECT_FALSE(accepts_body(policy, R"({"metric":"cpu","detail":{"scope":"Service"}})"));
  EXPECT_FALSE(accepts_body(policy, R"({"metric":"cpu","detail":{"type":"alarm"}})"));
  EXPECT_FALSE(accepts_body(policy, R"({"detail":{"scope":"Service","type":"alarm"}})"));
}

TEST(FilterPolicy, Refusals) {
  const std::pair<const char*, const char*> rows[] = {
      {"{", "failed to parse JSON."},
      {R"({"key":"value"})", "\"key\" must be an object or an array"},
      {R"({"key":[]})", "Empty arrays are not allowed"},
      {R"({"key":[["value"]]})", "Match value must be String, number, true, false, or null"},
      {R"({"key":[{"wrong-operator":true}]})", "Unrecognized match type wrong-operator"},
      {R"({"key":[{"suffix":"a","prefix":"b"}]})", "Only one key allowed in match expression"},
      {R"({"key":[{"suffix":100}]})", "suffix match pattern must be a string"},
      {R"({"key":[{"suffix":[]}]})", "suffix match pattern must be a string"},
      {R"({"key":{"suffix":"value"}})", "\"suffix\" must be an object or an array"},
      {R"({"key":[{"numeric":[]}]})", "Invalid member in numeric match: ]"},
      {R"({"key":[{"numeric":["operator"]}]})", "Unrecognized numeric range operator: operator"},
      {R"({"key":[{"numeric":[1,"<="]}]})", "Invalid member in numeric match: 1"},
      {R"({"key":[{"numeric":["=","000"]}]})", "Value of equals must be numeric"},
      {R"({"key":[{"numeric":[">="]}]})", "Value of >= must be numeric"},
      {R"({"key":[{"numeric":["<",100,">",10]}]})", "Too many elements in numeric expression"},
      {R"({"key":[{"numeric":[">=",1,">",2]}]})", "Bad numeric range operator: >"},
      {R"({"key":[{"numeric":[">",3,"<",1]}]})", "Bottom must be less than top"},
      {R"({"key":[{"numeric":[">",20,"<="]}]})", "Value of <= must be numeric"},
      {R"({"key":[{"numeric":[">",20,30]}]})", "Bad value in numeric range: 30"},
      {R"({"key":[{"numeric":[">",20,"test"]}]})", "Bad numeric range operator: test"},
      {R"({"key":[{"numeric":[">",20,"<","30"]}]})", "Value of < must be numeric"},
      {R"({"key":[{"numeric":[">",20,"<",30,"<",50]}]})",
       "Too many terms in numeric range expression"},
      {R"({"key":[{"exists":null}]})", "exists match pattern must be either true or false."},
      {R"({"key":[{"anything-but":{"suffix":"x"}}]})", "Unsupported anything-but pattern: suffix"},
      {R"({"key":[{"cidr":"10.0.0.0"}]})", "Malformed CIDR, one '/' required"},
      {R"({"key":[{"cidr":"10.0.0.0/x"}]})", "Malformed CIDR, mask bits must be an integer"},
      {R"({"key":[{"cidr":"10.0.0/8"}]})", "Nonstandard IP address: 10.0.0"},
      {R"({"a":[1],"b":[1],"c":[1],"d":[1],"e":[1],"f":[1]})",
       "Filter policy can not have more than 5 keys"},
  };
  for (const auto& [policy, why] : rows) {
    EXPECT_EQ(refusal(policy), "FilterPolicy: " + std::string(why)) << policy;
  }
}

TEST(FilterPolicy, OrIsAnOrdinaryNameUnlessItHasTwoObjectsWithoutOperators) {
  EXPECT_NE(refusal(R"({"$or":[{"numeric":123},{"prefix":"abc"}]})"), "");
  const auto policy = FilterPolicy::parse(R"({"$or":["a"]})", kAttributes);
  ASSERT_TRUE(policy);
  EXPECT_TRUE(policy->accepts(one("$or", "String", "a"), ""));
}

TEST(FilterPolicy, NestedNamesAreForTheBodyOnly) {
  const std::string nested = R"({"object":{"key":["x"]}})";
  EXPECT_EQ(refusal(nested),
            "Filter policy scope MessageAttributes does not support nested filter policy");
  EXPECT_EQ(refusal(nested, kBody), "");
}

TEST(FilterPolicy, CombinationsAreCounted) {
  const std::string complex = "FilterPolicy: Filter policy is too complex";
  EXPECT_EQ(refusal("{\"a\":" + many(150) + "}"), "");
  EXPECT_EQ(refusal("{\"a\":" + many(151) + "}"), complex);
  EXPECT_EQ(refusal("{\"a\":" + many(100) + ",\"b\":" + many(51) + "}"), complex);
  const auto flat = [](std::size_t sources, std::size_t spaces) {
    return "{\"source\":" + many(sources) + ",\"$or\":[{\"name\":" + many(6) +
           "},{\"type\":" + many(4) + ",\"$or\":[{\"id\":" + many(4) +
           "},{\"space\":" + many(spaces) + "}]}]}";
  };
  EXPECT_EQ(refusal(flat(4, 4)), complex);  // 24 + 64 + 64
  EXPECT_EQ(refusal(flat(3, 7)), "");       // 18 + 48 + 84
  const std::string nested = "{\"a\":{\"b\":{\"c\":" + many(4) + "}},\"d\":{\"e\":" + many(3) +
                             "},\"f\":" + many(3) + "}";  // 3 * 4 * 2 * 3 * 3
  EXPECT_EQ(refusal(nested, kBody), complex);
}

}  // namespace sqsproof::semantics
