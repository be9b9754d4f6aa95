// From a witness to one that says as much with less.
#include <algorithm>
#include <optional>

#include "policy/decide/match.h"
#include "policy/prover/witness.h"
#include "policy/symbolic/open_requests.h"
#include "policy/values/arn.h"

namespace sqsproof::policy {
namespace {

/// The request with another context, completed anew.
Request with_context(const Request& request, Context context) {
  Request changed;
  changed.name = request.name;
  changed.principal = request.principal;
  changed.caller = parse_caller(request.principal).value_or(request.caller);
  changed.action = request.action;
  changed.resource = request.resource;
  changed.identity = request.identity;
  changed.context = std::move(context);
  complete(changed);
  return changed;
}

constexpr std::string_view kArn = "aws:principalarn";
constexpr std::string_view kUserId = "aws:userid";

/// Keys that `complete` gives every request to a queue that lacks them, if at all, with the value
/// that they have.
constexpr std::string_view kFollowing[] = {
    "aws:principalaccount",      "aws:principaltype",        "aws:username",
    "aws:principalisawsservice", "aws:principalservicename", "aws:principalservicenameslist",
    "aws:resourceaccount",       "aws:requestedregion"};

/// Makes a request smaller step by step, as long as it replays the same.
class Simplifier {
 public:
  Simplifier(Request& request, const Document& policy, const Vocabulary& vocabulary,
             const Question& question, const Replay& wanted)
      : request_(request),
        policy_(policy),
        vocabulary_(vocabulary),
        question_(question),
        wanted_(wanted) {}

  /// All keys that nobody mentioned at once, or one after the other.
  void drop_keys(const Space& space) {
    const auto nobody_mentioned = [&](std::string_view key) {
      return space.find_key(key) == nullptr;
    };
    Dropped dropped = request_.context.take_out([&](const Context::Entry& entry) {
      return !comes_back(entry.first) && nobody_mentioned(entry.first);
    });
    if (dropped.empty()) return;
    // Of what follows from the others, all but the caller's ARN comes back, or is not there: with
    // the rest of what says who calls it goes, too.
    if (nobody_mentioned(kArn)) {
      Dropped arn = request_.context.take_out(
          [](const Context::Entry& entry) { return entry.first.text() == kArn; });
      std::move(arn.begin(), arn.end(), std::back_inserter(dropped));
    }
    const bool anew = policy_.kind != PolicyKind::queue ||
                      std::any_of(dropped.begin(), dropped.end(), [](const Context::Entry& entry) {
                        return entry.first.text() == kArn;
                      });
    if (anew) return drop_and_complete(std::move(dropped));
    if (!is_same(request_)) drop_one_by_one(put_back(dropped));
  }

  void name_first_action() {
    const std::string found = request_.action;
    allows_ = fitting_allows();
    const auto may_be_let_in = [&](const std::string& action) {
      return !allows_ || std::any_of(allows_->begin(), allows_->end(), [&](const auto* statement) {
        return action_matches(statement->actions, action) == Truth::yes;
      });
    };
    for (const RequestClass& wanted : question_.classes) {
      for (const std::string& action : wanted.actions) {
        if (action == found) return;
        if (!may_be_let_in(action) || !may_be(action, found)) continue;
        request_.action = action;
        if (is_same(request_)) return;
        request_.action = found;
      }
    }
  }

  /// An action and a resource of one service, where the samples have such a pair.
  void match_services(const Space& space) {
    if (!space.realm().is_open() || services_match(request_)) return;
    for (const VariableId variable : {Space::kResource, Space::kAction}) {
      for (const NumberedWord& sample : space.theory(variable).samples()) {
        Request changed = request_;
        if (variable == Space::kResource) {
          changed.context.erase("aws:resourceaccount");
          changed.context.erase("aws:requestedregion");
        }
        space.decode(variable, sample.text(), changed);
        if (!services_match(changed) || !has_own_keys(changed, space)) continue;
        const auto context = changed.context;
        if (keep_if_same(with_context(changed, context))) return;
      }
    }
  }

  /// Allow statements that surely let the request in, where they were looked at.
  [[nodiscard]] std::optional<std::vector<std::size_t>> let_in_by() const {
    if (!allows_) return std::nullopt;
    std::vector<std::size_t> statements;
    for (const Statement* statement : *allows_) {
      const bool covers = action_matches(statement->actions, request_.action) == Truth::yes;
      if (covers) statements.push_back(statement->index);
    }
    return statements;
  }

