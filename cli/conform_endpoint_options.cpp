// The options by which `conform` is told of its endpoint.
#include <CLI/CLI.hpp>

#include "cli/conform_endpoint.h"
#include "cli/options.h"
#include "cli/weak_option.h"

namespace sqsproof::cli {

void add_address_options(CLI::App& app, EndpointOptions& options) {
  app.add_option("--endpoint", options.url,
                 "URL of the endpoint. Requests are signed with the "
                 "keys in AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or with "
                 "some that are nobody's")
      ->type_name("URL");
  app.add_option("--region", options.region, "region to sign for; else AWS_REGION, or us-east-1");
  app.add_option("--protocol", options.protocol,
                 "of requests to the endpoint: AWS JSON 1.0, Query, or both in turns")
      ->check(CLI::IsMember({"json", "query", "both"}))
      ->capture_default_str();
  app.add_flag("--allow-remote", options.allow_remote, "the endpoint need not be on this machine");
  app.add_option("--queue-prefix", options.queue_prefix,
                 "that the names of all queues of a run begin with")
      ->capture_default_str()
      ->type_name("P");
}

void add_endpoint_options(CLI::App& app, EndpointOptions& options) {
  add_address_options(app, options);
  CLI::Option* const endpoint = app.get_option("--endpoint");
  endpoint->description(endpoint->get_description() + "; without it, the embedded one is tested");
  app.add_option("--mutant", options.mutant, "a fault to switch on in the embedded endpoint")
      ->type_name("NAME");
  add_weak_option(app, options.weak);
  app.add_option("--profile", options.profile,
                 "strict: nothing is left free (default on this machine); aws: what AWS leaves "
                 "free may happen")
      ->check(CLI::IsMember({"strict", "aws"}));
  app.add_option(
         "--early", options.early_s,
         "seconds that a timer of the endpoint may fire too early, in real time; else 0.05, "
         "under the profile aws 0.25")
      ->check(number_within(0, 3600));
  app.add_option("--late", options.late_s,
                 "seconds that a message may become visible too late; else 1, under the profile "
                 "aws 10. What needs more than half of either is undecided")
      ->check(number_within(0, 3600));
  app.add_option("--account", options.account,
                 "the account that the endpoint's queues are in: where they turn out to be in "
                 "another one, nothing is tested")
      ->type_name("ID");
  app.add_option("--control-token", options.control_token,
                 "the endpoint's clock is virtual, and moved by its control API with this token")
      ->type_name("TOKEN");
  app.add_option("--request-budget", options.request_budget,
                 "most requests of the run; what is not judged by then is undecided. Deletions of "
                 "its queues are made all the same")
      ->check(CLI::Range(1, 1'000'000'000))
      ->type_name("N");
  app.add_flag("--tag-queues,!--no-tag-queues", options.tag_queues,
               "say in tags of every queue who made it, in which run and when (default on other "
               "machines)");
  app.add_option("--stranger", options.stranger,
                 "a principal of another account, to see that policies are enforced; its keys are "
                 "in SQSPROOF_STRANGER_ACCESS_KEY_ID, SQSPROOF_STRANGER_SECRET_ACCESS_KEY and "
                 "SQSPROOF_STRANGER_SESSION_TOKEN")
      ->type_name("ARN");
  app.add_option("--stranger-team", options.strangers_team,
                 "the value of that principal's tag `team`, to see that policies about tags of "
                 "callers decide")
      ->type_name("VALUE");
}

}  // namespace sqsproof::cli
