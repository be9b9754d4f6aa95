// All requests of a realm: the condition keys that they can have, as constants of a script.
//
// Each key is a Bool for its presence and a String for its value; addresses are bit vectors,
// instants and counts integers. Keys are declared when they are first asked for; what holds between
// those that were is asserted at the end (constraints.h), and right away for keys that come in
// pairs. IAM/reference_policies_condition-keys
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "policy/smtlib/caller.h"
#include "policy/smtlib/open_realm.h"
#include "policy/smtlib/script.h"
#include "policy/symbolic/realm.h"

namespace sqsproof::policy::smtlib {

/// Which requests count when something is not documented: those that are surely let in, by keys
/// that requests to queues are known to have; or those that may be, with any key. Of the latter,
/// `alike` are those that may be when every test comes out one way or the other, and tests of one
/// name alike (decide/doubt.h).
enum class Reading { certain, possible, alike };

struct KeyTerms {
  enum class Form {
    text,
    list,     ///< `elements` are its values, all non-empty
    instant,  ///< `value` in nanoseconds since 1970
    epoch,    ///< `value` in seconds since 1970
    count,    ///< `value` is a number
    address,  ///< `is_v6`, and one of the two
    unsaid    ///< never given; whether it is there hangs on the caller (decide/absence.h)
  };
  Form form = Form::text;
  Term present = kTrue;
  Term value;
  std::vector<Term> elements;
  Term is_v6, v4, v6;
  bool free_text = false;  ///< can be empty, and can have wildcards, colons and slashes
};

class Requests {
 public:
  /// `occurrences`: conditions on each key; a list has one element for each of them.
  Requests(Script& script, Realm realm, const std::set<CallerKind>& kinds,
           std::map<std::string, std::size_t> occurrences, Reading reading);

  const KeyTerms& key(const std::string& lower_case_key);
  [[nodiscard]] const std::map<std::string, KeyTerms>& keys() const { return keys_; }
  /// Whether a key may have several values.
  [[nodiscard]] bool is_list(const std::string& key) const;
  /// What a test comes to. Where requests count alike: one Bool for each name.
  [[nodiscard]] Claim outcome(const std::string& name, const Claim& test);
  [[nodiscard]] CallerTerms& caller() { return caller_; }
  [[nodiscard]] Script& script() { return script_; }
  [[nodiscard]] const Realm& realm() const { return realm_; }
  [[nodiscard]] const std::string& queue_arn() const { return realm_.queue_arn; }
  /// Action and resource of an open realm; null in that of a queue.
  [[nodiscard]] const OpenTerms* open() const { return open_ ? &*open_ : nullptr; }
  /// That the key is of a service that the request is not to.
  [[nodiscard]] Term is_foreign(const std::string& key) const;

 private:
  bool add_caller_key(const std::string& key, KeyTerms& made);
  Term declare_source_arn();
  bool add_source_key(const std::string& key, KeyTerms& made);
  bool add_organization_key(const std::string& key, KeyTerms& made);
  bool add_resource_key(const std::string& key, KeyTerms& made);
  bool add_line_key(const std::string& key, KeyTerms& made);
  bool add_end_of_chain(const std::string& key, KeyTerms& made);
  void add_list_key(const std::string& key, KeyTerms& made);
  void add_own_key(const std::string& key, KeyTerms& made);
  void add_unknown_key(const std::string& key, KeyTerms& made);
  void tie_caller_account(const KeyTerms& made);
  const Term& now();

  Script& script_;
  Realm realm_;
  std::optional<OpenTerms> open_;
  CallerTerms caller_;
  std::map<std::string, std::size_t> occurrences_;
  Reading reading_;
  std::map<std::string, KeyTerms> keys_;
  Term now_;
  std::map<std::string, Term> undocumented_;
};

}  // namespace sqsproof::policy::smtlib
