#include "properties/examples/run.h"

#include <algorithm>
#include <atomic>
#include <fmt/format.h>
#include <mutex>
#include <thread>

#include "properties/examples/authorization/forgery.h"
#include "properties/examples/conversation.h"

namespace sqsproof::properties {
namespace {

using Verdict = ExampleResult::Verdict;

/// So many examples in a row that get no answer are enough.
constexpr int kMostSilent = 2;

/// Where signatures are verified, and with whose keys.
ExampleDoor guarded_door(const ExampleReach& reach) {
  return reach.callers ? ExampleDoor{reach.callers->url, &reach.callers->owner}
                       : ExampleDoor{reach.url, &reach.key};
}

/// Why it cannot be seen that signatures are verified; else empty. Who names two callers, and who
/// asks AWS, says that they are; elsewhere emulators are asked, most of which check none by design.
std::string unguarded(const ExampleReach& reach, std::atomic<int>& numbers) {
  if (reach.callers || reach.is_aws()) return "";
  Channel channel(reach, numbers);
  try {
    const std::string why = examples::takes_any_signature(channel, guarded_door(reach));
    return why.empty() ? "" : "the endpoint " + why;
  } catch (const ExampleEnd&) {
    return "";  // nothing was taken; the examples tell what came instead
  }
}

std::string missing_of(const Example& example, const ExampleReach& reach,
                       const std::string& unguarded) {
  switch (example.needs) {
    case ExampleNeeds::signatures:
      return unguarded;
    case ExampleNeeds::callers:
      return reach.callers ? "" : "needs the keys of two accounts";
    case ExampleNeeds::buckets:
      return reach.control_token.empty() ? "needs the control API of the embedded endpoint" : "";
    case ExampleNeeds::restart:
      return reach.restart ? "" : "needs `--restart COMMAND`, which starts the endpoint anew";
    case ExampleNeeds::calls:
    case ExampleNeeds::bytes:
    case ExampleNeeds::topics:
      return "";
  }
  return "";
}

void tell(const Example& example, Conversation& say) {
  const ExampleReach& reach = say.reach();
  if (example.needs == ExampleNeeds::callers || example.needs == ExampleNeeds::signatures) {
    say.as(guarded_door(reach));
    say.is_about_permission();
  }
  example.run(say);
}

ExampleReach reach_of(const Example& example, const ExampleReach& usual) {
  ExampleReach reach = usual;
  if (example.needs == ExampleNeeds::restart) reach.url = usual.restart->url;
  return reach;
}

ExampleResult run_one(const Example& example, fixtures::Protocol protocol,
                      const ExampleReach& usual, std::atomic<int>& numbers) {
  const ExampleReach reach = reach_of(example, usual);
  ExampleResult result{&example, protocol, Verdict::pass, "", {}};
  Channel channel(reach, numbers);
  Conversation say(channel, protocol);
  try {
    tell(example, say);
  } catch (const ExampleEnd& end) {
    result.verdict = end.verdict;
    result.why = end.why;
  } catch (const std::exception& wrong) {
    result.verdict = Verdict::fail;
    result.why = fmt::format("an answer is not of the form that AWS gives: {}", wrong.what());
  }
  try {
    say.tidy_up();
  } catch (const ExampleEnd&) {
    // What it made is left behind; why it stopped answering is said already, or by the next one.
  }
  result.transcript = channel.take_transcript();
  return result;
}

bool is_silent(const ExampleResult& result) {
  return result.verdict == Verdict::error && !result.transcript.empty() &&
         result.transcript.back().starts_with("< nothing");
}

bool begins_with_words(std::string_view id, std::string_view prefix) {
  while (prefix.ends_with('/')) prefix.remove_suffix(1);
  return id.starts_with(prefix) && (id.size() == prefix.size() || id[prefix.size()] == '/');
}

/// Why nothing at that address is an endpoint of SQS, in whichever protocol; else empty.
std::string ill_health(const ExampleReach& reach, std::atomic<int>& numbers) {
  std::string why;
  for (const fixtures::Protocol protocol : reach.protocols) {
    Channel channel(reach, numbers);
    try {
      why = channel.ill_health({reach.url, &reach.key}, protocol);
    } catch (const ExampleEnd& end) {
      // A limit is not about the endpoint; the examples say it.
      why = end.verdict == Verdict::error ? end.why : "";
    }
    if (why.empty()) return "";
  }
  return "ListQueues: " + why;
}

/// All examples in all protocols, by one worker or several, until there is no point in going on.
class Telling {
 public:
  Telling(const std::vector<const Example*>& examples, const ExampleReach& reach,
          const ExampleOptions& options)
      : reach_(reach), options_(options) {
    for (const Example* example : examples) {
      for (const fixtures::Protocol protocol : reach.protocols) {
        const bool once = example->needs != ExampleNeeds::calls;
        if (once && protocol != reach.protocols.front()) continue;
        results_.push_back({example, protocol, Verdict::undecided, "", {}});
      }
    }
    if (!results_.empty()) ill_ = ill_health(reach, numbers_);
    const auto of_signatures = [](const Example* example) {
      return example->needs == ExampleNeeds::signatures;
    };
    const bool asked = std::any_of(examples.begin(), examples.end(), of_signatures);
    if (asked && ill_.empty()) unguarded_ = unguarded(reach, numbers_);
  }

