// Two readings of AWS's documentation, written apart, have to agree: the authorizer and the naive
// definition, on random policies and requests made of the same words. RapidCheck makes a
// disagreement small. SQSPROOF_LONG=1 tries many more policies.
#include <cstdlib>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck.h>
#include <sstream>

#include "policy/decide/authorize.h"
#include "policy/decide/condition.h"
#include "policy/document/parse.h"
#include "semantics/vocabulary.h"
#include "tests/policy/naive/naive.h"
#include "tests/policy/naive/naive_generator.h"

namespace sqsproof::tests::naive {

struct Sample {
  Json policy;
  std::vector<Json> requests;
};

void showValue(const Sample& sample, std::ostream& out) {
  out << sample.policy.dump() << '\n';
  for (const Json& request : sample.requests) out << request.dump() << '\n';
}

namespace {

constexpr std::size_t kRequests = 8;

policy::Source source_of(const Json& json) {
  return std::make_shared<const policy::SourceText>(policy::SourceText{"sample", json.dump()});
}

std::vector<Sample> smaller_samples(const Sample& sample) {
  std::vector<Sample> results;
  if (sample.requests.size() > 1) {
    for (const Json& request : sample.requests) results.push_back({sample.policy, {request}});
    return results;
  }
  for (Json& policy : smaller(sample.policy)) results.push_back({policy, sample.requests});
  for (Json& context : smaller(sample.requests.front().at("context"))) {
    Sample next = sample;
    next.requests.front()["context"] = context;
    results.push_back(next);
  }
  if (sample.requests.front().contains("identity")) {
    Sample next = sample;
    next.requests.front().erase("identity");
    results.push_back(next);
  }
  return results;
}

rc::Gen<Sample> samples() {
  return [](const rc::Random& random, int) {
    rc::Random source = random;
    Dice dice(source.next());
    Sample sample{random_policy(dice), {}};
    for (std::size_t i = 0; i < kRequests; ++i) {
      sample.requests.push_back(random_request(dice, sample.policy));
    }
    return rc::shrinkable::shrinkRecur(std::move(sample), [](const Sample& one) {
      return rc::seq::fromContainer(smaller_samples(one));
    });
  };
}

/// How often each came up: conditions by operator and by qualifier, and how they came out.
struct Tally {
  std::size_t policies = 0;
  std::size_t refused = 0;
  std::size_t requests = 0;
  std::map<std::string, std::size_t> outcomes, applies, conditions;
};

void count_conditions(const policy::Document& document, const policy::Request& request,
                      Tally& tally) {
  for (const auto& statement : document.statements) {
    for (const auto& condition : statement.conditions) {
      const std::string_view result = policy::name_of(policy::holds(condition, request));
      const std::string_view written = condition.operator_text;
      const std::size_t colon = written.find(':');
      std::string form =
          colon == std::string_view::npos ? "plain" : std::string(written.substr(0, colon));
      if (condition.if_exists) form += " IfExists";
      ++tally.conditions[fmt::format("{} {}", condition.op->name, result)];
      ++tally.conditions[fmt::format("{} {}", form, result)];
      ++tally.conditions[std::string(written)];
    }
  }
}

/// Empty when both agree.
std::string disagreement(const policy::Document& document, const Json& policy, const Json& request,
                         Tally& tally) {
  const auto read = policy::read_request(source_of(request));
  if (!read) return "request refused: " + read.error().front().message;
  const auto decision = policy::authorize(document, *read, semantics::sqs_vocabulary());
  const auto outcome = policy::decide(document, *read, semantics::sqs_vocabulary());
  if (outcome != decision.outcome) return "authorize and decide differ";
  count_conditions(document, *read, tally);
  ++tally.requests;
  const Answer naive = decide(policy.dump(), request.dump());
  ++tally.outcomes[naive.outcome];
  for (std::size_t i = 0; i < naive.applies.size(); ++i) {
    const auto& trace = decision.statements.at(i);
    ++tally.applies[naive.applies[i]];
    if (naive.applies[i] == policy::name_of(trace.applies)) continue;
    return "statement " + std::to_string(i) + ": product " +
           std::string(policy::name_of(trace.applies)) + " (" + trace.why + "), naive " +
           naive.applies[i];
  }
  if (naive.outcome == policy::name_of(outcome)) return "";
  return "product " + std::string(policy::name_of(outcome)) + ", naive " + naive.outcome;
}

std::string disagreement(const Sample& sample, Tally& tally) {
  const auto parsed = policy::parse_policy(source_of(sample.policy));
  const auto refused = refusal(sample.policy.dump());
  ++tally.policies;
  if (parsed.document.has_value() == refused.has_value()) {
    return refused ? "only the naive one refuses: " + *refused
                   : "only the product refuses: " + parsed.diagnostics.front().message;
  }
  if (refused) {
    ++tally.refused;
    return "";
  }
  for (const Json& request : sample.requests) {
    const std::string found = disagreement(*parsed.document, sample.policy, request, tally);
    if (!found.empty()) return found;
  }
  return "";
}

rc::detail::TestResult compare(int policies, std::uint64_t seed, Tally& tally) {
  rc::detail::TestParams params;
  params.seed = seed;
  params.maxSuccess = policies;
  rc::detail::TestMetadata metadata;
  metadata.id = metadata.description = "the authorizer and the naive definition agree";
  return rc::detail::checkTestable(
      [&] {
        const Sample sample = *samples();
        const std::string found = disagreement(sample, tally);
        if (!found.empty()) RC_FAIL(found);
      },
      metadata, params);
}

std::size_t at(const std::map<std::string, std::size_t>& counts, const std::string& name) {
  const auto found = counts.find(name);
  return found == counts.end() ? 0 : found->second;
}

/// Otherwise the test would not have tested much.
void expect_nothing_was_vacuous(const Tally& tally) {
  EXPECT_LT(tally.refused * 5, tally.policies);
  EXPECT_GT(tally.refused * 50, tally.policies);
  for (const char* outcome : {"allow", "explicit-deny", "no-match", "undecided"}) {
    EXPECT_GT(at(tally.outcomes, outcome), tally.requests / 20) << outcome;
  }
  for (const char* truth : {"true", "false", "unknown"}) {
    EXPECT_GT(at(tally.applies, truth), tally.requests / 10) << truth;
    const std::string result = std::string(" ") + truth;
    for (const auto& op : policy::all_operators()) {
      const std::string name = std::string(op.name) + result;
      if (result != " unknown") {
        EXPECT_GT(at(tally.conditions, name), tally.requests / 1000) << name;
      } else if (op.kind != policy::ValueKind::presence) {
        EXPECT_GT(at(tally.conditions, name), 0U) << name;
      }
    }
    for (const char* form : {"plain", "plain IfExists", "ForAllValues", "ForAllValues IfExists",
                             "ForAnyValue", "ForAnyValue IfExists"}) {
      EXPECT_GT(at(tally.conditions, form + result), tally.requests / 500) << form << result;
    }
  }
}

/// Each operator with each qualifier and suffix; a short run does not get to all of them.
void expect_every_spelling(const Tally& tally) {
  for (const auto& op : policy::all_operators()) {
    for (const char* qualifier : {"", "ForAllValues:", "ForAnyValue:"}) {
      for (const char* suffix : {"", "IfExists"}) {
        const std::string name = qualifier + std::string(op.name) + suffix;
        if (op.kind == policy::ValueKind::presence && *suffix != '\0') continue;
        EXPECT_GT(at(tally.conditions, name), 0U) << name;
      }
    }
  }
}

void print(const Tally& tally) {
  fmt::print("{} policies, {} refused by both, {} requests\n", tally.policies, tally.refused,
             tally.requests);
  for (const auto& [name, count] : tally.outcomes) fmt::print("  {}: {}\n", name, count);
  for (const auto& [name, count] : tally.applies) fmt::print("  applies {}: {}\n", name, count);
}

}  // namespace

TEST(NaiveDifferential, AgreesWithTheAuthorizer) {
  const bool long_run = std::getenv("SQSPROOF_LONG") != nullptr;
  Tally tally;
  const auto result = compare(long_run ? 120'000 : 3'000, long_run ? 2 : 1, tally);
  std::ostringstream report;
  rc::detail::printResultMessage(result, report);
  ASSERT_TRUE(result.template is<rc::detail::SuccessResult>()) << report.str();
  print(tally);
  expect_nothing_was_vacuous(tally);
  if (long_run) expect_every_spelling(tally);
}

}  // namespace sqsproof::tests::naive
