// A policy by itself.
#include "policy/sources/source.h"

namespace sqsproof::policy {
namespace {

bool recognises(const JsonValue& document) {
  return document.kind == JsonValue::Kind::object &&
         (member_of(document, "Statement") != nullptr || member_of(document, "Version") != nullptr);
}

Result<std::vector<QueuePolicy>> read(const Source& source, const JsonValue& /*document*/) {
  return std::vector<QueuePolicy>{{source->name, {}, source}};
}

}  // namespace

const InputForm kRawPolicy = {"policy", "a queue policy", recognises, read};

}  // namespace sqsproof::policy
