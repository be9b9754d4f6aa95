// Profiles of known emulators; `sqsproof conform targets NAME` prints one, to be changed.
#include "cli/target_profile.h"

namespace sqsproof::cli {
namespace {

/// What asks for StartMessageMoveTask, or for its relatives.
constexpr const char* kNoMoveTasks = R"([[lacks]]
id = ["redrive/moves-each-once", "redrive/moved-is-new", "redrive/to-own-source",
  "redrive/one-task", "redrive/cancel-stops", "redrive/from-dead-letters-only",
  "redrive/task-exists", "redrive/destination-exists", "redrive/own-sources",
  "redrive/one-at-a-time", "redrive/spares-in-flight", "redrive/counters-converge",
  "redrive/cancel-keeps-what-is-done", "wire/json-numbers"]
why = "there are no message move tasks"
)";

std::vector<KnownTarget> all_targets() {
  return {
      {"elasticmq", R"(# github.com/softwaremill/elasticmq
url = "http://127.0.0.1:9324"
region = "elasticmq"
account = "000000000000"
start = "docker run -p 9324:9324 softwaremill/elasticmq-native"
[[lacks]]
id = "authorization"
why = "policies are not enforced"
[[lacks]]
id = "retention"
why = "MessageRetentionPeriod is not supported"
)"},
      {"localstack", R"(# github.com/localstack/localstack
url = "http://127.0.0.1:4566"
region = "us-east-1"
account = "000000000000"
start = "SQS_DELAY_PURGE_RETRY=1 SQS_DELAY_RECENTLY_DELETED=1 )"
                     R"(SQS_ENABLE_MESSAGE_RETENTION_PERIOD=1 localstack start"
[[lacks]]
id = "authorization"
why = "the community edition does not enforce policies"
)"},
      {"moto", std::string{R"(# github.com/getmoto/moto
url = "http://127.0.0.1:5000"
region = "us-east-1"
account = "123456789012"
start = "moto_server -p 5000"
)"} + kNoMoveTasks +
                   R"([[lacks]]
id = ["authorization", "sns/subscribers-apart", "sns/blocked-without-policy",
  "sns/policy-names-another"]
why = "policies of queues are not enforced"
)"},
      {"local-aws-sqs", R"(# local-aws-sqs, a package for Node.js; it has no port of its own
region = "us-east-1"
account = "123456789012"
start = "node -e 'import(\"local-aws-sqs\").then((m) => m.createSqsServer({ port: 9324 }))'"
[[lacks]]
id = "authorization"
why = "policies are not enforced"
)"},
      {"fauxqs", std::string{R"(# github.com/kibertoad/fauxqs
url = "http://127.0.0.1:4566"
region = "us-east-1"
account = "000000000000"
protocol = "json"
start = "npx fauxqs, with Node.js 22.5 or newer; it listens on all addresses"
[[lacks]]
id = ["authorization", "sns/subscribers-apart", "sns/blocked-without-policy",
  "sns/policy-names-another"]
why = "policies are not enforced"
)"} + kNoMoveTasks + R"([[lacks]]
id = ["wire/error-in-query", "wire/customary-errors-in-query", "wire/query-text-of-no-queue",
  "wire/unknown-action", "wire/no-action", "wire/query-form", "wire/query-escapes",
  "wire/query-is-utf-8", "wire/query-carriage-return", "wire/query-plus-is-blank",
  "wire/query-empty-receive", "wire/query-by-get", "wire/query-on-queue-path",
  "wire/query-without-version", "wire/query-parameter-wins", "wire/both-protocols"]
why = "SQS speaks JSON only"
[[lacks]]
id = ["dead-letter/sources-listed", "dead-letter/no-sources"]
why = "there is no ListDeadLetterSourceQueues"
)"},
      {"sqslite", std::string{R"(# github.com/lifion/sqslite, a package for Node.js
url = "http://localhost:4576"
region = "us-east-1"
account = "queues"
protocol = "query"
start = "npx sqslite --host localhost; it knows its queues by URLs at localhost only"
[[lacks]]
id = "authorization"
why = "policies are not enforced"
)"} + kNoMoveTasks + R"([[lacks]]
id = ["wire/error-in-json", "wire/customary-errors-in-json", "wire/json-text-of-no-queue",
  "wire/name-exists", "wire/json-headers", "wire/json-empty-receive",
  "wire/json-empty-lists", "wire/json-empty-batches", "wire/json-attributes-are-texts",
  "wire/json-send", "wire/json-on-queue-path", "wire/json-unknown-member",
  "wire/unknown-operation", "wire/malformed-json", "wire/both-protocols",
  "limits/half-characters-refused"]
why = "there is only the Query protocol"
)"},
      {"goaws", R"(# github.com/Admiral-Piett/goaws
url = "http://127.0.0.1:4100"
region = "us-east-1"
account = "100010001000"
start = "docker run -p 4100:4100 admiralpiett/goaws"
[[lacks]]
id = "redrive"
why = "there are no message move tasks"
[[lacks]]
id = ["queue/tags", "queue/made-with-tags"]
why = "queues have no tags"
[[lacks]]
id = "retention"
why = "messages do not expire"
[[lacks]]
id = "authorization"
why = "policies are not enforced"
)"},
  };
}

}  // namespace

std::span<const KnownTarget> known_targets() {
  static const std::vector<KnownTarget> kTargets = all_targets();
  return kTargets;
}

}  // namespace sqsproof::cli
