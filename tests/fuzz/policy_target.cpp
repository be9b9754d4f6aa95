#include "tests/fuzz/policy_target.h"

#include <algorithm>
#include <string>

#include "policy/decide/authorize.h"
#include "policy/document/parse.h"
#include "properties/lint/lint.h"
#include "properties/report/text.h"
#include "semantics/vocabulary.h"

namespace sqsproof::tests {
namespace {

constexpr const char* kQueue = "arn:aws:sqs:us-east-1:111122223333:orders";

policy::Request any_request() {
  policy::Request request;
  request.principal = "arn:aws:iam::999988887777:user/mallory";
  request.caller = *policy::parse_caller(request.principal);
  request.action = "sqs:SendMessage";
  request.resource = kQueue;
  policy::complete(request);
  return request;
}

bool is_complete(const policy::Diagnostic& diagnostic) {
  return !diagnostic.id.empty() && !diagnostic.message.empty() && !diagnostic.help.empty() &&
         diagnostic.place.begin <= diagnostic.source->text.size() + 1;
}

}  // namespace

bool survives_as_policy(std::string_view text) {
  const auto source =
      std::make_shared<const policy::SourceText>(policy::SourceText{"input", std::string(text)});
  const policy::Parsed parsed = policy::parse_policy(source);
  if (!std::all_of(parsed.diagnostics.begin(), parsed.diagnostics.end(), is_complete)) return false;
  if (parsed.document.has_value() == policy::has_errors(parsed.diagnostics)) return false;
  if (!parsed.document) return !properties::render(parsed.diagnostics, {}).empty();
  const auto& sqs = semantics::sqs_vocabulary();
  for (const auto& finding : properties::lint({&*parsed.document, kQueue, &sqs})) {
    if (finding.message.empty() || finding.help.empty()) return false;
  }
  const policy::Request request = any_request();
  return policy::authorize(*parsed.document, request, sqs).outcome ==
         policy::decide(*parsed.document, request, sqs);
}

}  // namespace sqsproof::tests
