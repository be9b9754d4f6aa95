// Topics, for examples: the actions of SNS as forms.
#pragma once

#include <map>
#include <string>

#include "properties/examples/wire/bytes.h"

namespace sqsproof::properties::examples {

class Topic {
 public:
  /// Skips the example where nothing answers to CreateTopic.
  Topic(Conversation& say, bool fifo);
  ~Topic();
  Topic(const Topic&) = delete;
  Topic& operator=(const Topic&) = delete;

  /// Raw unless said otherwise; further attributes of the subscription beside.
  void subscribe(const Queue& queue, bool raw = true, const semantics::StringMap& attributes = {});
  /// Of the subscription that was made last.
  void unsubscribe();
  void change_filter(const std::string& policy);
  void publish(const std::string& message, const Parameters& more = {});
  /// In a group of a FIFO topic.
  void publish(const std::string& message, const std::string& group, const std::string& id);
  [[nodiscard]] const std::string& arn() const { return arn_; }

  /// Lets the topic send to the queue.
  void open(const Queue& queue);

 private:
  fixtures::RawAnswer call(Parameters parameters);
  fixtures::RawAnswer ask(Parameters parameters);

  Conversation& say_;
  fixtures::RawSigner signer_;
  std::string arn_;
  std::string subscription_;
};

/// A message attribute of a publish.
[[nodiscard]] Parameters with_attribute(const std::string& name, const std::string& type,
                                        const std::string& value);
/// The bodies that come, in their order, with blanks between. Waits for `count`.
[[nodiscard]] std::string bodies(Conversation& say, const Queue& queue, std::size_t count);

}  // namespace sqsproof::properties::examples
