// A policy by itself.
#include "policy/sources/source.h"

namespace sqsproof::policy {
namespace {

bool recognises(const JsonValue& document) {
  return document.kind == JsonValue::Kind::object &&
         (member_of(document, "Statement") != nullptr || member_of(document, "Version") != nullptr);
}

QueuesRead read(const Source& source, const JsonValue& /*document*/) {
  return {{{source->name, {}, {}, {}, source}}, {}};
}

}  // namespace

const InputForm kRawPolicy = {"policy", "a queue policy", recognises, read};

}  // namespace sqsproof::policy
