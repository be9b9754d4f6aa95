// Whom a statement names. IAM/reference_policies_elements_principal and …_notprincipal
#include <algorithm>
#include <regex>

#include "tests/policy/naive/naive_rules.h"

namespace sqsproof::tests::naive {
namespace {

using Kind = Who::Kind;

struct Entry {
  std::string key;  ///< `*` for the lone star
  std::string text;
};

std::vector<Entry> entries_of(const Json& element) {
  if (element.is_string()) return {{"*", "*"}};
  std::vector<Entry> entries;
  for (const auto& [key, value] : element.items()) {
    for (const std::string& text : as_list(value)) entries.push_back({key, text});
  }
  return entries;
}

bool is_iam(const Who& who) { return who.kind != Kind::anonymous && who.kind != Kind::service; }

/// The entry stands for the caller's whole account. The first guides wrote account ids with
/// hyphens.
bool names_account(const Entry& entry, const Who& who) {
  std::string text = entry.text;
  if (text.rfind("arn:", 0) != 0) std::erase(text, '-');
  return text == who.account || text == "arn:" + who.partition + ":iam::" + who.account + ":root";
}

bool is_account(const Entry& entry) {
  static const std::regex kAccount(
      "[0-9]{12}|[0-9]{4}-[0-9]{4}-[0-9]{4}|arn:[^:]+:iam::[0-9]*:root");
  return entry.key == "AWS" && std::regex_match(entry.text, kAccount);
}

Tri names_role(const std::string& arn, const Who& who) {
  if (who.kind != Kind::role) return Tri::f;
  if (arn == who.arn) return Tri::t;
  if (who.path_told) return Tri::f;
  // A session's ARN has no path, so a role of that name with some path may be its role.
  const std::string prefix = "arn:" + who.partition + ":iam::" + who.account + ":role/";
  const bool may_be = arn.rfind(prefix, 0) == 0 && arn.ends_with("/" + who.name);
  return may_be ? Tri::u : Tri::f;
}

Tri names_session(const std::string& arn, const Asked& asked) {
  const Who& who = asked.who;
  if (who.kind != Kind::role) return Tri::f;
  const std::string prefix =
      "arn:" + who.partition + ":sts::" + who.account + ":assumed-role/" + who.name + "/";
  if (!who.session.empty()) return tri(arn == prefix + who.session);
  return arn.rfind(prefix, 0) == 0 ? Tri::u : Tri::f;
}

/// AIDA… is a user, AROA… a role; only aws:userid shows which. IAM/reference_identifiers
Tri names_unique_id(const std::string& id, const Asked& asked) {
  const Kind kind = id.rfind("AIDA", 0) == 0 ? Kind::user : Kind::role;
  if (asked.who.kind != kind) return Tri::f;
  const auto* userid = asked.values("aws:userid");
  if (userid == nullptr) return Tri::u;
  return tri(at_colons(userid->front(), 2).front() == id);
}

Tri names_iam(const Entry& entry, const Asked& asked) {
  const Who& who = asked.who;
  if (!is_iam(who)) return Tri::f;
  if (is_account(entry)) return tri(names_account(entry, who));
  if (entry.text.find(":role/") != std::string::npos) return names_role(entry.text, who);
  if (entry.text.find(":assumed-role/") != std::string::npos) {
    return names_session(entry.text, asked);
  }
  if (entry.text.rfind("arn:", 0) == 0) {
    return tri((who.kind == Kind::user || who.kind == Kind::federated) && entry.text == who.arn);
  }
  return names_unique_id(entry.text, asked);
}

/// `sure_of_services`: in an Allow, {"AWS": "*"} covers service principals in practice; in other
/// places no page says so.
Tri names(const Entry& entry, const Asked& asked, bool sure_of_services) {
  const bool service = asked.who.kind == Kind::service;
  if (entry.key == "*") return Tri::t;
  if (entry.key == "Federated") return Tri::f;
  if (entry.key == "CanonicalUser") return Tri::u;
  if (entry.key == "Service") {
    if (!service) return Tri::f;
    if (entry.text == asked.principal) return Tri::t;
    // A service has one name; that a further one of its list denies is not said.
    const auto* list = asked.values("aws:principalservicenameslist");
    if (list != nullptr && std::count(list->begin(), list->end(), entry.text) > 0) {
      return sure_of_services ? Tri::t : Tri::u;
    }
    return lower(entry.text) == lower(asked.principal) ? Tri::u : Tri::f;
  }
  if (entry.text == "*") return service && !sure_of_services ? Tri::u : Tri::t;
  return names_iam(entry, asked);
}

Tri any_names(const std::vector<Entry>& entries, const Asked& asked, bool sure_of_services) {
  Tri result = Tri::f;
  for (const Entry& entry : entries) result = either(result, names(entry, asked, sure_of_services));
  return result;
}

/// A federated user is exempt when both its layers are listed: itself and its account.
Tri both_layers(const std::vector<Entry>& entries, const Asked& asked) {
  Tri account = Tri::f;
  Tri itself = Tri::f;
  for (const Entry& entry : entries) {
    const Tri named = names(entry, asked, false);
    if (is_account(entry) || entry.text == "*") account = either(account, named);
    if (!is_account(entry)) itself = either(itself, named);
  }
  return readings(account, itself);
}

/// Deny with NotPrincipal looks at every layer of a caller (its account, role, session), and
/// denies users and roles with a permissions boundary, which nobody sees here, whatever is listed.
Tri denied_as_unlisted(const std::vector<Entry>& entries, const Asked& asked) {
  const Tri listed = any_names(entries, asked, false);
  if (listed == Tri::f || !is_iam(asked.who) || asked.who.kind == Kind::root) {
    return opposite(listed);
  }
  return asked.who.kind == Kind::federated ? opposite(both_layers(entries, asked)) : Tri::u;
}

}  // namespace

Tri principal_covers(const Json& statement, const Setting& setting) {
  if (statement.contains("Principal")) {
    return any_names(entries_of(statement["Principal"]), setting.asked, setting.allow);
  }
  const auto entries = entries_of(statement["NotPrincipal"]);
  if (entries.empty()) return nothing_left_out();
  if (setting.allow) return opposite(any_names(entries, setting.asked, false));
  return denied_as_unlisted(entries, setting.asked);
}

Tri names_caller_directly(const Json& statement, const Setting& setting) {
  if (!statement.contains("Principal")) return principal_covers(statement, setting);
  auto entries = entries_of(statement["Principal"]);
  // The root user is the account: it needs nobody's permission.
  if (setting.asked.who.kind != Kind::root) std::erase_if(entries, is_account);
  return any_names(entries, setting.asked, setting.allow);
}

}  // namespace sqsproof::tests::naive
