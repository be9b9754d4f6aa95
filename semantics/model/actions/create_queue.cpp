#include <fmt/format.h>

#include "semantics/model/checks.h"
#include "semantics/model/state.h"
#include "semantics/model/tags.h"

namespace sqsproof::semantics {

namespace {

Refusal deleted_recently() {
  return refuse("QueueDeletedRecently",
                "You must wait 60 seconds after deleting a queue before you can create another "
                "with the same name.");
}

}  // namespace

/// A queue of that name is there: its URL, when nothing that is given differs from what it is now.
/// Tags are not compared, nor changed. SQSAPI/CreateQueue; recordings of test_create_queue_*
Checked<Reply> Service::State::create_again(const CreateQueueRequest& request,
                                            const Queue& existing,
                                            const QueueAttributes& wanted) const {
  std::string other = first_difference(existing.attributes(), wanted, request.attributes);
  if (config.flaw == Flaw::made_once_only) other = "QueueName";
  if (config.flaw == Flaw::made_otherwise_taken) other.clear();
  if (other.empty()) return CreateQueueResponse{url_of(existing.name())};
  return refuse("QueueNameExists",
                fmt::format("A queue already exists with the same name and a different value for "
                            "attribute {}",
                            other));
}

Checked<Reply> Service::State::apply(const CreateQueueRequest& request, Instant_us now) {
  if (auto good = check_queue_name(request.queue_name); !good) return Refusal(good.error());
  const std::string& name = *request.queue_name;
  auto attributes = read_attributes(name, request.attributes);
  if (!attributes) return Refusal(attributes.error());
  if (auto good = check_tags(name, {}, request.tags); !good) return Refusal(good.error());
  Memory<AcceptedSend> accepted;  // with a flaw: by a queue of that name before
  auto existing = queues.find(name);
  if (existing != queues.end() && recently_deleted.find(name, now, kNameReuse_us) == nullptr &&
      existing->second->later.ends_at <= now) {
    if (config.flaw == Flaw::queue_comes_back) {
      existing->second->later.ends_at = INT64_MAX;
    } else {
      if (keeps_deleted()) accepted = existing->second->backlog().accepted;
      end_queue(*existing->second);
      existing = queues.end();
    }
  }
  if (existing != queues.end() && existing->second->later.ends_at != INT64_MAX) {
    return deleted_recently();
  }
  if (existing != queues.end()) return create_again(request, *existing->second, *attributes);
  if (recently_deleted.find(name, now, kNameReuse_us) != nullptr) {
    return deleted_recently();
  }
  if (auto good = check_redrive(name, request.attributes, *attributes); !good) {
    return Refusal(good.error());
  }
  Queue::Identity identity{name, std::make_shared<const std::string>(arn_of(name)),
                           ++queues_created};
  auto queue = std::make_unique<Queue>(std::move(identity), std::move(*attributes), now,
                                       config.flaw, config.weak);
  queue->tags = request.tags;
  if (keeps_deleted()) queue->backlog().accepted = std::move(accepted);
  note_redrive(*queue);
  queues[name] = std::move(queue);
  return CreateQueueResponse{url_of(name)};
}

}  // namespace sqsproof::semantics
