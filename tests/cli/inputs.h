// Inputs of the program that several tests write: queues of one account in every form.
#pragma once

#include <map>
#include <string>

namespace sqsproof::tests {

[[nodiscard]] std::string arn_of(const std::string& name);

/// Everyone may send.
[[nodiscard]] std::string open_policy();
/// A role of the queue's account may send to the queue of that name.
[[nodiscard]] std::string own_policy(const std::string& name);
/// A role of another account may send to any queue.
[[nodiscard]] std::string guest_policy();

/// What `aws sqs get-queue-attributes` prints; a queue without policy when it is empty.
[[nodiscard]] std::string attributes_of(const std::string& name, const std::string& policy);
/// A line of an inventory, with its end.
[[nodiscard]] std::string line_of(const std::string& name, const std::string& policy);

/// A folder with these files, by path.
[[nodiscard]] std::string folder_of(const std::map<std::string, std::string>& files);

}  // namespace sqsproof::tests
