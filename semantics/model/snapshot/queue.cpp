// A queue and the tasks that move its messages, in a snapshot.
#include "semantics/model/queue.h"

#include "semantics/model/dead_letters.h"
#include "semantics/model/snapshot/values.h"

namespace sqsproof::semantics {

/// Weaknesses, flaws and the ARN are those of the service.
void Queue::carry(Archive& archive) {
  archive(identity_.number, attributes_, scope_, created_, modified_, tags, purged);
  archive(later.attributes, later.attributes_at, later.purge_at, later.ends_at, later.shown,
          later.shown_at);
  if (archive.reading()) backlog_->set_terms(terms());
  archive(*backlog_);
}

void DeadLetterSources::carry(Archive& archive) {
  auto targets = targets_;
  archive(targets);
  if (!archive.reading()) return;
  for (const auto& [source, target] : targets) set(source, target);
}

void MoveTasks::carry(Archive& archive) {
  archive(by_source_, added_);
  if (!archive.reading()) return;
  for (const auto& [source, tasks] : by_source_) {
    for (const auto& task : tasks) {
      if (task == nullptr) return archive.fail();
      if (task->status != MoveTask::Status::running) continue;
      due_.insert({task->next, task->number, task.get()});
    }
  }
}

}  // namespace sqsproof::semantics
