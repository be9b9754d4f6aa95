#include "semantics/queue_labels.h"

#include <algorithm>
#include <fmt/core.h>
#include <set>

#include "semantics/actions/parts.h"

namespace sqsproof::semantics {
namespace {

/// The URL of the queue that the call is about, or that it made; null for others.
const std::string* url_of(const Operation& operation) {
  const auto* created = response_in<CreateQueueResponse>(operation.answer);
  return created ? &created->queue_url : queue_url_of(operation.call);
}

/// Name or URL of where the call says that dead letters go.
std::string dead_letter_queue_in(const Operation& operation) {
  QueueSettings settings;
  if (const auto* create = std::get_if<CreateQueueRequest>(&operation.call)) {
    settings = settings_of(*create);
  } else if (const auto* set = std::get_if<SetQueueAttributesRequest>(&operation.call)) {
    set_attributes(settings, set->attributes);
  }
  return settings.dead_letter_queue;
}

std::string tail_of(const std::string& text, char separator) {
  return text.substr(text.rfind(separator) + 1);
}

}  // namespace

QueueLabels::QueueLabels(const History& history) {
  std::set<std::string> for_dead_letters;
  for (const Operation& operation : history.operations) {
    const std::string* url = url_of(operation);
    if (url == nullptr || url->empty()) continue;
    Queue& one = queue(*url, history);
    const auto* create = std::get_if<CreateQueueRequest>(&operation.call);
    if (create != nullptr) one.name = create->queue_name.value_or(one.name);
    for_dead_letters.insert(dead_letter_queue_in(operation));
  }
  for (const auto& [url, settings] : history.queues) {
    for_dead_letters.insert(settings.dead_letter_queue);
  }
  const auto is_dead = [&](const Queue& one) {
    return for_dead_letters.contains(one.url) ||
           (!one.name.empty() && for_dead_letters.contains(one.name));
  };
  const auto dead = std::count_if(queues_.begin(), queues_.end(), is_dead);
  std::size_t others = 0, letters = 0;
  for (Queue& one : queues_) {
    if (!is_dead(one)) {
      one.label = fmt::format("q{}", ++others);
    } else {
      one.label = dead == 1 ? "dlq" : fmt::format("dlq{}", ++letters);
    }
  }
}

QueueLabels::Queue& QueueLabels::queue(const std::string& url, const History& history) {
  const auto [place, fresh] = by_url_.emplace(url, queues_.size());
  if (!fresh) return queues_[place->second];
  const auto known = history.queues.find(url);
  const bool named = known != history.queues.end() && !known->second.name.empty();
  return queues_.emplace_back(Queue{url, named ? known->second.name : tail_of(url, '/')});
}

const QueueLabels::Queue* QueueLabels::named(const std::string& name) const {
  const auto found = std::find_if(queues_.begin(), queues_.end(), [&](const Queue& one) {
    return one.name == name || one.url == name;
  });
  return queues_.size() < 2 || found == queues_.end() ? nullptr : &*found;
}

std::string QueueLabels::of_url(const std::string& url) const {
  const auto found = by_url_.find(url);
  return queues_.size() < 2 || found == by_url_.end() ? "" : queues_[found->second].label;
}

std::string QueueLabels::of(const Operation& operation) const {
  const std::string* url = url_of(operation);
  return url ? of_url(*url) : "";
}

std::string QueueLabels::of_arn(const std::string& arn) const {
  const std::string name = tail_of(arn, ':');
  const Queue* queue = named(name);
  return queue ? queue->label : name;
}

std::string QueueLabels::of_redrive_policy(const std::string& text) const {
  QueueSettings settings;
  set_attributes(settings, {{"RedrivePolicy", text}});
  const Queue* queue = named(settings.dead_letter_queue);
  if (queue == nullptr) return text;
  return fmt::format("({} after {} receive{})", queue->label, settings.max_receives,
                     settings.max_receives == 1 ? "" : "s");
}

std::string QueueLabels::legend() const {
  std::string text;
  if (queues_.size() < 2) return text;
  for (const Queue& one : queues_) {
    text += fmt::format("{}{} is {}", text.empty() ? "" : ", ", one.label, one.name);
  }
  return text;
}

}  // namespace sqsproof::semantics
