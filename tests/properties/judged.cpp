#include "tests/properties/judged.h"

#include <gtest/gtest.h>

namespace sqsproof::tests {

using namespace semantics;

policy::Source source_of(std::string text) {
  return std::make_shared<const policy::SourceText>(
      policy::SourceText{"trace.jsonl", std::move(text)});
}

Shown shown(const History& history, const Tolerance& tolerance) {
  JudgeOptions options;
  options.tolerance = tolerance;
  Shown found;
  for (const Judgement& judgement : judge_all(history, options)) {
    for (const Violation& violation : judgement.violations) {
      found.emplace(violation.promise, violation.at);
    }
  }
  return found;
}

std::set<std::string> promises_of(const Shown& found) {
  std::set<std::string> promises;
  for (const auto& [promise, at] : found) promises.insert(promise);
  return promises;
}

std::string words_of(const Shown& found) {
  std::string words;
  for (const auto& [promise, at] : found) words += " " + promise + "@" + std::to_string(at);
  return words;
}

std::string text_of(const History& history) {
  std::string text;
  for (const std::string& line : describe_operations(history)) text += line + "\n";
  return text;
}

History saved(const History& history) {
  auto read = read_history(source_of(to_json_lines(history)));
  EXPECT_TRUE(read);
  return read ? *read : History{};
}

void name_messages(const History& history, std::map<std::string, std::string>& names) {
  const auto add = [&](const std::string& id) {
    names.try_emplace(id, "renamed-" + std::to_string(997 - names.size()));
  };
  for (const Operation& operation : history.operations) {
    const auto* reply = std::get_if<Reply>(&operation.answer);
    if (!reply) continue;
    if (const auto* sent = std::get_if<SendMessageResponse>(reply)) add(sent->message_id);
    if (const auto* batch = std::get_if<SendMessageBatchResponse>(reply)) {
      for (const auto& entry : batch->successful) add(entry.message_id);
    }
    if (const auto* received = std::get_if<ReceiveMessageResponse>(reply)) {
      for (const auto& message : received->messages) add(message.message_id);
    }
  }
}

}  // namespace sqsproof::tests
