// Profiles of known emulators; `sqsproof conform targets NAME` prints one, to be changed.
#include "cli/target_profile.h"

namespace sqsproof::cli {
namespace {

constexpr KnownTarget kTargets[] = {
    {"elasticmq", R"(# github.com/softwaremill/elasticmq
url = "http://127.0.0.1:9324"
region = "elasticmq"
account = "000000000000"
queue_url = "http://HOST:PORT/000000000000/NAME"
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
queue_url = "http://sqs.REGION.localhost.localstack.cloud:4566/000000000000/NAME"
start = "SQS_DELAY_PURGE_RETRY=1 SQS_DELAY_RECENTLY_DELETED=1 )"
                   R"(SQS_ENABLE_MESSAGE_RETENTION_PERIOD=1 localstack start"
[[lacks]]
id = "authorization"
why = "the community edition does not enforce policies"
)"},
    {"moto", R"(# github.com/getmoto/moto
url = "http://127.0.0.1:5000"
region = "us-east-1"
account = "123456789012"
queue_url = "http://HOST:PORT/123456789012/NAME"
start = "moto_server -p 5000"
[[lacks]]
id = "redrive/moves-each-once"
why = "there are no message move tasks"
[[lacks]]
id = "redrive/moved-is-new"
why = "there are no message move tasks"
[[lacks]]
id = "redrive/to-own-source"
why = "there are no message move tasks"
[[lacks]]
id = "redrive/one-task"
why = "there are no message move tasks"
[[lacks]]
id = "redrive/cancel-stops"
why = "there are no message move tasks"
[[lacks]]
id = "redrive/from-dead-letters-only"
why = "there are no message move tasks"
[[lacks]]
id = "redrive/task-exists"
why = "there are no message move tasks"
[[lacks]]
id = "authorization"
why = "policies of queues are not enforced"
)"},
    {"local-aws-sqs", R"(# local-aws-sqs, a package for Node.js; it has no port of its own
region = "us-east-1"
account = "123456789012"
queue_url = "http://HOST:PORT/123456789012/NAME"
start = "node -e 'import(\"local-aws-sqs\").then((m) => m.createSqsServer({ port: 9324 }))'"
[[lacks]]
id = "authorization"
why = "policies are not enforced"
)"},
    {"fauxqs", R"(# github.com/kibertoad/fauxqs
region = "us-east-1"
start = "it changes the order of standard queues on purpose; FAUXQS_ORDERING_SEED repeats one"
profile = "aws"
[[lacks]]
id = "authorization"
why = "policies are not enforced"
)"},
    {"goaws", R"(# github.com/Admiral-Piett/goaws
url = "http://127.0.0.1:4100"
region = "us-east-1"
start = "docker run -p 4100:4100 admiralpiett/goaws"
[[lacks]]
id = "redrive"
why = "there are no message move tasks"
[[lacks]]
id = "queue/tags"
why = "queues have no tags"
[[lacks]]
id = "queue/made-with-tags"
why = "queues have no tags"
[[lacks]]
id = "retention"
why = "messages do not expire"
[[lacks]]
id = "authorization"
why = "policies are not enforced"
)"},
};

}  // namespace

std::span<const KnownTarget> known_targets() { return kTargets; }

}  // namespace sqsproof::cli
