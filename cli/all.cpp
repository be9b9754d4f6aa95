// Table of contents of the subcommands, in the order of `--help`.
#include "cli/command.h"

namespace sqsproof::cli {

std::function<ExitCode()> declare_audit(CLI::App& app);
std::function<ExitCode()> declare_check(CLI::App& app);
std::function<ExitCode()> declare_completion(CLI::App& app);
std::function<ExitCode()> declare_conform(CLI::App& app);
std::function<ExitCode()> declare_decide(CLI::App& app);
std::function<ExitCode()> declare_diff(CLI::App& app);
std::function<ExitCode()> declare_explain(CLI::App& app);
std::function<ExitCode()> declare_judge(CLI::App& app);
std::function<ExitCode()> declare_rules(CLI::App& app);
std::function<ExitCode()> declare_serve(CLI::App& app);
std::function<ExitCode()> declare_version(CLI::App& app);
std::function<ExitCode()> declare_who_can(CLI::App& app);

namespace {

constexpr Command kCommands[] = {
    {"check", "prove whom a queue policy lets in",
     "  sqsproof check policy.json\n"
     "  sqsproof check policy.json --fix\n"
     "  sqsproof check policy.json --trusted-account 444455556666 --trusted-org o-a1b2c3d4e5\n"
     "  sqsproof check - --queue-arn arn:aws:sqs:us-east-1:111122223333:orders --output json\n"
     "  aws sqs get-queue-attributes --queue-url URL --attribute-names All | sqsproof check -\n"
     "  sqsproof check policies/ --against main/policies --output sarif=findings.sarif\n"
     "  sqsproof check queues.jsonl --output json=known.json\n"
     "  sqsproof check queues.jsonl --baseline known.json",
     declare_check},
    {"diff", "prove what a new policy lets in that the old one did not",
     "  sqsproof diff old.json new.json\n"
     "  sqsproof diff yesterday.jsonl today.jsonl\n"
     "  sqsproof diff old.json new.json --fail-on any --output markdown=comment.md\n"
     "  sqsproof diff old-bucket-policy.json bucket-policy.json --kind resource\n"
     "  sqsproof diff old-role-policy.json role-policy.json --kind identity",
     declare_diff},
    {"who-can", "list whom policies let in, each with a witness",
     "  sqsproof who-can policy.json\n"
     "  sqsproof who-can sqs:ReceiveMessage policies/",
     declare_who_can},
    {"audit", "list who outside can use the queues of an organisation",
     "  sqsproof audit queues.jsonl --trusted-org o-a1b2c3d4e5\n"
     "  aws sqs get-queue-attributes --queue-url URL --attribute-names All | sqsproof audit -\n"
     "  sqsproof audit inventory/ --output csv=access.csv",
     declare_audit},
    {"decide", "say what a policy decides about concrete requests",
     "  sqsproof decide --policy policy.json --principal s3.amazonaws.com \\\n"
     "      --action sqs:SendMessage --context aws:SourceArn=arn:aws:s3:::bucket\n"
     "  sqsproof decide --policy policy.json --requests requests.jsonl --output json\n"
     "  sqsproof decide --policy role-policy.json --kind identity --requests requests.jsonl",
     declare_decide},
    {"conform", "test whether an endpoint keeps the promises of a queue",
     "  sqsproof conform run\n"
     "  sqsproof conform run fifo --endpoint http://127.0.0.1:9324 --output junit=report.xml\n"
     "  sqsproof conform run --mutant dedup-forgets-early --replay-dir failures\n"
     "  sqsproof conform replay failures/fifo-dedup-window-holds-1.json\n"
     "  sqsproof conform diff old-report.json new-report.json\n"
     "  sqsproof conform run --target-profile localstack\n"
     "  sqsproof conform run --endpoint https://sqs.eu-west-1.amazonaws.com --allow-remote \\\n"
     "      --region eu-west-1 --request-budget 20000\n"
     "  sqsproof conform record --listen 127.0.0.1:9999 --endpoint http://127.0.0.1:4566",
     declare_conform},
    {"judge", "say whether recorded traces keep the promises of a queue",
     "  sqsproof judge trace.jsonl\n"
     "  sqsproof judge trace.jsonl --early 0.05 --late 1 --output json",
     declare_judge},
    {"serve", "run the embedded SQS endpoint",
     "  sqsproof serve\n"
     "  sqsproof serve --port 0 --clock virtual --control\n"
     "  sqsproof serve --auth policy --credentials credentials.json",
     declare_serve},
    {"rules", "list everything that can be found",
     "  sqsproof rules\n"
     "  sqsproof rules lint/ --output json",
     declare_rules},
    {"explain", "explain one rule", "  sqsproof explain access/public", declare_explain},
    {"completion", "print a shell's completion of this command line",
     "  source <(sqsproof completion bash)\n"
     "  sqsproof completion fish > ~/.config/fish/completions/sqsproof.fish",
     declare_completion},
    {"version", "print the version", "  sqsproof version", declare_version},
};

}  // namespace

std::span<const Command> all_commands() { return kCommands; }

}  // namespace sqsproof::cli
