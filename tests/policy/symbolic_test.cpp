// The symbolic definition against the authorizer, test by test: a request is written as values of
// the variables, and every literal must be true of them exactly when the authorizer says so.
#include <gtest/gtest.h>

#include "policy/decide/condition.h"
#include "policy/decide/match.h"
#include "policy/symbolic/encode.h"
#include "tests/policy/random_policies.h"

namespace sqsproof::policy {
namespace {

std::string first_value(const Request& request, std::string_view key) {
  const std::string* value = value_of(request, key);
  return value == nullptr ? "" : *value;
}

/// The joint string of the caller, written down again from the description in callers.h.
std::string caller_string(const Request& request) {
  const Caller& caller = request.caller;
  if (caller.kind == CallerKind::anonymous) return "N";
  if (caller.kind == CallerKind::service) return "S:" + caller.service;
  const std::string arn = "A:" + first_value(request, "aws:principalarn");
  const bool has_id = caller.kind == CallerKind::user || caller.kind == CallerKind::role;
  return has_id ? arn + "\1" + first_value(request, "aws:userid") : arn;
}

std::string source_string(const Request& request) {
  const std::string arn = first_value(request, "aws:sourcearn");
  const std::string account = first_value(request, "aws:sourceaccount");
  if (arn.empty() && account.empty()) return "-";
  if (arn.empty()) return "a" + account;
  if (account.empty()) return "r" + arn;
  return arn.find("::") == std::string::npos ? "R" + arn : "B" + arn + "\1" + account;
}

/// The value of the variable that carries a key.
std::string variable_string(const Request& request, const std::string& key, const KeyView& view) {
  if (view.variable == Space::kCaller) return caller_string(request);
  if (key == "aws:sourcearn" || key == "aws:sourceaccount") return source_string(request);
  const std::string paths = "aws:principalorgpaths";
  std::string carrier = key == "aws:principalorgid" ? paths : key;
  if (key == "aws:resourceorgid") carrier = "aws:resourceorgpaths";
  if (key == "aws:sourceorgid") carrier = "aws:sourceorgpaths";
  const bool chain = key.starts_with("aws:calledvia");
  if (chain) carrier = "aws:calledvia";
  if (key == "aws:epochtime") carrier = "aws:currenttime";
  const auto found = request.context.find(carrier);
  if (view.list || chain) {
    std::string list;
    if (found == request.context.end()) return list;
    for (const std::string& element : found->second.values) list += element + "\4";
    return list;
  }
  return found == request.context.end() ? "\3" : found->second.values.front();
}

bool is_true(const Literal& literal, const Request& request, Space& space);

/// A relation between keys is what its instance for the request's values says.
std::optional<bool> relation_holds(VariableId variable, const Request& request, Space& space) {
  for (const Relation& relation : space.relations()) {
    for (const Reading reading : {Reading::certain, Reading::possible}) {
      const std::size_t index = reading == Reading::possible ? 1 : 0;
      if (relation.variables[index] != variable) continue;
      const bool absent = !relation.key.empty() && value_of(request, relation.key) == nullptr;
      const bool sure = absence_of(relation.key, request.caller) == Absence::sure;
      if (absent && sure) return relation.when_absent[index];
      if (absent && relation.when_unsure[index]) return relation.when_unsure[index];
      return is_true(relation.given(request, reading), request, space);
    }
  }
  return std::nullopt;
}

bool is_true(const Literal& literal, const Request& request, Space& space) {
  if (literal.kind != Literal::Kind::atom) return literal.kind == Literal::Kind::always;
  const Space::Atom atom = space.atoms()[literal.atom];
  if (const auto related = relation_holds(atom.variable, request, space)) {
    return *related == literal.positive;
  }
  std::string value = atom.variable == Space::kAction ? request.action : caller_string(request);
  for (const auto& [key, view] : space.keys()) {
    if (view.variable == atom.variable) value = variable_string(request, key, view);
  }
  EXPECT_TRUE(
      space.theory(atom.variable).in_domain(LanguageStore::of_this_thread().numbered(value)))
      << space.name_of(atom.variable) << ": " << value;
  return space.theory(atom.variable).contains(atom.language, value) == literal.positive;
}

bool is_true(const Conjunction& conjunction, const Request& request, Space& space) {
  if (conjunction.never) return false;
  return std::all_of(conjunction.literals.begin(), conjunction.literals.end(),
                     [&](const Literal& literal) { return is_true(literal, request, space); });
}

Truth applies(const Document& document, std::size_t index, const Request& request) {
  return authorize(document, request, semantics::sqs_vocabulary()).statements[index].applies;
}

}  // namespace

TEST(Symbolic, ConditionsMeanWhatTheAuthorizerSays) {
  std::size_t counts[3] = {0, 0, 0};
  for (unsigned seed = 1; seed <= 4000; ++seed) {
    Random random(seed);
    const std::string block = "{" + random_condition(random) + "}";
    for (const Condition& condition : conditions_of(block)) {
      Space space(kQueue, semantics::sqs_vocabulary());
      const Literal certain = encode(condition, Reading::certain, space);
      const Literal possible = encode(condition, Reading::possible, space);
      for (int i = 0; i < 25; ++i) {
        const Request request = random_request(random);
        const Truth truth = holds(condition, request);
        ++counts[static_cast<int>(truth)];
        ASSERT_EQ(is_true(certain, request, space), truth == Truth::yes)
            << block << "\n"
            << to_json(request) << " certain, seed " << seed;
        ASSERT_EQ(is_true(possible, request, space), truth != Truth::no)
            << block << "\n"
            << to_json(request) << " possible, seed " << seed;
      }
    }
  }
  for (std::size_t count : counts) EXPECT_GT(count, 3000U);
}

TEST(Symbolic, StatementsMeanWhatTheAuthorizerSays) {
  std::size_t counts[3] = {0, 0, 0};
  for (unsigned seed = 1; seed <= 3000; ++seed) {
    Random random(seed);
    const std::string json = policy_of({random_statement(random)});
    const Document document = document_of(json);
    Space first_space(kQueue, semantics::sqs_vocabulary());
    const auto first = encode(document.statements[0], first_space);
    Space space(kQueue, semantics::sqs_vocabulary());
    const auto again = encode(document.statements[0], space);
    // What was said before has the same atoms, in the same order.
    ASSERT_EQ(first, again) << json;
    const auto& [certain, possible] = again;
    for (int i = 0; i < 25; ++i) {
      const Request request = random_request(random);
      const Truth truth = applies(document, 0, request);
      ++counts[static_cast<int>(truth)];
      ASSERT_EQ(is_true(certain, request, space), truth == Truth::yes)
          << json << "\n"
          << to_json(request) << " certain";
      ASSERT_EQ(is_true(possible, request, space), truth != Truth::no)
          << json << "\n"
          << to_json(request) << " possible";
    }
  }
  for (std::size_t count : counts) EXPECT_GT(count, 1000U);
}

TEST(Symbolic, PrincipalElementsMeanWhatTheAuthorizerSays) {
  std::vector<std::string> elements = principal_elements();
  elements.emplace_back("\"*\"");
  std::size_t counts[3] = {0, 0, 0};
  for (const std::string& element : elements) {
    for (const std::string name : {"Principal", "NotPrincipal"}) {
      for (const std::string effect : {"Allow", "Deny"}) {
        const std::string json = policy_of({R"("Effect":")" + effect + "\",\"" + name +
                                            "\":" + element + R"(,"Action":"*","Resource":"*")"});
        const Document document = document_of(json);
        Space space(kQueue, semantics::sqs_vocabulary());
        const Conjunction certain = encode(document.statements[0], Reading::certain, {}, space);
        const Conjunction possible = encode(document.statements[0], Reading::possible, {}, space);
        Random random(7);
        for (int i = 0; i < 400; ++i) {
          const Request request = random_request(random);
          const Truth truth = applies(document, 0, request);
          ++counts[static_cast<int>(truth)];
          ASSERT_EQ(is_true(certain, request, space), truth == Truth::yes)
              << json << "\n"
              << to_json(request) << " certain";
          ASSERT_EQ(is_true(possible, request, space), truth != Truth::no)
              << json << "\n"
              << to_json(request) << " possible";
        }
      }
    }
  }
  for (std::size_t count : counts) EXPECT_GT(count, 300U);
}

// What a variable says is what the request says: decoding undoes the writing down.
TEST(Symbolic, DecodingGivesTheRequestBack) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    Random random(seed);
    Space space(kQueue, semantics::sqs_vocabulary());
    for (const KeyWords& words : key_words()) {
      std::string lower = words.key;
      for (char& c : lower) c = static_cast<char>(std::tolower(c));
      static_cast<void>(space.key(lower, words.key));
    }
    const Request request = random_request(random);
    for (const auto& [lower, value] : request.context) {
      static_cast<void>(space.key(std::string(lower), value.key));
    }
    Request decoded;
    decoded.resource = kQueue;
    decoded.action = request.action;
    space.decode(Space::kCaller, caller_string(request), decoded);
    for (const auto& [key, view] : space.keys()) {
      if (view.variable == Space::kCaller || key == "aws:resourceaccount") continue;
      space.decode(view.variable, variable_string(request, key, view), decoded);
    }
    complete(decoded);
    EXPECT_EQ(to_json(decoded), to_json(request));
  }
}

}  // namespace sqsproof::policy
