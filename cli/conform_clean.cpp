// `sqsproof conform clean`: deletes the queues that earlier runs left.
#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "cli/conform_commands.h"
#include "cli/conform_endpoint.h"
#include "cli/input.h"
#include "cli/options.h"
#include "properties/explore/queue_names.h"
#include "properties/report/text.h"
#include "semantics/actions/parts.h"

namespace sqsproof::cli {
namespace {

using semantics::Answer;

struct CleanOptions {
  EndpointOptions endpoint;
  bool dry_run = false;
};

std::string reason_of(const Answer& answer) {
  if (const auto* error = std::get_if<semantics::ServiceError>(&answer)) {
    return error->code + " " + error->message;
  }
  const auto* nothing = std::get_if<semantics::NoAnswer>(&answer);
  return nothing ? nothing->reason : "an answer of another call";
}

class Clean {
 public:
  Clean(const CleanOptions& options, const Common& common) : options_(options), common_(common) {}

  ExitCode run() {
    auto endpoint = open_endpoint(options_.endpoint);
    if (!endpoint) {
      print(endpoint.error(), use_color(common_, 2));
      return ExitCode::bad_input;
    }
    endpoint_ = std::move(*endpoint);
    for (const std::string& url : list()) clean(url);
    if (!common_.quiet) {
      fmt::print("{} queues {}\n", done_, options_.dry_run ? "would be deleted" : "deleted");
    }
    return code_;
  }

 private:
  void complain(const std::string& what, const Answer& answer) {
    fmt::print(stderr, "error: {}: {}\n", what, properties::printable(reason_of(answer)));
    code_ = ExitCode::undecided;
  }

  std::vector<std::string> list() {
    std::vector<std::string> urls;
    semantics::ListQueuesRequest request;
    request.queue_name_prefix = options_.endpoint.queue_prefix + "-";
    request.max_results = 1'000;
    do {
      const Answer answer = endpoint_->call(request);
      const auto* page = semantics::response_in<semantics::ListQueuesResponse>(answer);
      if (page == nullptr) {
        complain("the queues cannot be listed", answer);
        return urls;
      }
      urls.insert(urls.end(), page->queue_urls.begin(), page->queue_urls.end());
      request.next_token = page->next_token;
    } while (request.next_token && !request.next_token->empty());
    return urls;
  }

  /// Elsewhere the name alone is not enough: somebody's queue could be called so.
  bool is_ours(const std::string& url) {
    const std::string name = url.substr(url.rfind('/') + 1);
    if (!properties::is_of_a_run(name, options_.endpoint.queue_prefix)) return false;
    if (properties::is_loopback_url(options_.endpoint.url)) return true;
    const Answer answer = endpoint_->call(semantics::ListQueueTagsRequest{url});
    const auto* tags = semantics::response_in<semantics::ListQueueTagsResponse>(answer);
    const auto tool =
        tags ? tags->tags.find(properties::kToolTag) : semantics::StringMap::const_iterator{};
    const bool tagged = tags && tool != tags->tags.end() && tool->second == properties::kToolName;
    if (!tagged) {
      fmt::print(stderr, "note: {} is left alone: it has no tag {}={}\n", url, properties::kToolTag,
                 properties::kToolName);
    }
    return tagged;
  }

  void clean(const std::string& url) {
    if (!is_ours(url)) return;
    if (!options_.dry_run) {
      const Answer answer = endpoint_->call(semantics::DeleteQueueRequest{url});
      if (!std::holds_alternative<semantics::Reply>(answer)) return complain(url, answer);
    }
    ++done_;
    if (!common_.quiet) fmt::print("{}\n", properties::printable(url));
  }

  const CleanOptions& options_;
  const Common& common_;
  std::shared_ptr<fixtures::Endpoint> endpoint_;
  std::size_t done_ = 0;
  ExitCode code_ = ExitCode::holds;
};

}  // namespace

std::function<ExitCode()> declare_conform_clean(CLI::App& app) {
  auto options = std::make_shared<CleanOptions>();
  add_address_options(app, options->endpoint);
  app.get_option("--endpoint")->required();
  app.add_flag("--dry-run", options->dry_run, "say what would be deleted");
  auto common = add_common(app, {"text"});
  return [options, common] { return Clean(*options, *common).run(); };
}

}  // namespace sqsproof::cli
