#include "semantics/message_names.h"

#include <map>

#include "semantics/actions/parts.h"

namespace sqsproof::semantics {
namespace {

constexpr std::size_t kShortest = 8;  // what is shorter may be a word

template <class Visit>
void each_message(const Operation& operation, Visit visit) {
  if (const auto* sent = response_in<SendMessageResponse>(operation.answer)) {
    visit(sent->message_id);
  } else if (const auto* batch = response_in<SendMessageBatchResponse>(operation.answer)) {
    for (const auto& entry : batch->successful) visit(entry.message_id);
  } else if (const auto* received = response_in<ReceiveMessageResponse>(operation.answer)) {
    for (const auto& message : received->messages) visit(message.message_id);
  }
}

}  // namespace

std::string name_messages(const History& history, std::string words) {
  std::map<std::string, std::size_t> numbers;
  for (const Operation& operation : history.operations) {
    each_message(operation,
                 [&](const std::string& id) { numbers.emplace(id, numbers.size() + 1); });
  }
  for (const auto& [id, number] : numbers) {
    if (id.size() < kShortest) continue;
    const std::string name = "m" + std::to_string(number);
    for (std::size_t at = words.find(id); at != words.npos; at = words.find(id, at + name.size())) {
      words.replace(at, id.size(), name);
    }
  }
  return words;
}

}  // namespace sqsproof::semantics