 private:
  using Dropped = std::vector<Context::Entry>;

  std::vector<KeyName> put_back(Dropped& dropped) {
    std::vector<KeyName> keys;
    for (Context::Entry& entry : dropped) {
      keys.push_back(entry.first);
      request_.context.emplace(entry.first, std::move(entry.second));
    }
    return keys;
  }
  void drop_one_by_one(const std::vector<KeyName>& keys) {
    for (const KeyName& key : keys) {
      auto without = request_.context;
      without.erase(key);
      keep_if_same(with_context(request_, std::move(without)));
    }
  }
  void drop_and_complete(Dropped dropped) {
    Context smaller = request_.context;
    const std::vector<KeyName> keys = put_back(dropped);
    if (!keep_if_same(with_context(request_, std::move(smaller)))) drop_one_by_one(keys);
  }
  /// Roles are assumed through STS. Service Authorization Reference, list_awssecuritytokenservice
  [[nodiscard]] static bool services_match(const Request& request) {
    const auto arn = split_arn(request.resource);
    return !arn || is_to(request, arn->service()) ||
           (arn->service() == "iam" && is_to(request, "sts"));
  }
  /// Of the services' keys, those of the service alone.
  [[nodiscard]] static bool has_own_keys(const Request& request, const Space& space) {
    return std::all_of(space.keys().begin(), space.keys().end(), [&](const auto& entry) {
      const KeyView& view = entry.second;
      return view.service.empty() || value_of(request, view.key) == nullptr ||
             is_to(request, view.service);
    });
  }
  /// Whether a key that was left out is there again, with its value, when the request is completed.
  [[nodiscard]] bool comes_back(std::string_view key) const {
    if (policy_.kind != PolicyKind::queue) return false;
    const CallerKind kind = request_.caller.kind;
    if (key == kUserId) return kind != CallerKind::user && kind != CallerKind::role;
    if (key == kArn) return request_.caller.path.empty();
    return std::find(std::begin(kFollowing), std::end(kFollowing), key) != std::end(kFollowing);
  }
  /// Allow statements of a queue policy that let the request in if it were with one of their
  /// actions; nothing where that does not say all.
  [[nodiscard]] std::optional<std::vector<const Statement*>> fitting_allows() const {
    if (policy_.kind != PolicyKind::queue || question_.offender == Offender::refused ||
        wanted_.offends != Truth::yes) {
      return std::nullopt;
    }
    std::vector<const Statement*> allows;
    for (const Statement& statement : policy_.statements) {
      if (statement.effect != Effect::allow) continue;
      if (applies_but_for_action(statement, request_) == Truth::yes) allows.push_back(&statement);
    }
    return allows;
  }
  /// Tags come with some actions only.
  [[nodiscard]] bool may_be(const std::string& action, const std::string& found) const {
    const auto tags_of = [&](const std::string& name) {
      const VocabularyAction* row = find_action(vocabulary_, name);
      return row != nullptr ? row->tags : RequestTags::none;
    };
    const bool tagged =
        std::any_of(request_.context.begin(), request_.context.end(), [](const auto& entry) {
          const std::string_view key = entry.first;
          return key == "aws:tagkeys" || key.starts_with("aws:requesttag/");
        });
    return !tagged || tags_of(action) == tags_of(found);
  }
  [[nodiscard]] bool is_same(const Request& changed) const {
    return replay(policy_, vocabulary_, question_, changed) == wanted_;
  }
  bool keep_if_same(Request changed) {
    if (!is_same(changed)) return false;
    request_ = std::move(changed);
    return true;
  }

  Request& request_;
  const Document& policy_;
  const Vocabulary& vocabulary_;
  const Question& question_;
  Replay wanted_;
  std::optional<std::vector<const Statement*>> allows_;  ///< that let it in but for the action
};

}  // namespace

std::optional<std::vector<std::size_t>> make_readable(Request& request, const Document& policy,
                                                      const Vocabulary& vocabulary,
                                                      const Question& question, const Replay& as,
                                                      const Space& space, Keys keys) {
  Simplifier simplifier(request, policy, vocabulary, question, as);
  simplifier.match_services(space);
  if (keys == Keys::all) simplifier.drop_keys(space);
  simplifier.name_first_action();
  return simplifier.let_in_by();
}

}  // namespace sqsproof::policy
