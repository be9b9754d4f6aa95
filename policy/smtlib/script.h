// The lines of a script as they come into being: declarations, definitions, assertions.
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "policy/smtlib/term.h"

namespace sqsproof::policy::smtlib {

class Script {
 public:
  void comment(std::string_view text);
  Term declare(std::string_view name, std::string_view sort);
  /// A name for a Bool; nothing is written for constants and names.
  Term define(std::string_view name, const Term& term);
  Claim define(std::string_view name, const Claim& claim);
  void require(const Term& term);

  /// A claim that strings cannot say: it may hold or not. The reason is kept.
  Claim leave_open(std::string_view reason);
  /// The same for a text that no script can hold; the whole problem cannot be written then.
  void refuse(std::string_view reason);

  /// A text of a policy as a String.
  Term quoted(std::string_view text);
  /// A String that is made of others: those of an ARN between its first five colons.
  Term define_arn(std::string_view name, const std::array<Term, 6>& parts);
  /// A value that is an ARN wherever it is there, and its parts.
  void know_arn(const Term& value, const std::array<Term, 6>& parts);
  /// That a value has the shape of an ARN; of one that is not there, anything.
  [[nodiscard]] Term is_arn(const Term& value) const;
  /// The six parts of an ARN between its first five colons. Only for a value that is one.
  const std::array<Term, 6>& arn_parts(const Term& value);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::set<std::string>& open() const { return open_; }
  [[nodiscard]] const std::string& refusal() const { return refusal_; }

 private:
  std::string text_;
  std::set<std::string> open_;
  std::string refusal_;
  std::map<Term, std::array<Term, 6>> arns_;
  std::set<Term> known_arns_;
  std::map<std::string, int> names_;
};

}  // namespace sqsproof::policy::smtlib
