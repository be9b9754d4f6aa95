// All of an account as text, and back. What was thrown away and waits to be freed is not kept, and
// neither is what only the last call is about.
#include "semantics/model/snapshot/values.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {
void Service::State::carry(Archive& archive) {
  archive(random, queues_created, sends_accepted, recently_deleted, dead_letter_sources, tasks);
  const std::uint64_t count = archive.count(queues.size());
  auto at = queues.begin();
  for (std::uint64_t i = 0; i < count && archive.good(); ++i) {
    std::string name = archive.reading() ? "" : at->first;
    archive(name);
    if (archive.reading()) {
      Queue::Identity identity{name, std::make_shared<const std::string>(arn_of(name)), 0};
      at = queues
               .insert_or_assign(name,
                                 std::make_unique<Queue>(std::move(identity), QueueAttributes{}, 0,
                                                         config.flaw, config.weak))
               .first;
    }
    archive(*at->second);
    if (!archive.reading()) ++at;
  }
}

std::string Service::save() const {
  Archive archive;
  archive(*state_);
  return archive.take();
}

bool Service::load(std::string_view saved) {
  Archive archive(saved);
  auto loaded = std::make_unique<State>(state_->config);
  archive(*loaded);
  if (!archive.good() || !archive.at_end()) return false;
  state_ = std::move(loaded);
  if (state_->config.flaw == Flaw::restart_loses_in_flight) state_->forget_what_is_in_flight();
  return true;
}

}  // namespace sqsproof::semantics
