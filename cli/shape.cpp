#include "cli/shape.h"

#include "policy/values/arn.h"
#include "policy/values/glob.h"

namespace sqsproof::cli {
namespace {

/// Whether a resource may match some queues of an account and not the others, other than by being
/// the ARN of one of them.
bool tells_names_apart(const policy::Text& resource) {
  if (resource.text == "*") return false;
  return resource.variables || policy::has_wildcard(resource.text) ||
         !policy::is_queue_arn(resource.text);
}

}  // namespace

std::string shape_of(const properties::Subject& subject) {
  const policy::Document& policy = *subject.policy;
  const std::string& queue_arn = subject.queue_arn;
  std::string text = policy.source->text;
  for (std::size_t at = 0; (at = text.find(queue_arn, at)) != std::string::npos;) {
    text.replace(at, queue_arn.size(), "\x01");
  }
  bool by_name = false;
  std::string own;  // which resources are the queue itself, however the text escapes it
  for (const policy::Statement& statement : policy.statements) {
    for (const policy::Text& resource : statement.resources.entries) {
      by_name = by_name || tells_names_apart(resource);
      own += resource.text == queue_arn ? '1' : '0';
    }
  }
  const std::string account = queue_arn.substr(0, queue_arn.rfind(':'));
  return subject.owner + "\n" + (by_name ? queue_arn : account) + "\n" + own + "\n" + text;
}

}  // namespace sqsproof::cli
