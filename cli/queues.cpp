#include "cli/queues.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <map>

#include "cli/input.h"
#include "properties/access/queue_policy.h"

namespace sqsproof::cli {
namespace {

class Loader {
 public:
  explicit Loader(std::string form) : form_(std::move(form)) {}

  void load(const InputFile& file) {
    const policy::QueuesRead read = read_file(file.path, form_);
    note(read.diagnostics);
    for (const policy::QueuePolicy& queue : read.queues) add(queue, file);
  }
  void note(const policy::Diagnostics& diagnostics) {
    result_.diagnostics.insert(result_.diagnostics.end(), diagnostics.begin(), diagnostics.end());
    result_.complete = result_.complete && !policy::has_errors(diagnostics);
  }
  void note(std::string words) { result_.notes.push_back(std::move(words)); }
  LoadedQueues take() { return std::move(result_); }

 private:
  void add(const policy::QueuePolicy& queue, const InputFile& file) {
    LoadedQueue loaded{queue.name,
                       queue.input,
                       relative_of(queue, file),
                       {queue.queue_arn, queue.account},
                       nullptr};
    if (queue.policy) {
      loaded.policy = parse(queue.policy);
      if (!loaded.policy) return;
    }
    result_.queues.push_back(std::move(loaded));
  }

  /// Equal texts are parsed once.
  std::shared_ptr<const policy::Document> parse(const policy::Source& text) {
    const auto known = parsed_.find(text->text);
    if (known != parsed_.end()) return known->second;
    policy::Parsed parsed = properties::parse_queue_policy(text);
    note(parsed.diagnostics);
    auto document = parsed.document
                        ? std::make_shared<const policy::Document>(std::move(*parsed.document))
                        : nullptr;
    parsed_.emplace(text->text, document);
    return document;
  }

  std::string form_;
  LoadedQueues result_;
  std::map<std::string, std::shared_ptr<const policy::Document>> parsed_;
};

}  // namespace

std::string relative_of(const policy::QueuePolicy& queue, const InputFile& file) {
  const std::string name = file.path == "-" ? "<stdin>" : file.path;
  return file.relative + queue.input.substr(std::min(name.size(), queue.input.size()));
}

policy::QueuesRead read_file(const std::string& path, const std::string& form) {
  const auto source = read_input(path);
  if (!source) return {{}, source.error()};
  return policy::read_queues(*source, form == "auto" ? std::string() : form);
}

policy::Result<properties::QueueChoice> choose_queue(const policy::Document& policy,
                                                     const NamedQueue& input,
                                                     const NamedQueue& options) {
  auto choice = properties::choose_queue(policy, input.arn.empty() ? options.arn : input.arn,
                                         input.account.empty() ? options.account : input.account);
  if (!choice || input.account.empty() || choice->owner == input.account) return choice;
  return tl::unexpected(
      policy::Diagnostics{{"input/queue", policy::Severity::error,
                           fmt::format("the queue is one of account {}, and `{}` is not",
                                       input.account, choice->queue_arn),
                           policy.source, policy.place, "the owner of the queue is trusted",
                           "give the queue's URL or its ARN beside the account"}});
}

LoadedQueues load_queues(const std::vector<std::string>& paths, const std::string& form) {
  Loader loader(form);
  for (const std::string& path : paths) {
    const FoundInputs found = find_inputs(path);
    loader.note(found.diagnostics);
    if (found.skipped > 0) loader.note(fmt::format("{}: {}", path, words_of_skipped(found)));
    for (const InputFile& file : found.files) loader.load(file);
  }
  return loader.take();
}

void add_input_format(CLI::App& app, std::string& form) {
  app.add_option("--input-format", form,
                 "what the inputs are; auto recognises it. policy: a policy by itself; attributes: "
                 "what `aws sqs get-queue-attributes` prints; jsonl: either, one a line")
      ->check(CLI::IsMember({"auto", "policy", "attributes", "jsonl"}))
      ->capture_default_str();
}

}  // namespace sqsproof::cli
