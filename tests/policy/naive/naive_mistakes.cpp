#include "tests/policy/naive/naive_mistakes.h"

#include <functional>

namespace sqsproof::tests::naive {
namespace {

using Mistake = std::function<void(Json& policy, Json& statement)>;

void in_document(std::vector<Mistake>& mistakes) {
  mistakes.push_back([](Json& p, Json&) { p["Version"] = "2012-10-18"; });
  mistakes.push_back([](Json& p, Json&) { p["Statements"] = Json::array(); });
  mistakes.push_back([](Json& p, Json&) { p["Id"] = 7; });
  mistakes.push_back([](Json& p, Json&) { p["Statement"] = Json::array(); });
  mistakes.push_back([](Json& p, Json&) { p.erase("Statement"); });
}

void in_statement(std::vector<Mistake>& mistakes) {
  mistakes.push_back([](Json&, Json& s) { s["Effect"] = "allow"; });
  mistakes.push_back([](Json&, Json& s) { s.erase("Effect"); });
  mistakes.push_back([](Json&, Json& s) { s["Actions"] = "*"; });
  mistakes.push_back([](Json&, Json& s) { s["NotPrincipal"] = s["Principal"] = "*"; });
  mistakes.push_back([](Json&, Json& s) { s.erase("Principal"), s.erase("NotPrincipal"); });
  mistakes.push_back([](Json&, Json& s) { s.erase("Action"), s.erase("NotAction"); });
  mistakes.push_back([](Json&, Json& s) { s.erase("Resource"), s.erase("NotResource"); });
  mistakes.push_back([](Json&, Json& s) { s["Sid"] = true; });
  for (const char* action : {"SendMessage", "s?s:*", "*:SendMessage", ":SendMessage"}) {
    mistakes.push_back([action](Json&, Json& s) { s.erase("NotAction"), s["Action"] = action; });
  }
  mistakes.push_back([](Json&, Json& s) { s.erase("NotResource"), s["Resource"] = 7; });
  for (const char* text : {"arn:aws:iam::111122223333:role/*", "12345", "1111*",
                           "arn:aws:iam::111122223333:group/g", "alice"}) {
    mistakes.push_back([text](Json&, Json& s) {
      s.erase("NotPrincipal"), s["Principal"] = {{"AWS", text}};
    });
  }
  for (const char* text : {"*", "s3"}) {
    mistakes.push_back([text](Json&, Json& s) {
      s.erase("NotPrincipal"), s["Principal"] = {{"Service", text}};
    });
  }
  mistakes.push_back([](Json&, Json& s) {
    s.erase("NotPrincipal"), s["Principal"] = {{"Aws", "*"}};
  });
  mistakes.push_back([](Json&, Json& s) { s.erase("NotPrincipal"), s["Principal"] = "12345"; });
}

void in_condition(std::vector<Mistake>& mistakes) {
  const auto add = [&](const char* name, const Json& keys) {
    mistakes.push_back([name, keys](Json&, Json& s) { s["Condition"][name] = keys; });
  };
  add("StringEqual", {{"aws:Referer", "a"}});
  add("ForSomeValues:StringEquals", {{"aws:TagKeys", "a"}});
  add("NullIfExists", {{"aws:Referer", "true"}});
  add("Null", {{"aws:Referer", "yes"}});
  add("StringLike", {{"Referer", "a"}});
  add("StringLike", {{"aws:Referer", nullptr}});
  add("StringLike", {{"aws:Referer", {{"a", "b"}}}});
  add("StringLike", {{"aws:Referer", "a"}, {"aws:referer", "b"}});
  add("StringLike", "aws:Referer");
  add("nullifexists", {{"aws:Referer", "true"}});
  add("null", {{"aws:Referer", "yes"}});
  for (const char* number : {"1.0", "1e3", "12345678901234567890", "0.1234567890123456"}) {
    add("NumericEquals", {{"aws:TokenAge", Json::parse(number)}});
  }
  for (const char* text : {"${", "${}", "${aws:username", "${ aws:username}",
                           "${aws:username, nobody}", "a${aws:username,'x'}"}) {
    add("StringNotEquals", {{"aws:Referer", text}});  // ordinary text under 2008-10-17
    mistakes.push_back([text](Json&, Json& s) {
      s.erase("NotResource");
      s["Resource"] = "arn:aws:sqs:us-east-1:111122223333:" + std::string(text);
    });
  }
}

}  // namespace

void make_mistake(Dice& dice, Json& policy) {
  static const std::vector<Mistake> kMistakes = [] {
    std::vector<Mistake> mistakes;
    in_document(mistakes);
    in_statement(mistakes);
    in_condition(mistakes);
    return mistakes;
  }();
  Json& statements = policy["Statement"];
  dice.of(kMistakes)(policy, statements[dice.below(statements.size())]);
}

}  // namespace sqsproof::tests::naive
