// From what the user wrote to a statement: the members become the elements of a policy, with the
// places they have, and the reader of policies does the rest.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "policy/decide/match.h"
#include "policy/document/parse.h"
#include "policy/support/words.h"
#include "properties/access/expectations/expectation.h"

namespace sqsproof::properties {
namespace {

using policy::JsonMember;
using policy::JsonValue;
using Kind = JsonValue::Kind;

constexpr std::array<std::string_view, 5> kMembers = {"principals", "actions", "queues",
                                                      "condition", "why"};

JsonValue text_value(std::string text, policy::Place place) {
  JsonValue value;
  value.kind = Kind::string;
  value.text = std::move(text);
  value.place = place;
  return value;
}

JsonValue list_of(std::vector<JsonValue> items, policy::Place place) {
  JsonValue value;
  value.kind = Kind::array;
  value.items = std::move(items);
  value.place = place;
  return value;
}

JsonValue object_of(std::vector<JsonMember> members, policy::Place place) {
  JsonValue value;
  value.kind = Kind::object;
  value.members = std::move(members);
  value.place = place;
  return value;
}

class Reader {
 public:
  Reader(const policy::Source& source, Expectation::Kind kind, const policy::Vocabulary& vocabulary)
      : source_(source), kind_(kind), vocabulary_(vocabulary) {}

  policy::Result<Expectation> read(const JsonValue& value) {
    place_ = value.place;
    for (const JsonMember& member : value.members) check_name(member);
    const auto principals = texts(value, "principals", true);
    const auto actions = texts(value, "actions", true);
    for (const JsonValue& action : actions) check_action(action);
    if (!problems_.empty()) return tl::unexpected(problems_);
    const JsonValue document = document_of(value, principals, actions);
    policy::Parsed parsed = policy::parse_policy(source_, document);
    if (!parsed.document) return tl::unexpected(std::move(parsed.diagnostics));
    // Callers without an account have no name in a policy; IAM/reference_policies_variables.
    for (const std::size_t index : anonymous_) {
      parsed.document->statements[index].conditions.push_back(
          condition("StringEquals", "aws:PrincipalType", {"Anonymous"}));
    }
    Expectation result{kind_, std::move(*parsed.document), {}, {}, place_};
    for (const JsonValue& one : principals) {
      result.who += (result.who.empty() ? "" : ", ") + one.text;
    }
    for (const JsonValue& one : texts(value, "why", false)) result.why = one.text;
    return result;
  }

 private:
  void problem(std::string message, policy::Place place, std::string help) {
    problems_.push_back({"config/expectation",
                         policy::Severity::error,
                         std::move(message),
                         source_,
                         place,
                         {},
                         std::move(help)});
  }

  void check_name(const JsonMember& member) {
    if (std::find(kMembers.begin(), kMembers.end(), member.name) != kMembers.end()) return;
    const auto near = policy::nearest_word(member.name, kMembers);
    problem(fmt::format("`{}` is not a part of {}", member.name, name_of(kind_)), member.name_place,
            near ? fmt::format("did you mean `{}`?", *near)
                 : "there are principals, actions, queues, condition and why");
  }

  /// A text, or a list of texts that is not empty.
  std::vector<JsonValue> texts(const JsonValue& value, std::string_view name, bool needed) {
    const JsonValue* member = policy::member_of(value, name);
    if (member == nullptr) {
      if (needed) {
        problem(fmt::format("{} has no {}", name_of(kind_), name), value.place,
                fmt::format("say which {} are meant; `*` is all", name));
      }
      return {};
    }
    std::vector<JsonValue> found;
    if (member->kind == Kind::string) found.push_back(*member);
    if (member->kind == Kind::array) found = member->items;
    const bool all_texts = std::all_of(
        found.begin(), found.end(), [](const JsonValue& one) { return one.kind == Kind::string; });
    if (found.empty() || !all_texts) {
      problem(fmt::format("{} is not a list of strings", name), member->place,
              "write [\"…\", \"…\"]");
      return {};
    }
    return found;
  }

  /// Names of actions without wildcards, or with one that fits some action.
  void check_action(const JsonValue& action) {
    policy::Patterns patterns;
    patterns.entries.push_back({action.text, action.place});
    std::vector<std::string_view> names;
    for (const auto& one : vocabulary_.actions) {
      if (policy::action_matches(patterns, one.name) == policy::Truth::yes) return;
      names.push_back(one.name);
    }
    for (const auto& one : vocabulary_.actions) {
      if (!policy::equal_ignoring_case(action.text, one.covers_batch)) continue;
      problem(fmt::format("`{}` is not an action that policies grant", action.text), action.place,
              fmt::format("write `{}`, which its calls are authorised by", one.name));
      return;
    }
    const auto near = policy::nearest_word(action.text, names);
    problem(fmt::format("`{}` is not an action of SQS", action.text), action.place,
            near ? fmt::format("did you mean `{}`?", *near)
                 : "write its name with the prefix, for example `sqs:SendMessage`");
  }

