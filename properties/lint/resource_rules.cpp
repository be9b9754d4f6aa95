// Resources: another queue, a URL, no ARN at all.
#include <algorithm>
#include <fmt/format.h>

#include "policy/decide/match.h"
#include "policy/values/arn.h"
#include "policy/values/glob.h"
#include "properties/lint/arn_shape.h"
#include "properties/lint/lint.h"
#include "properties/report/edits.h"

namespace sqsproof::properties {
namespace {

using policy::Severity;
using policy::Statement;
using policy::Text;

template <class Look>
void for_each_resource(const LintSubject& subject, Look look) {
  for (const Statement& statement : subject.policy->statements) {
    for (const Text& resource : statement.resources.entries) look(statement, resource);
  }
}

bool is_url(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

/// `https://sqs.us-east-1.amazonaws.com/111122223333/orders` as an ARN; empty for other forms.
std::string arn_of_url(std::string_view url) {
  const std::size_t host = url.find("//") + 2;
  const std::size_t path = url.find('/', host);
  if (path == std::string_view::npos || !url.substr(host).starts_with("sqs.")) return {};
  const std::string_view domain = url.substr(host + 4, path - host - 4);
  const std::string_view region = domain.substr(0, domain.find('.'));
  const std::string_view rest = url.substr(path + 1);
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos) return {};
  const std::string_view partition = region.starts_with("cn-")       ? "aws-cn"
                                     : region.starts_with("us-gov-") ? "aws-us-gov"
                                                                     : "aws";
  const std::string arn = fmt::format("arn:{}:sqs:{}:{}:{}", partition, region,
                                      rest.substr(0, slash), rest.substr(slash + 1));
  return policy::is_queue_arn(arn) ? arn : std::string();
}

void queue_url(const LintSubject& subject, LintReport& report) {
  for_each_resource(subject, [&](const Statement& statement, const Text& resource) {
    if (!is_url(resource.text)) return;
    const std::string arn = arn_of_url(resource.text);
    Finding& finding = report.add(
        &statement, resource.place, "a queue URL is no resource: the statement does nothing",
        arn.empty() ? "write the ARN of the queue" : fmt::format("write `{}`", arn));
    if (!arn.empty()) {
      finding.fix = Fix{"write the queue's ARN", {{resource.place, json_string(arn)}}, false};
    }
  });
}

/// What is wrong with a resource; empty when nothing is. A variable may still become anything.
std::string problem_of(const Text& resource) {
  const std::string& text = resource.text;
  if (text == "*" || text.starts_with("/") || is_url(text) || resource.variables) return {};
  if (!text.starts_with("arn:")) return "it is not an ARN";
  const auto parts = policy::split_arn(text);
  if (!parts) return policy::has_wildcard(text) ? "" : "it has fewer than six parts";
  return wrong_with(*parts);
}

void malformed_resource(const LintSubject& subject, LintReport& report) {
  for_each_resource(subject, [&](const Statement& statement, const Text& resource) {
    const std::string problem = problem_of(resource);
    if (problem.empty()) return;
    report.add(&statement, resource.place,
               fmt::format("`{}` names no queue, so the statement does nothing: {}", resource.text,
                           problem),
               "write `arn:aws:sqs:REGION:ACCOUNT:NAME` or `*`");
  });
}

/// A variable may still become this queue, so such entries are passed over.
void other_resource(const LintSubject& subject, LintReport& report) {
  if (subject.queue_arn.empty()) return;
  policy::Request request;
  request.resource = subject.queue_arn;
  for (const Statement& statement : subject.policy->statements) {
    const auto& entries = statement.resources.entries;
    const bool arns = std::all_of(entries.begin(), entries.end(), [](const Text& entry) {
      return entry.text.starts_with("arn:") && !entry.variables && problem_of(entry).empty();
    });
    if (entries.empty() || !arns) continue;
    if (policy::resource_matches(statement.resources, statement.effect, request) !=
        policy::Truth::no) {
      continue;
    }
    report.add(&statement, statement.resources.place,
               fmt::format("the statement is about another queue than `{}` and does nothing",
                           subject.queue_arn),
               "name the queue that the policy is attached to, or `*`");
  }
}

/// The queues that are spelt out, each where it is first named.
void several_queues(const LintSubject& subject, LintReport& report) {
  std::string_view first;
  for_each_resource(subject, [&](const Statement& statement, const Text& resource) {
    if (statement.resources.negated || !policy::is_queue_arn(resource.text)) return;
    if (!problem_of(resource).empty()) return;  // said by another rule
    if (first.empty()) first = resource.text;
    if (resource.text == first) return;
    report.add(&statement, resource.place,
               fmt::format("`{}` is another queue than `{}`: SQS was seen to refuse such a policy",
                           resource.text, first),
               "give each queue a policy of its own");
  });
}

/// An empty list covers nothing; what one that says what is left out comes to is not documented.
void empty_element(const LintSubject& subject, LintReport& report) {
  for (const Statement& statement : subject.policy->statements) {
    const auto look = [&](bool empty, bool negated, policy::Place place, std::string_view element) {
      if (!empty) return;
      if (negated) {
        report.add(
            &statement, place,
            fmt::format("Not{} is empty: whether it then covers everything or nothing is not "
                        "documented",
                        element),
            fmt::format("fill it in, or write {} \"*\" if everything is meant", element));
        return;
      }
      report.add(&statement, place, fmt::format("{} is empty: the statement does nothing", element),
                 "fill it in, or remove the statement");
    };
    look(statement.actions.entries.empty(), statement.actions.negated, statement.actions.place,
         "Action");
    look(statement.resources.entries.empty(), statement.resources.negated,
         statement.resources.place, "Resource");
    look(statement.principals.entries.empty(), statement.principals.negated,
         statement.principals.place, "Principal");
  }
}

const LintRule kRows[] = {
    {{"lint/queue-url", "a queue URL where an ARN is needed",
      "Resources are compared with the queue's ARN; a URL matches nothing.",
      "IAM/reference_policies_elements_resource"},
     Severity::error,
     queue_url,
     "writes the ARN of the queue; this may change who gets in"},
    {{"lint/malformed-resource", "a resource that is not an ARN",
      "Resources are compared with the queue's ARN; anything else matches nothing.",
      "IAM/reference_policies_elements_resource"},
     Severity::error,
     malformed_resource},
    {{"lint/other-resource", "a statement about another queue",
      "A policy governs the queue it is attached to; a statement about another one does nothing.",
      "IAM/reference_policies_elements_resource"},
     Severity::error,
     other_resource},
    {{"lint/several-queues", "a policy that names several queues",
      "A policy belongs to one queue. SQS was seen to refuse one that names several with "
      "InvalidAttributeValue.",
      "IAM/reference_policies_elements_resource"},
     Severity::warning,
     several_queues},
    {{"lint/empty-element", "an empty Action, Resource or Principal",
      "A statement with an empty list covers nothing; what an empty NotAction, NotResource or "
      "NotPrincipal does is not documented.",
      "IAM/access-analyzer-reference-policy-checks"},
     Severity::warning,
     empty_element},
};

}  // namespace

std::span<const LintRule> resource_rules() { return kRows; }

}  // namespace sqsproof::properties
