#include "cli/queues.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "cli/input.h"
#include "policy/document/parse.h"

namespace sqsproof::cli {
namespace {

namespace fs = std::filesystem;

/// The path itself, or the inputs of the directory.
std::vector<std::string> inputs_of(const std::string& path) {
  std::error_code error;
  if (path == "-" || !fs::is_directory(path, error)) return {path};
  std::vector<std::string> files;
  for (fs::recursive_directory_iterator at(path, error), end; at != end; at.increment(error)) {
    const std::string extension = at->path().extension().string();
    const bool wanted = extension == ".json" || extension == ".jsonl" || extension == ".ndjson";
    if (wanted && at->is_regular_file(error)) files.push_back(at->path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class Loader {
 public:
  void load(const std::string& path) {
    const auto source = read_input(path);
    if (!source) return note(source.error());
    const auto queues = policy::read_queues(*source);
    if (!queues) return note(queues.error());
    for (const policy::QueuePolicy& queue : *queues) add(queue);
  }
  LoadedQueues take() { return std::move(result_); }

 private:
  void note(const policy::Diagnostics& diagnostics) {
    result_.diagnostics.insert(result_.diagnostics.end(), diagnostics.begin(), diagnostics.end());
    result_.complete = result_.complete && !policy::has_errors(diagnostics);
  }

  void add(const policy::QueuePolicy& queue) {
    LoadedQueue loaded{queue.name, queue.queue_arn, nullptr};
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
    policy::Parsed parsed = policy::parse_policy(text);
    note(parsed.diagnostics);
    auto document = parsed.document
                        ? std::make_shared<const policy::Document>(std::move(*parsed.document))
                        : nullptr;
    parsed_.emplace(text->text, document);
    return document;
  }

  LoadedQueues result_;
  std::map<std::string, std::shared_ptr<const policy::Document>> parsed_;
};

}  // namespace

LoadedQueues load_queues(const std::vector<std::string>& paths) {
  Loader loader;
  for (const std::string& path : paths) {
    for (const std::string& input : inputs_of(path)) loader.load(input);
  }
  return loader.take();
}

}  // namespace sqsproof::cli