  static JsonMember member(std::string_view name, JsonValue value) {
    return {std::string(name), value.place, std::move(value)};
  }

  /// `queue-name` is every queue of that name.
  JsonValue resources_of(const JsonValue& value) {
    std::vector<JsonValue> queues = texts(value, "queues", false);
    if (queues.empty()) queues.push_back(text_value("*", place_));
    for (JsonValue& queue : queues) {
      if (queue.text != "*" && !queue.text.starts_with("arn:")) {
        queue.text = "arn:*:sqs:*:*:" + queue.text;
      }
    }
    return list_of(std::move(queues), place_);
  }

  JsonValue statement_of(const JsonValue& value, JsonValue principal,
                         const std::vector<JsonValue>& actions) {
    std::vector<JsonMember> members = {
        member("Effect", text_value("Allow", place_)), member("Principal", std::move(principal)),
        member("Action", list_of(actions, place_)), member("Resource", resources_of(value))};
    if (const JsonValue* condition = policy::member_of(value, "condition")) {
      members.push_back(member("Condition", *condition));
    }
    return object_of(std::move(members), place_);
  }

  JsonValue document_of(const JsonValue& value, const std::vector<JsonValue>& principals,
                        const std::vector<JsonValue>& actions) {
    std::vector<JsonValue> aws;
    std::vector<JsonValue> services;
    std::vector<JsonValue> statements;
    for (const JsonValue& one : principals) {
      const bool anonymous = one.text == "anonymous";
      if (anonymous) anonymous_.push_back(statements.size());
      if (anonymous || one.text == "*") {
        statements.push_back(statement_of(value, text_value("*", one.place), actions));
      } else {
        (one.text.find(".amazonaws.") != std::string::npos ? services : aws).push_back(one);
      }
    }
    std::vector<JsonMember> named;
    if (!aws.empty()) named.push_back(member("AWS", list_of(std::move(aws), place_)));
    if (!services.empty()) named.push_back(member("Service", list_of(std::move(services), place_)));
    if (!named.empty()) {
      statements.push_back(statement_of(value, object_of(std::move(named), place_), actions));
    }
    return object_of({member("Version", text_value("2012-10-17", place_)),
                      member("Statement", list_of(std::move(statements), place_))},
                     place_);
  }

  const policy::Source& source_;
  Expectation::Kind kind_;
  const policy::Vocabulary& vocabulary_;
  policy::Place place_;
  std::vector<std::size_t> anonymous_;  ///< statements
  policy::Diagnostics problems_;
};

std::vector<JsonValue> words_of_line(const std::string& text, std::string_view separators,
                                     std::size_t begin, std::size_t end) {
  std::vector<JsonValue> words;
  while (begin < end) {
    const std::size_t stop = std::min(text.find_first_of(separators, begin), end);
    if (stop > begin) words.push_back(text_value(text.substr(begin, stop - begin), {begin, stop}));
    begin = stop + 1;
  }
  return words;
}

}  // namespace

policy::Result<Expectation> read_expectation(const policy::Source& source,
                                             const policy::JsonValue& value, Expectation::Kind kind,
                                             const policy::Vocabulary& vocabulary) {
  return Reader(source, kind, vocabulary).read(value);
}

policy::Result<Expectation> read_expectation(const std::string& name, const std::string& text,
                                             Expectation::Kind kind,
                                             const policy::Vocabulary& vocabulary) {
  const auto source = std::make_shared<const policy::SourceText>(policy::SourceText{name, text});
  const policy::Place place{0, text.size()};
  const std::vector<JsonValue> words = words_of_line(text, " \t", 0, text.size());
  if (words.size() < 2) {
    return tl::unexpected(policy::Diagnostics{
        {"config/expectation",
         policy::Severity::error,
         "it names no action",
         source,
         place,
         {},
         "write 'PRINCIPAL ACTION[,ACTION]', for example 's3.amazonaws.com sqs:SendMessage'"}});
  }
  JsonValue value = object_of({}, place);
  value.members.push_back({"principals", words[0].place, list_of({words[0]}, words[0].place)});
  value.members.push_back(
      {"actions", words[1].place,
       list_of(words_of_line(text, ", \t", words[1].place.begin, text.size()), words[1].place)});
  return read_expectation(source, value, kind, vocabulary);
}

bool is_about(const Expectation& expectation, const std::string& queue_arn) {
  policy::Request request;
  request.resource = queue_arn;
  const auto& statements = expectation.requests.statements;
  return std::any_of(statements.begin(), statements.end(), [&](const policy::Statement& one) {
    return policy::resource_matches(one.resources, one.effect, request) != policy::Truth::no;
  });
}

}  // namespace sqsproof::properties
