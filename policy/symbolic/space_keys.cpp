// How each condition key reads in the variable that carries it, and which values that has.
#include <algorithm>

#include "policy/decide/absence.h"
#include "policy/decide/condition.h"
#include "policy/document/condition_keys.h"
#include "policy/symbolic/flaw.h"
#include "policy/symbolic/known_keys.h"
#include "policy/symbolic/open_requests.h"
#include "policy/symbolic/space.h"
#include "policy/symbolic/space_languages.h"

namespace sqsproof::policy {

KeyView Space::view(const std::string& key, std::string_view spelling) {
  if (auto found = unsure_view(key)) return *found;
  if (auto found = caller_view(key)) return *found;
  if (auto found = source_view(key)) return *found;
  if (auto found = organization_view(key)) return *found;
  if (auto found = resource_view(key)) return *found;
  if (auto found = constant_view(key, spelling)) return *found;
  if (auto found = point_view(key, spelling)) return *found;
  if (auto found = called_via_view(key)) return *found;
  return own_view(key, spelling);
}

std::optional<KeyView> Space::caller_view(const std::string& key) {
  for (const CallerKey& row : all_caller_keys()) {
    if (row.key != key) continue;
    KeyView result;
    result.variable = kCaller;
    const UnsureKey* unsure = find_unsure_key(key);
    if (unsure != nullptr) {
      result.unsure = [this, unsure] { return callers_.of(unsure->whose); };
    }
    const CallerKinds opaque = unsure != nullptr ? kinds_of({CallerKind::service}) : 0;
    const CallerKinds there = makes(Flaw::services_have_accounts)
                                  ? row.present | kinds_of({CallerKind::service})
                                  : row.present;
    const CallerKinds kinds = kAllCallers & ~there & ~opaque;
    result.absent = [this, kinds] { return callers_.of_kinds(kinds); };
    result.with_value_in = [this, &row](const Language& values) {
      return row.with_value_in(callers_, values);
    };
    return result;
  }
  return std::nullopt;
}

/// Keys of which nobody knows whether they are there: what they do is a matter of the caller.
std::optional<KeyView> Space::unsure_view(const std::string& key) {
  const UnsureKey* row = find_unsure_key(key);
  if (row == nullptr || row->absence != Absence::open) return std::nullopt;
  KeyView result;
  result.variable = kCaller;
  result.absent = empty_language;
  result.unsure = [this, row] { return callers_.of(row->whose); };
  result.valued = false;
  result.with_value_in = [](const Language& /*values*/) { return empty_language(); };
  return result;
}

std::optional<KeyView> Space::source_view(const std::string& key) {
  const bool arn = key == "aws:sourcearn";
  if (!arn && key != "aws:sourceaccount") return std::nullopt;
  if (!source_) {
    source_ = add(Kind::source, "aws:SourceArn", Theory(store_.get(prefix_ + "sources", [this] {
                    return source_domain(callers_.partition());
                  })));
    theory(*source_).add_sample("-");
  }
  KeyView result;
  result.variable = *source_;
  result.absent = [arn] { return exactly("-") | (exactly(arn ? "a" : "r") + anything()); };
  result.with_value_in = [this, arn](const Language& values) {
    return arn ? with_source_arn_in(values) : with_source_account_in(values, callers_.partition());
  };
  return result;
}

std::optional<KeyView> Space::organization_view(const std::string& key) {
  const auto rows = all_organization_keys();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool id = key == rows[i].id;
    if (!id && key != rows[i].paths) continue;
    const auto [found, fresh] = organizations_.emplace(i, 0);
    if (fresh) {
      found->second = add(Kind::organization, std::string(rows[i].id_spelling),
                          Theory(store_.get(prefix_ + "organizations", organization_domain)));
      variables_.back().organization = i;
      variables_.back().theory.add_sample({kAbsentMark});
      variables_.back().theory.add_sample("o-mallory000/r-mall/");
    }
    KeyView result;
    result.variable = found->second;
    result.absent = absent_mark;
    result.with_value_in = [id](const Language& values) {
      if (!id) return values;
      if (makes(Flaw::organization_is_free)) return exactly("o-") + anything();
      return within(values, without(any_byte(), "/")) + exactly("/") + anything();
    };
    return result;
  }
  return std::nullopt;
}

