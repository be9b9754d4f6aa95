#include "cli/proof_log.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <system_error>

#include "cli/replace_file.h"
#include "policy/smtlib/problem.h"

namespace sqsproof::cli {
namespace {

namespace fs = std::filesystem;
namespace smtlib = policy::smtlib;

/// `access/public sqs:SendMessage` as `access-public-sqs-SendMessage`.
std::string file_name(std::size_t number, std::string name) {
  constexpr std::size_t kMostCharacters = 120;  // file systems take 255
  name.resize(std::min(name.size(), kMostCharacters));
  for (char& c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!plain && c != '.' && c != '_') c = '-';
  }
  return fmt::format("{:04}-{}.smt2", number, name);
}

std::string_view reading_in_words(const policy::Answer& answer) {
  if (answer.alike) return "what is not documented comes out somehow, and alike in all policies";
  return answer.verdict == policy::Verdict::violated
             ? "what is not documented counts against there being a request"
             : "what is not documented counts for there being a request";
}

policy::Realm realm_of(const properties::Asked& asked) {
  if (asked.realm) return *asked.realm;
  return policy::realm_of_queue(asked.subject.queue_arn, *asked.subject.policy);
}

std::string script_of(const properties::Asked& asked, const std::string& input) {
  const policy::Answer& answer = asked.answer;
  const policy::Realm realm = realm_of(asked);
  const auto problem =
      smtlib::write_problem(*asked.subject.policy, realm, *asked.subject.vocabulary, asked.question,
                            smtlib::reading_of(answer));
  std::vector<std::string> head = {
      "question: " + asked.name + " (" + asked.words + ")", "policy: " + input,
      realm.is_open() ? fmt::format("requests: all of partition {}, to a policy of kind {}",
                                    realm.partition, name_of(realm.kind))
                      : "queue: " + realm.queue_arn,
      "our answer: " + std::string(name_of(answer.verdict))};
  if (!problem) {
    head.push_back("no script: " + problem.error());
    return smtlib::as_comments(head);
  }
  const std::string_view expected = smtlib::expected_of(answer, *problem);
  head.push_back(fmt::format("expected of a solver: {}", expected));
  head.push_back(fmt::format("reading: {}", reading_in_words(answer)));
  for (const std::string& open : problem->open) head.push_back("left open: " + open);
  return fmt::format("{}(set-info :status {})\n{}", smtlib::as_comments(head), expected,
                     problem->script);
}

bool has_proofs(const fs::path& folder) {
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    if (entry.path().extension() == ".smt2") return true;
  }
  return false;
}

}  // namespace

void add_proof_log(CLI::App& app, std::string& folder) {
  app.add_option("--proof-log", folder,
                 "write every question there, as SMT-LIB 2 for another solver")
      ->type_name("DIR");
}

bool ProofLog::open() const {
  if (folder_.empty()) return true;
  std::error_code failed;
  fs::create_directories(folder_, failed);
  if (failed || !fs::is_directory(folder_)) {
    fmt::print(stderr,
               "error: cannot make the folder `{}`: {}\n  help: name one that can be made\n",
               folder_, failed ? failed.message() : "there is a file of that name");
    return false;
  }
  if (!has_proofs(folder_)) return true;
  fmt::print(stderr,
             "error: `{}` holds proofs of another run\n  help: empty it, or name another folder\n",
             folder_);
  return false;
}

void ProofLog::write(const properties::Asked& asked, const std::string& input) {
  const fs::path file = fs::path(folder_) / file_name(++count_, asked.name);
  const std::string wrong = replace_file(file.string(), script_of(asked, input));
  if (wrong_.empty() && !wrong.empty()) wrong_ = file.string() + "`: " + wrong;
}

properties::Observer ProofLog::observer(std::string input) {
  if (folder_.empty()) return {};
  return [this, input = std::move(input)](const properties::Asked& asked) { write(asked, input); };
}

bool ProofLog::close() const {
  if (wrong_.empty()) return true;
  fmt::print(stderr, "error: cannot write `{}\n  help: name a folder that can be written\n",
             wrong_);
  return false;
}

}  // namespace sqsproof::cli
