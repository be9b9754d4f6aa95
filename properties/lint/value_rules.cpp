// Values of conditions: malformed ones, private addresses, ARNs that match nothing, placeholders.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "policy/support/words.h"
#include "policy/values/arn.h"
#include "policy/values/decimal.h"
#include "policy/values/glob.h"
#include "policy/values/instant.h"
#include "policy/values/ip.h"
#include "properties/lint/arn_shape.h"
#include "properties/lint/lint.h"
#include "properties/report/edits.h"

namespace sqsproof::properties {
namespace {

using policy::Condition;
using policy::Severity;
using policy::Statement;
using policy::Text;
using policy::ValueKind;

/// Accounts of AWS's documentation. IAM user guide (example account numbers)
constexpr std::array<std::string_view, 4> kExamples = {"111122223333", "123456789012",
                                                       "444455556666", "777788889999"};

template <class Look>
void for_each_value(const LintSubject& subject, Look look) {
  for (const Statement& statement : subject.policy->statements) {
    for (const Condition& condition : statement.conditions) {
      for (const Text& value : condition.values) look(statement, condition, value);
    }
  }
}

/// What a value should have been; empty when it is well formed.
std::string_view wanted_form(const Condition& condition, const std::string& text) {
  switch (condition.op->kind) {
    case ValueKind::number:
      return policy::parse_decimal(text) ? "" : "a number";
    case ValueKind::date:
      return policy::parse_instant(text) ? "" : "a date such as 2026-11-21T10:30:00Z";
    case ValueKind::ip:
      return policy::parse_ip_range(text) ? "" : "an address or range such as 203.0.113.0/24";
    case ValueKind::boolean:
      return text == "true" || text == "false" ? "" : "`true` or `false`";
    case ValueKind::string:
    case ValueKind::binary:
    case ValueKind::arn:
    case ValueKind::presence:
      return "";
  }
  return "";
}

void malformed_value(const LintSubject& subject, LintReport& report) {
  for_each_value(
      subject, [&](const Statement& statement, const Condition& condition, const Text& value) {
        const std::string_view wanted = wanted_form(condition, value.text);
        if (wanted.empty()) return;
        Finding& finding = report.add(&statement, value.place,
                                      fmt::format("`{}` under `{}`: what it does is not documented",
                                                  value.text, condition.operator_text),
                                      fmt::format("write {}", wanted));
        const std::string lower = policy::to_lower(value.text);
        if (condition.op->kind == ValueKind::boolean && (lower == "true" || lower == "false")) {
          finding.fix =
              Fix{"write the boolean in lower case", {{value.place, json_string(lower)}}, false};
        }
      });
}

void malformed_arn(const LintSubject& subject, LintReport& report) {
  for_each_value(subject, [&](const Statement& statement, const Condition& condition,
                              const Text& value) {
    if (condition.op->kind != ValueKind::arn || value.text == "*" || value.variables) return;
    const auto parts = policy::split_arn(value.text);
    if (!parts) {
      report.add(&statement, value.place,
                 fmt::format("`{}` is not an ARN of six parts: nothing matches it", value.text),
                 "write `arn:partition:service:region:account:resource`; a wildcard stays inside "
                 "its part");
      return;
    }
    const std::string wrong = wrong_with(*parts);
    if (wrong.empty()) return;
    report.add(&statement, value.place, fmt::format("`{}` is no ARN: {}", value.text, wrong),
               "correct the ARN; as it stands, nothing matches it");
  });
}

void lone_star(const LintSubject& subject, LintReport& report) {
  for_each_value(subject, [&](const Statement& statement, const Condition& condition,
                              const Text& value) {
    if (condition.op->kind != ValueKind::arn || value.text != "*") return;
    report.add(&statement, value.place, "`*` is not an ARN: whether it matches is not documented",
               "write `arn:*:*:*:*:*`, or Null to ask for the key");
  });
}

/// Whether all of the range is private.
bool is_private(const policy::IpRange& range) {
  constexpr std::array<std::pair<std::string_view, int>, 6> kPrivate = {{{"10.0.0.0", 8},
                                                                         {"172.16.0.0", 12},
                                                                         {"192.168.0.0", 16},
                                                                         {"127.0.0.0", 8},
                                                                         {"169.254.0.0", 16},
                                                                         {"fc00::", 7}}};
  return std::any_of(kPrivate.begin(), kPrivate.end(), [&](const auto& row) {
    return range.prefix_bits >= row.second &&
           policy::in_range(range.address, *policy::parse_ip(row.first), row.second);
  });
}

void private_address(const LintSubject& subject, LintReport& report) {
  for_each_value(subject, [&](const Statement& statement, const Condition& condition,
                              const Text& value) {
    if (condition.op->kind != ValueKind::ip || condition.key != "aws:sourceip") return;
    const auto range = policy::parse_ip_range(value.text);
    if (!range || !is_private(*range)) return;
    const bool negated = condition.op->polarity == policy::Polarity::negated;
    report.add(&statement, value.place,
               fmt::format("`{}` is private: aws:SourceIp shows public addresses only, so {}",
                           value.text, negated ? "it excludes nobody" : "nobody ever matches it"),
               "use aws:VpcSourceIp together with aws:SourceVpc");
  });
}

void host_bits(const LintSubject& subject, LintReport& report) {
  for_each_value(subject, [&](const Statement& statement, const Condition& condition,
                              const Text& value) {
    if (condition.op->kind != ValueKind::ip) return;
    const auto range = policy::parse_ip_range(value.text);
    if (!range || !range->prefix_given) return;
    policy::IpAddress network = range->address;
    const std::size_t size = network.v6 ? 16 : 4;
    bool set = false;
    for (std::size_t bit = static_cast<std::size_t>(range->prefix_bits); bit < size * 8; ++bit) {
      set = set || (network.bytes[bit / 8] >> (7 - bit % 8) & 1) != 0;
    }
    if (!set) return;
    report.add(&statement, value.place,
               fmt::format("bits behind the prefix of `{}` are ignored", value.text),
               "write the first address of the range");
  });
}

void several_booleans(const LintSubject& subject, LintReport& report) {
  for (const Statement& statement : subject.policy->statements) {
    for (const Condition& condition : statement.conditions) {
      if (condition.op->kind != ValueKind::boolean || condition.values.size() < 2) continue;
      const auto has = [&](std::string_view word) {
        return std::any_of(
            condition.values.begin(), condition.values.end(),
            [&](const Text& value) { return policy::equal_ignoring_case(value.text, word); });
      };
      if (!has("true") || !has("false")) continue;
      report.add(&statement, condition.place,
                 fmt::format("`{}` with {} values asks no more than that the key is there",
                             condition.operator_text, condition.values.size()),
                 "write one value, or Null to ask for the key");
    }
  }
}

/// A trusted account is meant, whatever its number. The queue's own one is where a guide is tried.
void example_account(const LintSubject& subject, LintReport& report) {
  const auto queue = policy::split_arn(subject.queue_arn);
  const auto& trusted = subject.trusted_accounts;
  const auto look = [&](const Statement& statement, const std::string& text, policy::Place place) {
    for (const std::string_view example : kExamples) {
      if (text.find(example) == std::string::npos) continue;
      if (std::find(trusted.begin(), trusted.end(), example) != trusted.end()) continue;
      Finding& finding = report.add(
          &statement, place, fmt::format("{} is an account of AWS's documentation", example),
          "write the number of your own account, if this was copied from a guide");
      if (queue && queue->account() == example) finding.severity = Severity::info;
      return;
    }
  };
  for (const Statement& statement : subject.policy->statements) {
    for (const auto& entry : statement.principals.entries) look(statement, entry.text, entry.place);
  }
  for_each_value(subject, [&](const Statement& statement, const Condition&, const Text& value) {
    look(statement, value.text, value.place);
  });
}

const LintRule kRows[] = {
    {{"lint/malformed-value", "a value that is no number, date, address or boolean",
      "What such a value does is not documented, so the condition cannot be relied upon.",
      "IAM/access-analyzer-reference-policy-checks"},
     Severity::warning,
     malformed_value,
     "writes a boolean in lower case; this may change who gets in"},
    {{"lint/malformed-arn", "a value of an ARN operator that is no ARN",
      "ARN operators compare six parts, each alone; a text of fewer parts matches nothing.",
      "IAM/reference_policies_elements_condition_operators#Conditions_ARN"},
     Severity::error,
     malformed_arn},
    {{"lint/lone-star", "a lone `*` under an ARN operator",
      "It is not an ARN; whether it matches everything or nothing is not documented.",
      "IAM/reference_policies_elements_condition_operators#Conditions_ARN"},
     Severity::warning,
     lone_star},
    {{"lint/private-address", "a private address under aws:SourceIp",
      "The key holds the public address of the caller; inside a VPC there is aws:VpcSourceIp.",
      "IAM/reference_policies_condition-keys"},
     Severity::error,
     private_address},
    {{"lint/host-bits", "an address range with bits behind its prefix",
      "They are ignored; the range may be wider than it reads.",
      "IAM/access-analyzer-reference-policy-checks"},
     Severity::info,
     host_bits},
    {{"lint/several-booleans", "Bool with several values",
      "Values are alternatives, so true and false together ask only that the key exists.",
      "IAM/access-analyzer-reference-policy-checks"},
     Severity::warning,
     several_booleans},
    {{"lint/example-account", "an account number of AWS's documentation",
      "Examples are copied with their account numbers; the grant then goes to nobody, or to a "
      "stranger.",
      "AWS documentation conventions"},
     Severity::error,
     example_account},
};

}  // namespace

std::span<const LintRule> value_rules() { return kRows; }

}  // namespace sqsproof::properties
