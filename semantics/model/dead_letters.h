// Dead-letter queues: which queue is whose, and the move of a message that was received too often.
// SQS/sqs-dead-letter-queues
#pragma once

#include <map>
#include <set>
#include <string>

#include "semantics/model/queue.h"

namespace sqsproof::semantics {

/// Which queues name which as their dead-letter queue, whether that exists or not.
class DeadLetterSources {
 public:
  /// An empty ARN is none.
  void set(const std::string& source, const std::string& target_arn);
  void forget(const std::string& source);
  /// Names of the queues whose RedrivePolicy names this ARN.
  [[nodiscard]] const std::set<std::string>& of(const std::string& target_arn) const;
  void carry(Archive& archive);  ///< snapshot/queue.cpp

 private:
  std::map<std::string, std::string> targets_;            ///< ARN by source
  std::map<std::string, std::set<std::string>> sources_;  ///< names by target ARN
};

/// Takes a message that is visible out of its queue and puts it into the other, as it is there:
/// id, content and count stay. On standard queues its retention still counts from the first send;
/// a FIFO queue begins anew, with the message's id as deduplication id.
/// SQS/sqs-dead-letter-queues (retention), recordings of test_dead_letter_queue_*
void move_to_dead_letters(Message& message, Queue& from, Queue& to, Instant_us now);

}  // namespace sqsproof::semantics
