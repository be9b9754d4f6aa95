#include "policy/symbolic/space.h"

#include <algorithm>

#include "policy/decide/absence.h"
#include "policy/decide/condition.h"
#include "policy/document/condition_keys.h"
#include "policy/symbolic/flaw.h"
#include "policy/symbolic/known_keys.h"
#include "policy/symbolic/lines.h"
#include "policy/symbolic/open_requests.h"
#include "policy/values/arn.h"

namespace sqsproof::policy {
namespace {

Language anything() { return many_of(ByteSet().set()); }
Language mark(char c) { return exactly({&c, 1}); }
Language absent_mark() { return mark(kAbsentMark); }
Language twelve_digits() { return repeated(bytes_of("0123456789"), 12); }

/// Of names in the store: what a language is hangs on the realm, and on no mistake but one.
std::string prefix_of(const Realm& realm) {
  const auto flaw = static_cast<int>(flaw_of_this_thread());
  std::string prefix = realm.partition + (flaw == 0 ? "" : " flaw " + std::to_string(flaw)) + " ";
  if (!realm.is_open()) return prefix;
  prefix += std::string(policy::name_of(realm.kind)) + " ";
  for (const std::string& key : realm.list_keys) prefix += key + " ";
  return prefix;
}

/// Values of the source variable. `-`: none. `R<arn>`: both keys, the account is that of the ARN.
/// `r<arn>`: only aws:SourceArn. `B<arn>\1<account>`: both, an ARN without account, as those of S3
/// buckets are (IAM/confused-deputy). `a<account>`: only aws:SourceAccount.
Language source_domain(const std::string& partition) {
  const ByteSet word = bytes_of("abcdefghijklmnopqrstuvwxyz0123456789-");
  const Language service = one_of(word) + many_of(word);
  const Language begin =
      exactly("arn:" + partition + ":") + service + exactly(":") + many_of(word) + exactly(":");
  const Language end = exactly(":") + one_of(text_bytes()) + many_of(text_bytes());
  const Language owned = begin + twelve_digits() + end;
  const Language unowned = begin + end;
  if (makes(Flaw::source_arn_names_its_account)) {
    return exactly("-") | (exactly("R") + owned) | (exactly("a") + twelve_digits());
  }
  return exactly("-") | (exactly("R") + owned) | (exactly("r") + owned) | (exactly("r") + unowned) |
         (exactly("B") + unowned + mark(kAccountMark) + twelve_digits()) |
         (exactly("a") + twelve_digits());
}

Language with_source_arn_in(const Language& values) {
  return (exactly("R") + values) | (exactly("r") + values) |
         (exactly("B") + values + mark(kAccountMark) + anything());
}

Language with_source_account_in(const Language& values, const std::string& partition) {
  const Language accounts = within(values, bytes_of("0123456789"));
  if (makes(Flaw::source_account_is_free)) return (exactly("R") | exactly("B")) + anything();
  const Language field = many_of(without(any_byte(), ":")) + exactly(":");
  return (exactly("Rarn:" + partition + ":") + field + field + accounts + exactly(":") +
          anything()) |
         (exactly("B") + many_of(any_byte()) + mark(kAccountMark) + accounts) |
         (exactly("a") + accounts);
}

/// `o-…/r-…/` and deeper paths. IAM/reference_policies_condition-keys (aws:PrincipalOrgPaths)
Language organization_domain() {
  const ByteSet name = bytes_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
  const Language root = exactly("o-") + one_of(name) + many_of(name) + exactly("/r-") +
                        one_of(name) + many_of(name) + exactly("/");
  return mark(kAbsentMark) | root | (root + many_of(text_bytes()) + exactly("/"));
}

/// Of a known key, or of another one. Tag keys, names of services and paths have at least one
/// character.
Language values_of(const KnownKey* row, bool list) {
  if (list) return one_of(text_bytes()) + many_of(text_bytes());
  return row != nullptr && row->domain != nullptr ? row->domain() : many_of(text_bytes());
}

}  // namespace

Literal negate(Literal literal) {
  if (literal.kind == Literal::Kind::never) return {Literal::Kind::always};
  if (literal.kind == Literal::Kind::always) return {Literal::Kind::never};
  literal.positive = !literal.positive;
  return literal;
}

Space::Space(Realm realm, const Vocabulary& vocabulary)
    : realm_(std::move(realm)),
      vocabulary_(vocabulary),
      callers_(realm_.partition),
      prefix_(prefix_of(realm_)) {
  add(Kind::caller, "the caller",
      Theory(store_.get(prefix_ + "callers", [this] { return callers_.domain(); })));
  if (realm_.is_open()) {
    add(Kind::action, "the action", Theory(store_.get("actions", action_domain)));
    add(Kind::resource, "the resource",
        Theory(store_.get(prefix_ + "resources", [this] { return resource_domain(realm_); })));
    return;
  }
  std::vector<std::string> actions;
  for (const VocabularyAction& action : vocabulary.actions) actions.push_back(action.name);
  add(Kind::action, "the action", Theory(actions));
}

VariableId Space::add(Kind kind, std::string name, Theory theory) {
  variables_.push_back({kind, std::move(name), std::move(theory)});
  return variables_.size() - 1;
}

const KeyView* Space::find_key(std::string_view lower_case_key) const {
  const auto found = keys_.find(lower_case_key);
  return found == keys_.end() ? nullptr : &found->second;
}

const KeyView& Space::key(const std::string& lower_case_key, std::string_view spelling) {
  if (const KeyView* known = find_key(lower_case_key)) return *known;
  KeyView made = view(lower_case_key, spelling);
  made.multivalued = is_multivalued_key(lower_case_key);
  made.key = lower_case_key;
  return keys_.emplace(lower_case_key, std::move(made)).first->second;
}

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

/// Keys that follow from the queue. IAM/reference_policies_condition-keys
Request Space::constants() const {
  Request request;
  request.resource = realm_.queue_arn;
  if (const auto queue = split_arn(realm_.queue_arn)) {
    request.context["aws:resourceaccount"] = {"aws:ResourceAccount",
                                              {std::string(queue->account())}};
    request.context["aws:requestedregion"] = {"aws:RequestedRegion",
                                              {std::string(queue->region())}};
  }
  return request;
}

std::optional<KeyView> Space::constant_view(const std::string& key, std::string_view spelling) {
  const Request fixed = constants();
  const std::string* value = value_of(fixed, key);
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

Relation& Space::relation(const std::string& name, const std::function<void(Relation&)>& fill) {
  const auto [found, fresh] = relations_by_name_.emplace(name, nullptr);
  if (!fresh) return *found->second;
  Relation& made = relations_.emplace_back();
  found->second = &made;
  fill(made);
  for (std::size_t& variable : made.variables) {
    variable = add(
        Kind::relation, name,
        Theory(std::vector<std::string>{std::string(kRelationFails), std::string(kRelationHolds)}));
  }
  return made;
}

Literal Space::literal(VariableId variable, const LanguageHandle& language, bool inside) {
  if (language->is_empty()) return {inside ? Literal::Kind::never : Literal::Kind::always};
  return atom_of(variable, theory(variable).intern(language), inside);
}

Literal Space::literal(VariableId variable, const Language& language, bool inside, Shape shape) {
  return literal(variable, store_.add("", language, shape), inside);
}

Literal Space::literal(VariableId variable, const std::string& name,
                       const StoredLanguage::Test& test) {
  const std::string full_name = prefix_ + "test " + name;
  LanguageHandle known = store_.find(full_name);
  return literal(variable, known ? known : store_.add(full_name, test), true);
}

Literal Space::caller_of(CallerKinds kinds) {
  return named(kCaller, "kinds " + std::to_string(kinds), [&] { return callers_.of_kinds(kinds); });
}

Literal Space::absent(const KeyView& key) {
  return named(key.variable, "absent " + key.key, key.absent);
}

Literal Space::unsure(const KeyView& key) {
  if (!key.unsure) return {Literal::Kind::never};
  return named(key.variable, "unsure " + key.key, key.unsure);
}

Literal Space::atom_of(VariableId variable, Theory::LanguageId id, bool inside) {
  const auto [found, fresh] = atom_numbers_.emplace(std::pair{variable, id}, atoms_.size());
  if (fresh) atoms_.push_back({variable, id});
  return {Literal::Kind::atom, inside, found->second};
}

Literal Space::action_in(const std::vector<std::string>& actions) {
  std::string name = "actions";
  for (const std::string& action : actions) name += " " + action;
  return named(kAction, name, [&] {
    Language language;
    for (const std::string& action : actions) language = language | exactly(action);
    return language;
  });
}

Literal Space::action_covered(const Patterns& actions, Reading reading) {
  if (actions.entries.empty()) {
    const bool covered = actions.negated && reading == Reading::possible;
    return {covered ? Literal::Kind::always : Literal::Kind::never};
  }
  std::string name = "actions";
  for (const Text& action : actions.entries) name += " " + action.text;
  return named(
      kAction, name, [&] { return actions_listed(actions); }, !actions.negated);
}

Literal Space::action_of_service(const std::string& service) {
  return named(kAction, "service " + service, [&] { return actions_of_service(service); });
}

Literal Space::usual_resource() {
  return named(kResource, "usual resources", [this] { return usual_resources(realm_); });
}

Literal Space::action_with(RequestTags least) {
  std::vector<std::string> actions;
  for (const VocabularyAction& action : vocabulary_.actions) {
    if (action.tags >= least) actions.push_back(action.name);
  }
  return action_in(actions);
}

void Space::decode(VariableId variable, const std::string& value, Request& request) const {
  const Variable& which = variables_[variable];
  const auto give = [&](std::string_view spelling, std::vector<std::string> values) {
    std::string key(spelling);
    std::transform(key.begin(), key.end(), key.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    request.context[key] = {std::string(spelling), std::move(values)};
  };
  switch (which.kind) {
    case Kind::caller:
      decode_caller(value, request);
      return;
    case Kind::action:
      request.action = value;
      return;
    case Kind::resource:
      decode_resource(value, request);
      return;
    case Kind::constant:
    case Kind::relation:
      return;
    case Kind::source: {
      if (value == "-") return;
      const std::size_t end = std::min(value.find(kAccountMark), value.size());
      const std::string text = value.substr(1, end - 1);
      const auto arn = split_arn(text);
      if (value[0] == 'a') give("aws:SourceAccount", {text});
      if (value[0] != 'a') give("aws:SourceArn", {text});
      if (value[0] == 'R' && arn) give("aws:SourceAccount", {std::string(arn->account())});
      if (value[0] == 'B') give("aws:SourceAccount", {value.substr(end + 1)});
      return;
    }
    case Kind::organization: {
      if (value[0] == kAbsentMark) return;
      const OrganizationKeys& keys = all_organization_keys()[which.organization];
      give(keys.id_spelling, {value.substr(0, value.find('/'))});
      give(keys.paths_spelling, {value});
      return;
    }
    case Kind::instant:
      give("aws:CurrentTime", {value});
      give("aws:EpochTime", {epoch_seconds_of(value)});
      return;
    case Kind::value:
      if (value != std::string{kAbsentMark}) give(which.name, {value});
      return;
    case Kind::list: {
      std::vector<std::string> elements;
      for (std::size_t begin = 0; begin < value.size();) {
        const std::size_t end = value.find(kElementMark, begin);
        elements.push_back(value.substr(begin, end - begin));
        begin = end + 1;
      }
      if (elements.empty()) return;
      const KeyView* chain = find_key("aws:calledvia");
      if (chain != nullptr && chain->variable == variable) {
        give("aws:CalledViaFirst", {elements.front()});
        give("aws:CalledViaLast", {elements.back()});
      }
      give(which.name, std::move(elements));
      return;
    }
  }
}

}  // namespace sqsproof::policy