  std::vector<ExampleResult> run() {
    // What starts the endpoint anew comes last, and by itself.
    const auto alone = std::stable_partition(
        results_.begin(), results_.end(),
        [](const ExampleResult& one) { return one.example->needs != ExampleNeeds::restart; });
    const auto together = static_cast<std::size_t>(alone - results_.begin());
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < options_.workers; ++i) {
      others.emplace_back([this, together] { work(together); });
    }
    work(together);
    others.clear();  // joins
    for (std::size_t i = together; i < results_.size(); ++i) tell_one(results_[i]);
    return std::move(results_);
  }

 private:
  void work(std::size_t end) {
    for (std::size_t i = next_++; i < end; i = next_++) tell_one(results_[i]);
  }

  void tell_one(ExampleResult& result) {
    if (options_.progress) {
      const std::lock_guard lock(mutex_);
      options_.progress(*result.example);
    }
    result.why = missing_of(*result.example, reach_, unguarded_);
    if (!result.why.empty()) {
      result.verdict = Verdict::skip;
      return;
    }
    if (reach_.leash != nullptr && reach_.leash->is_over()) {
      result.why = "not tried: " + reach_.leash->why();
      return;
    }
    if (const std::string ill = ill_health_so_far(); !ill.empty()) {
      result.verdict = Verdict::error;
      result.why = "not tried: " + ill;
      return;
    }
    result = run_one(*result.example, result.protocol, reach_, numbers_);
    silent_ = is_silent(result) ? silent_ + 1 : 0;
    if (silent_ < kMostSilent) return;
    // One that never answers some calls may answer others: whoever lists queues is there.
    std::string now_ill = ill_health(reach_, numbers_);
    if (now_ill.empty()) silent_ = 0;
    const std::lock_guard lock(mutex_);
    ill_ = std::move(now_ill);
  }

  std::string ill_health_so_far() {
    const std::lock_guard lock(mutex_);
    return ill_;
  }

  const ExampleReach& reach_;
  const ExampleOptions& options_;
  std::vector<ExampleResult> results_;
  std::mutex mutex_;
  std::string ill_;        // why there is no point in going on
  std::string unguarded_;  // why what needs signatures is skipped
  std::atomic<std::size_t> next_ = 0;
  std::atomic<int> numbers_ = 0, silent_ = 0;
};

}  // namespace

std::vector<ExampleResult> run_examples(const std::vector<const Example*>& examples,
                                        const ExampleReach& reach, const ExampleOptions& options) {
  Telling telling(examples, reach, options);
  return telling.run();
}

std::vector<const Example*> select_examples(const std::vector<std::string>& prefixes,
                                            Level lowest) {
  std::vector<const Example*> selected;
  for (const Example& example : all_examples()) {
    const bool named =
        prefixes.empty() || std::any_of(prefixes.begin(), prefixes.end(), [&](const auto& prefix) {
          return begins_with_words(example.words.id, prefix);
        });
    if (named && example.level <= lowest) selected.push_back(&example);
  }
  return selected;
}

}  // namespace sqsproof::properties
