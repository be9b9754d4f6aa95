// `sqsproof decide`: what a policy says to concrete requests.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/input.h"
#include "cli/options.h"
#include "policy/decide/authorize.h"
#include "policy/document/parse.h"
#include "properties/access/queue_policy.h"
#include "properties/access/subject.h"
#include "properties/report/text.h"
#include "semantics/vocabulary.h"

namespace sqsproof::cli {
namespace {

using Json = nlohmann::ordered_json;

struct DecideOptions {
  std::string policy;
  std::string requests;
  std::string kind = "queue";
  std::string queue_arn;
  std::string resource;  ///< of a policy of another kind
  std::string principal;
  std::string action;
  std::vector<std::string> context;  ///< K=V; the same key again adds a value
  std::string identity;              ///< what the caller's own policies say; may be empty
};

/// The request that the options spell out, as the JSON that a file would hold.
policy::Result<policy::Request> request_from(const DecideOptions& options,
                                             const std::string& resource, policy::PolicyKind kind) {
  Json json = {{"principal", options.principal},
               {"action", options.action},
               {"resource", resource},
               {"context", Json::object()}};
  if (!options.identity.empty()) json["identity"] = options.identity;
  for (const std::string& pair : options.context) {
    const std::size_t equals = pair.find('=');
    Json& slot = json["context"][pair.substr(0, equals)];
    const std::string value = pair.substr(equals + 1);
    if (slot.is_null()) {
      slot = value;
    } else if (slot.is_array()) {
      slot.push_back(value);
    } else {
      slot = Json::array({slot, value});
    }
  }
  return policy::read_request(
      std::make_shared<const policy::SourceText>(policy::SourceText{
          "<command line>", json.dump(-1, ' ', false, Json::error_handler_t::replace)}),
      kind);
}

policy::Result<std::vector<policy::Request>> requests_of(const DecideOptions& options,
                                                         const policy::Document& document) {
  if (!options.requests.empty()) {
    const auto source = read_input(options.requests);
    if (!source) return tl::unexpected(source.error());
    return policy::read_requests(*source, document.kind);
  }
  std::string resource = options.resource;
  if (document.kind == policy::PolicyKind::queue) {
    const auto queue = properties::choose_queue(document, options.queue_arn, {});
    if (!queue) return tl::unexpected(queue.error());
    resource = queue->queue_arn;
  }
  auto request = request_from(options, resource, document.kind);
  if (!request) return tl::unexpected(request.error());
  return std::vector<policy::Request>{std::move(*request)};
}

std::string json_line(const policy::Request& request, const policy::Decision& decision) {
  Json statements = Json::array();
  for (const policy::StatementTrace& trace : decision.statements) {
    Json one = {{"index", trace.index}};
    if (!trace.sid.empty()) one["sid"] = trace.sid;
    one["effect"] = policy::name_of(trace.effect);
    one["applies"] = policy::name_of(trace.applies);
    if (!trace.why.empty()) one["why"] = trace.why;
    statements.push_back(std::move(one));
  }
  const Json line = {{"name", request.name},
                     {"decision", policy::name_of(decision.outcome)},
                     {"statements", statements},
                     {"why", decision.why}};
  return line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string text_lines(const policy::Request& request, const policy::Decision& decision) {
  std::string out = fmt::format("{}{}{}: {}\n", properties::printable(request.name),
                                request.name.empty() ? "" : ": ", policy::name_of(decision.outcome),
                                properties::printable(decision.why));
  for (const policy::StatementTrace& trace : decision.statements) {
    out += fmt::format("  statement {}{} ({}): {}{}\n", trace.index,
                       trace.sid.empty() ? "" : " `" + properties::printable(trace.sid) + "`",
                       policy::name_of(trace.effect),
                       trace.applies == policy::Truth::yes  ? "applies"
                       : trace.applies == policy::Truth::no ? "does not apply: "
                                                            : "may apply: ",
                       properties::printable(trace.why));
  }
  return out;
}

/// Whether the options say what is asked, of a policy of that kind; if not, says so.
bool has_request(const DecideOptions& options) {
  const auto refuse = [](const char* what, const char* help) {
    fmt::print(stderr, "error: {}\n  help: {}\n", what, help);
    return false;
  };
  const bool queue = options.kind == "queue";
  if (queue && !options.resource.empty()) {
    return refuse("--resource is for policies of other kinds", "pass --queue-arn ARN");
  }
  if (!queue && !options.queue_arn.empty()) {
    return refuse("--queue-arn is for queue policies", "pass --resource ARN");
  }
  if (!options.requests.empty()) return true;
  if (options.principal.empty() || options.action.empty()) {
    return refuse("no request", "pass --requests FILE, or --principal and --action");
  }
  if (!queue && options.resource.empty()) {
    return refuse("nothing says on what", "pass --resource ARN");
  }
  return true;
}

/// The exit code says whether everything could be decided, not which way.
ExitCode run_decide(const DecideOptions& options, const Common& common) {
  const auto fail = [&](const policy::Diagnostics& diagnostics) {
    print(diagnostics, use_color(common, 2));
    return ExitCode::bad_input;
  };
  if (!has_request(options)) return ExitCode::bad_input;
  const auto source = read_input(options.policy);
  if (!source) return fail(source.error());
  const auto kind = policy::policy_kind_named(options.kind).value_or(policy::PolicyKind::queue);
  const policy::Parsed parsed = kind == policy::PolicyKind::queue
                                    ? properties::parse_queue_policy(*source)
                                    : policy::parse_policy(*source, kind);
  print(parsed.diagnostics, use_color(common, 2));
  if (!parsed.document) return ExitCode::bad_input;
  const auto requests = requests_of(options, *parsed.document);
  if (!requests) return fail(requests.error());
  ExitCode code = ExitCode::holds;
  std::vector<Rendered> reports;
  for (const std::string& format : formats_asked(common)) reports.push_back({format, {}});
  for (const policy::Request& request : *requests) {
    const auto decision = policy::authorize(*parsed.document, request, semantics::sqs_vocabulary());
    if (decision.outcome == policy::Outcome::undecided) code = ExitCode::undecided;
    for (Rendered& report : reports) {
      report.text +=
          report.format == "json" ? json_line(request, decision) : text_lines(request, decision);
    }
  }
  return worst(code, write_outputs(common, reports));
}

}  // namespace

std::function<ExitCode()> declare_decide(CLI::App& app) {
  auto options = std::make_shared<DecideOptions>();
  app.add_option("--policy", options->policy, "file with the policy; - is standard input")
      ->required()
      ->type_name("FILE");
  app.add_option("--requests", options->requests,
                 "JSON Lines, one request a line; - is standard input")
      ->type_name("FILE");
  app.add_option("--kind", options->kind,
                 "what the policy is attached to: a queue, any service's resource, or a user, "
                 "group or role (identity)")
      ->check(CLI::IsMember({"queue", "resource", "identity"}))
      ->capture_default_str();
  app.add_option("--queue-arn", options->queue_arn, "the queue, for --principal")->type_name("ARN");
  app.add_option("--resource", options->resource,
                 "on what, for --principal and policies of other kinds")
      ->type_name("ARN");
  app.add_option("--principal", options->principal,
                 "ARN of a user, role, session, federated user or account root, a service "
                 "principal, or anonymous");
  app.add_option("--action", options->action, "for example sqs:SendMessage");
  app.add_option("--context", options->context, "a condition key, repeatable")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false)
      ->check([](const std::string& pair) {
        return pair.find('=') == std::string::npos ? "`" + pair + "` is not KEY=VALUE" : "";
      });
  app.add_option("--identity", options->identity,
                 "what the caller's own policies say; without it the queue policy alone answers")
      ->type_name("WORD")
      ->check(CLI::IsMember({"allow", "deny", "none", "unknown"}));
  auto common = add_common(app, {"text", "json"});
  return [options, common] { return run_decide(*options, *common); };
}

}  // namespace sqsproof::cli
