#include "semantics/judge/slice.h"

#include <algorithm>
#include <numeric>
#include <unordered_set>

#include "semantics/actions/parts.h"

namespace sqsproof::semantics {
namespace {

using Indices = std::vector<std::size_t>;  // of operations, in order

constexpr std::size_t kJudgements = 300;
constexpr std::size_t kCalls = 200'000;  // in all histories that are judged

/// All of it but its operations.
History frame_of(const History& history) {
  History frame = history;
  frame.operations.clear();
  return frame;
}

History part_of(const History& history, const History& frame, const Indices& kept) {
  History part = frame;
  part.drained_from = static_cast<std::size_t>(
      std::lower_bound(kept.begin(), kept.end(), history.drained_from) - kept.begin());
  part.operations.reserve(kept.size());
  for (const std::size_t index : kept) part.operations.push_back(history.operations[index]);
  return part;
}

/// What a call is about: its queue, and the messages and receipts in it and its answer.
class Subjects {
 public:
  void add(const Operation& operation) {
    each_name(operation, [this](const std::string& name) { names_.insert(name); });
    if (const std::string* url = queue_url_of(operation.call)) queues_.insert(*url);
  }
  [[nodiscard]] bool name(const Operation& operation) const {
    bool found = false;
    each_name(operation, [&](const std::string& name) { found = found || names_.contains(name); });
    return found;
  }
  [[nodiscard]] bool is_of_queue(const Operation& operation) const {
    const std::string* url = queue_url_of(operation.call);
    return !url || queues_.contains(*url);
  }

 private:
  template <class Visit>
  static void each_name(const Operation& operation, Visit visit) {
    std::visit(
        [&](const auto& request) {
          if constexpr (requires { request.receipt_handle; }) {
            if (request.receipt_handle) visit(*request.receipt_handle);
          }
        },
        operation.call);
    if (const auto* sent = response_in<SendMessageResponse>(operation.answer)) {
      visit(sent->message_id);
    }
    if (const auto* batch = response_in<SendMessageBatchResponse>(operation.answer)) {
      for (const auto& one : batch->successful) visit(one.message_id);
    }
    if (const auto* received = response_in<ReceiveMessageResponse>(operation.answer)) {
      for (const auto& message : received->messages) {
        visit(message.message_id);
        visit(message.receipt_handle);
      }
    }
  }

  std::unordered_set<std::string> names_, queues_;
};

/// Calls about queues as a whole: how they are set up, purged, moved and deleted.
bool is_rare(const Operation& operation) {
  return std::holds_alternative<CreateQueueRequest>(operation.call) ||
         std::holds_alternative<SetQueueAttributesRequest>(operation.call) ||
         std::holds_alternative<PurgeQueueRequest>(operation.call) ||
         std::holds_alternative<DeleteQueueRequest>(operation.call) ||
         std::holds_alternative<StartMessageMoveTaskRequest>(operation.call) ||
         std::holds_alternative<CancelMessageMoveTaskRequest>(operation.call) ||
         std::holds_alternative<ListMessageMoveTasksRequest>(operation.call);
}

class Slicer {
 public:
  Slicer(const History& history, const Violation& violation, const JudgeOptions& options)
      : history_(history),
        frame_(frame_of(history)),
        violation_(violation),
        promise_(find_promise(violation.promise)),
        options_(options) {
    premises_.insert(violation.because.begin(), violation.because.end());
    premises_.insert(violation.at);
  }

  std::vector<std::size_t> run() {
    Indices kept = promise_ ? beginning() : everything();
    if (promise_) take_away(kept);
    if (promise_ && kept.size() > 1 && !is_premise(kept.front())) {
      // Times count from the first call on: without it, the words are others.
      Indices without(kept.begin() + 1, kept.end());
      if (shows(without, false)) kept = std::move(without);
    }
    std::vector<std::size_t> ids;
    for (const std::size_t index : kept) ids.push_back(history_.operations[index].id);
    return ids;
  }

 private:
  Indices everything() const {
    Indices all(history_.operations.size());
    std::iota(all.begin(), all.end(), 0U);
    return all;
  }
  bool is_premise(std::size_t index) const {
    return premises_.contains(history_.operations[index].id);
  }

  template <class Belongs>
  Indices those_which(Belongs belongs) const {
    Indices those;
    for (std::size_t i = 0; i < history_.operations.size(); ++i) {
      if (i == 0 || is_premise(i) || belongs(history_.operations[i])) those.push_back(i);
    }
    return those;
  }

  /// The first of ever larger parts that shows the violation.
  Indices beginning() {
    Subjects subjects;
    for (const Operation& operation : history_.operations) {
      if (premises_.contains(operation.id)) subjects.add(operation);
    }
    Indices part = those_which(is_rare);
    if (shows(part, true)) return part;
    part = those_which([&](const Operation& o) { return is_rare(o) || subjects.name(o); });
    if (shows(part, true)) return part;
    part = those_which([&](const Operation& o) { return is_rare(o) || subjects.is_of_queue(o); });
    if (shows(part, true)) return part;
    return everything();
  }

  /// Chunks first, then single calls.
  void take_away(Indices& kept) {
    for (std::size_t size = kept.size() / 2; size > 0; size /= 2) {
      for (std::size_t end = kept.size(); end > 1 && has_budget();) {
        const std::size_t begin = end > size ? std::max<std::size_t>(end - size, 1) : 1;
        Indices candidate;
        for (std::size_t i = 0; i < kept.size(); ++i) {
          if (i < begin || i >= end || is_premise(kept[i])) candidate.push_back(kept[i]);
        }
        if (candidate.size() < kept.size() && shows(candidate, true)) kept = std::move(candidate);
        end = begin;
      }
    }
  }

  bool has_budget() const { return judgements_ < kJudgements && calls_ < kCalls; }

  bool shows(const Indices& kept, bool same_words) {
    ++judgements_;
    calls_ += kept.size();
    const Judgement judgement = judge_one(*promise_, part_of(history_, frame_, kept), options_);
    return std::any_of(judgement.violations.begin(), judgement.violations.end(),
                       [&](const Violation& found) {
                         return found.at == violation_.at && found.because == violation_.because &&
                                (!same_words || found.explanation == violation_.explanation);
                       });
  }

  const History& history_;
  const History frame_;
  const Violation& violation_;
  const Promise* promise_;
  JudgeOptions options_;
  std::unordered_set<std::size_t> premises_;  // ids
  std::size_t judgements_ = 0, calls_ = 0;
};

}  // namespace

std::vector<std::size_t> calls_that_matter(const History& history, const Violation& violation,
                                           const JudgeOptions& options) {
  return Slicer(history, violation, options).run();
}

}  // namespace sqsproof::semantics
