#include "tests/cli/inputs.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace sqsproof::tests {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string policy_of(const Json& principal, const std::string& resource) {
  const Json statement = {{"Sid", "s"},
                          {"Effect", "Allow"},
                          {"Principal", principal},
                          {"Action", "sqs:SendMessage"},
                          {"Resource", resource}};
  return Json({{"Version", "2012-10-17"}, {"Statement", Json::array({statement})}}).dump();
}

Json attributes(const std::string& policy) {
  Json result = {{"VisibilityTimeout", "30"}};
  if (!policy.empty()) result["Policy"] = policy;
  return result;
}

}  // namespace

std::string arn_of(const std::string& name) { return "arn:aws:sqs:us-east-1:555566667777:" + name; }

std::string open_policy() { return policy_of("*", "*"); }

std::string own_policy(const std::string& name) {
  return policy_of({{"AWS", "arn:aws:iam::555566667777:role/r"}}, arn_of(name));
}

std::string guest_policy() { return policy_of({{"AWS", "arn:aws:iam::222233334444:role/r"}}, "*"); }

std::string attributes_of(const std::string& name, const std::string& policy) {
  Json queue = attributes(policy);
  queue["QueueArn"] = arn_of(name);
  return Json({{"Attributes", queue}}).dump(4) + "\n";
}

std::string line_of(const std::string& name, const std::string& policy) {
  return Json({{"account", "555566667777"},
               {"region", "us-east-1"},
               {"queueUrl", "https://sqs.us-east-1.amazonaws.com/555566667777/" + name},
               {"attributes", attributes(policy)}})
             .dump() +
         "\n";
}

std::string folder_of(const std::map<std::string, std::string>& files) {
  static int count = 0;
  const std::string root = temporary_file("folder" + std::to_string(++count), "");
  fs::remove(root);
  for (const auto& [path, text] : files) {
    fs::create_directories(fs::path(root + "/" + path).parent_path());
    std::ofstream(root + "/" + path, std::ios::binary) << text;
  }
  return root;
}

}  // namespace sqsproof::tests
