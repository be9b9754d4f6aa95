// The table of SQS's actions against the counts and lists of AWS's pages.
#include "semantics/vocabulary.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace sqsproof::semantics {
namespace {

using policy::AccessLevel;
using policy::VocabularyAction;

std::size_t count_at(AccessLevel level) {
  const auto& actions = sqs_vocabulary().actions;
  return static_cast<std::size_t>(
      std::count_if(actions.begin(), actions.end(),
                    [&](const VocabularyAction& action) { return action.access_level == level; }));
}

std::set<std::string> names_where(bool (*holds)(const VocabularyAction&)) {
  std::set<std::string> names;
  for (const VocabularyAction& action : sqs_vocabulary().actions) {
    if (holds(action)) names.insert(action.name);
  }
  return names;
}

}  // namespace

// Service Authorization Reference, list_amazonsqs
TEST(Vocabulary, TwentyActionsByAccessLevel) {
  EXPECT_EQ(names_where([](const VocabularyAction&) { return true; }).size(), 20U);
  EXPECT_EQ(count_at(AccessLevel::read), 7U);
  EXPECT_EQ(count_at(AccessLevel::write), 9U);
  EXPECT_EQ(count_at(AccessLevel::tagging), 2U);
  EXPECT_EQ(count_at(AccessLevel::permissions_management), 2U);
}

// SQS/sqs-limitations-of-custom-policies lists the other twelve.
TEST(Vocabulary, EightActionsCrossAccounts) {
  EXPECT_EQ(names_where([](const VocabularyAction& action) { return action.crosses_accounts; }),
            (std::set<std::string>{"sqs:ChangeMessageVisibility", "sqs:DeleteMessage",
                                   "sqs:GetQueueAttributes", "sqs:GetQueueUrl",
                                   "sqs:ListDeadLetterSourceQueues", "sqs:PurgeQueue",
                                   "sqs:ReceiveMessage", "sqs:SendMessage"}));
}

// SQS/sqs-api-permissions-reference
TEST(Vocabulary, ThreeBatchOperationsAreNoActions) {
  EXPECT_EQ(
      names_where([](const VocabularyAction& action) { return !action.covers_batch.empty(); }),
      (std::set<std::string>{"sqs:ChangeMessageVisibility", "sqs:DeleteMessage",
                             "sqs:SendMessage"}));
  for (const VocabularyAction& action : sqs_vocabulary().actions) {
    if (action.covers_batch.empty()) continue;
    EXPECT_EQ(action.covers_batch, action.name + "Batch");
    EXPECT_EQ(policy::find_action(sqs_vocabulary(), action.name + "Batch"), nullptr);
  }
}

TEST(Vocabulary, TwoActionsAreAboutNoQueueThatExists) {
  EXPECT_EQ(names_where([](const VocabularyAction& action) { return !action.on_a_queue; }),
            (std::set<std::string>{"sqs:CreateQueue", "sqs:ListQueues"}));
}

}  // namespace sqsproof::semantics