/// Keys that follow from a resource that is not known.
std::optional<KeyView> Space::resource_view(const std::string& key) {
  const bool account = key == "aws:resourceaccount";
  if (!realm_.is_open() || (!account && key != "aws:requestedregion")) return std::nullopt;
  KeyView result;
  result.variable = kResource;
  result.absent = account ? without_resource_account : empty_language;
  result.with_value_in = [account](const Language& values) {
    return account ? with_resource_account_in(values) : with_region_in(values);
  };
  return result;
}

/// Keys that follow from the queue.
std::optional<KeyView> Space::constant_view(const std::string& key, std::string_view spelling) {
  const std::string* value = value_of(constants(), key);
  if (value == nullptr) return std::nullopt;
  KeyView result;
  result.variable =
      add(Kind::constant, std::string(spelling), Theory(std::vector<std::string>{*value}));
  result.absent = empty_language;
  result.with_value_in = [](const Language& values) { return values; };
  return result;
}

/// Keys of points; the two names of the current time share a variable, in which it is never absent.
std::optional<KeyView> Space::point_view(const std::string& key, std::string_view spelling) {
  const PointKey* row = find_point_key(key);
  if (row == nullptr) return std::nullopt;
  const bool now = key == "aws:currenttime" || key == "aws:epochtime";
  KeyView result;
  result.points = row;
  result.absent = absent_mark;
  result.with_value_in = [](const Language& language) { return language; };
  if (now && instant_) {
    result.variable = *instant_;
    return result;
  }
  const auto in_domain = [row, now](const std::string& word) {
    return word == std::string_view(&kAbsentMark, 1) ? !now : row->in_domain(word);
  };
  result.variable = add(now ? Kind::instant : Kind::value, std::string(spelling),
                        Theory("points of " + std::string(row->key), in_domain));
  if (now) instant_ = result.variable;
  theory(result.variable).add_sample({kAbsentMark});
  for (const std::string& point : row->first_points()) theory(result.variable).add_sample(point);
  return result;
}

/// aws:CalledVia is the chain of services; the two others name its first and last one. Who
/// mentions an end mentions the chain.
std::optional<KeyView> Space::called_via_view(const std::string& key) {
  const bool first = key == "aws:calledviafirst";
  if (!first && key != "aws:calledvialast") return std::nullopt;
  KeyView result;
  result.variable = this->key("aws:calledvia", "aws:CalledVia").variable;
  result.absent = [] { return exactly(""); };
  result.with_value_in = [first](const Language& values) {
    const Language end = values + mark(kElementMark);
    const ByteSet all = any_byte() | bytes_of({&kElementMark, 1});
    if (first) return end + many_of(all);
    return end | (many_of(all) + mark(kElementMark) + end);
  };
  return result;
}

KeyView Space::own_view(const std::string& key, std::string_view spelling) {
  const KnownKey* row = find_known_key(key);
  KeyView result;
  result.known = row != nullptr;
  result.list = is_multivalued_key(key) || realm_.list_keys.contains(key);
  if (realm_.is_open() && !result.known) result.service = service_of_key(key);
  const std::string name = row != nullptr ? std::string(row->key) : "";
  if (result.list) {
    result.absent = [] { return exactly(""); };
    const auto domain = [row] { return values_of(row, true) + mark(kElementMark); };
    result.variable = add(Kind::list, std::string(spelling),
                          Theory(store_.get("lists " + name, domain, Shape::repeated)));
    variables_.back().theory.add_sample("");
    if (row != nullptr) variables_.back().theory.add_sample(std::string(row->example) + '\4');
  } else {
    result.absent = absent_mark;
    const auto domain = [row] { return absent_mark() | values_of(row, false); };
    result.variable =
        add(Kind::value, std::string(spelling), Theory(store_.get("values " + name, domain)));
    variables_.back().theory.add_sample({kAbsentMark});
    if (row != nullptr) variables_.back().theory.add_sample(std::string(row->example));
  }
  result.with_value_in = [](const Language& language) { return language; };
  return result;
}

}  // namespace sqsproof::policy
