// `--proof-log DIR`: every question as a file that another solver can decide.
//
// One SMT-LIB 2 script a question (policy/smtlib/problem.h), numbered in the order of asking; its
// header says what was asked and which answer we claim.
#pragma once

#include <string>

#include "properties/access/asked.h"

namespace CLI {
class App;
}

namespace sqsproof::cli {

/// Adds --proof-log.
void add_proof_log(CLI::App& app, std::string& folder);

class ProofLog {
 public:
  /// Nothing is written when `folder` is empty.
  explicit ProofLog(std::string folder) : folder_(std::move(folder)) {}

  /// Makes the folder. False, with a message on standard error, when that fails or it holds
  /// proofs: those of two runs would be taken for one.
  [[nodiscard]] bool open() const;
  /// Writes one question. `input` is the name of the policy's file.
  void write(const properties::Asked& asked, const std::string& input);
  /// What writes; empty without a folder.
  [[nodiscard]] properties::Observer observer(std::string input);
  /// False, with a message on standard error, when a file could not be written.
  [[nodiscard]] bool close() const;

 private:
  std::string folder_;
  std::size_t count_ = 0;
  std::string wrong_;
};

}  // namespace sqsproof::cli
