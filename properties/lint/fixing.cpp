#include "properties/lint/fixing.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "policy/document/parse.h"
#include "properties/access/statements/statement_check.h"
#include "properties/access/statements/variants.h"
#include "properties/access/subject.h"
#include "properties/lint/lint.h"
#include "properties/repair/repair.h"
#include "properties/report/edits.h"

namespace sqsproof::properties {
namespace {

using policy::Document;

constexpr std::size_t kAttempts = 32;  // usually two: what fits together, and what was in its way

/// The text of a round as the rules see it.
struct Round {
  std::optional<Document> policy;
  std::string queue_arn;  ///< empty when nothing names one
  std::vector<Finding> findings;
  bool repairs_asked = false;  ///< `findings` has those of the access checks, too
};

Round read_round(const policy::Source& source, const FixOptions& options) {
  Round round;
  round.policy = policy::parse_policy(source).document;
  if (!round.policy) return round;
  const auto queue = choose_queue(*round.policy, options.queue_arn, options.account);
  if (queue && queue->assumption.empty()) round.queue_arn = queue->queue_arn;
  round.findings = lint({&*round.policy, round.queue_arn, options.vocabulary});
  if (round.queue_arn.empty()) return round;
  const Subject subject{&*round.policy, queue->queue_arn, queue->owner, {}, {}, options.vocabulary};
  for (Finding& finding : review_statements(subject, {.each = options.limits}).findings) {
    round.findings.push_back(std::move(finding));
  }
  return round;
}

/// What stays the same about a finding when the text around it moves.
std::string name_of(const Finding& finding) { return finding.rule + "\n" + finding.message; }

struct Candidates {
  std::vector<Fix> fixes;
  std::vector<std::string> names;
};

Candidates candidates_of(const Round& round, bool keeps_meaning,
                         const std::set<std::string>& refused) {
  Candidates found;
  for (const Finding& finding : round.findings) {
    if (!finding.fix || finding.fix->keeps_meaning != keeps_meaning) continue;
    if (refused.count(name_of(finding)) != 0) continue;
    found.fixes.push_back(*finding.fix);
    found.names.push_back(name_of(finding));
  }
  return found;
}

/// The violated access checks of a round, with their repairs; empty when nothing says which queue.
std::vector<Finding> repairs_of(const Document& policy, const FixOptions& options) {
  const auto queue = choose_queue(policy, options.queue_arn, options.account);
  if (!queue) return {};
  const Subject subject{&policy,       queue->queue_arn,    queue->owner,
                        options.trust, mentions_of(policy), options.vocabulary};
  CheckResult result = check_access(subject, Asking{options.limits});
  offer_repairs(subject, {options.limits}, result);
  return result.findings;
}

policy::Source with_text(const policy::Source& source, std::string text) {
  return std::make_shared<const policy::SourceText>(
      policy::SourceText{source->name, std::move(text)});
}

/// Names the queue in the statements that name no resource, when this is all that keeps the text
/// from being a policy. The diagnostic stands at the brace that opens the statement.
std::vector<Fix> missing_resources(const policy::Source& source, const FixOptions& options) {
  std::vector<Fix> fixes;
  if (!options.unsafe || options.queue_arn.empty()) return fixes;
  for (const policy::Diagnostic& diagnostic : policy::parse_policy(source).diagnostics) {
    if (diagnostic.severity != policy::Severity::error) continue;
    if (diagnostic.id != "grammar/missing-resource") return {};
    const std::size_t inside = diagnostic.place.begin + 1;
    fixes.push_back({"name the queue",
                     {{{inside, inside}, "\"Resource\": " + json_string(options.queue_arn) + ", "}},
                     false});
  }
  return fixes;
}

class Fixer {
 public:
  Fixer(const policy::Source& source, const FixOptions& options)
      : options_(options), source_(source), round_(read_round(source, options)) {}

  FixOutcome run() {
    if (!round_.policy) add_resources();
    while (step()) {
    }
    return {source_->text, fixed_, options_.unsafe ? 0 : withheld(), refused_.size()};
  }

 private:
  std::size_t withheld() {
    if (!round_.policy) return 0;
    add_repairs();
    return candidates_of(round_, false, refused_).fixes.size();
  }

  /// Proofs take time: not before the lint rules have nothing more to offer.
  void add_repairs() {
    if (std::exchange(round_.repairs_asked, true)) return;
    for (Finding& finding : repairs_of(*round_.policy, options_)) {
      round_.findings.push_back(std::move(finding));
    }
  }

  void add_resources() {
    const std::vector<Fix> fixes = missing_resources(source_, options_);
    if (!fixes.empty()) keep(apply_fixes(source_->text, fixes), false);
  }

  /// Those that change nothing come first, so that what they claim can be proved.
  bool step() {
    if (!round_.policy) return false;
    for (const bool keeps_meaning : {true, false}) {
      if (!keeps_meaning && !options_.unsafe) continue;
      const Candidates found = candidates_of(round_, keeps_meaning, refused_);
      if (!found.fixes.empty()) return take(found, keeps_meaning);
    }
    if (!options_.unsafe || round_.repairs_asked) return false;
    add_repairs();
    Candidates found = candidates_of(round_, false, refused_);
    if (found.fixes.empty()) return false;
    found.fixes.resize(1);  // proved for the text as it is, so one at a time
    return take(found, false);
  }

  /// All that fit together, or else the first half, and so on; the first one when it fails alone
  /// is refused. False when there were attempts enough.
  bool take(const Candidates& found, bool keeps_meaning) {
    for (std::size_t count = found.fixes.size(); count > 0; count /= 2) {
      if (++attempts_ > kAttempts) return false;
      if (keep(apply_fixes(source_->text, std::span(found.fixes).first(count)), keeps_meaning)) {
        return true;
      }
    }
    refused_.insert(found.names.front());
    return true;
  }

  bool keep(const Edited& edited, bool keeps_meaning) {
    if (edited.taken.empty()) return false;
    const policy::Source next = with_text(source_, edited.text);
    Round after = read_round(next, options_);
    if (!after.policy) return false;
    const std::string& queue = round_.queue_arn.empty() ? after.queue_arn : round_.queue_arn;
    if (keeps_meaning && !queue.empty() &&
        !same_access(*round_.policy, *after.policy, queue, *options_.vocabulary, options_.limits)) {
      return false;
    }
    fixed_ += edited.taken.size();
    source_ = next;
    round_ = std::move(after);
    return true;
  }

  const FixOptions& options_;
  policy::Source source_;
  Round round_;
  std::set<std::string> refused_;
  std::size_t fixed_ = 0;
  std::size_t attempts_ = 0;
};

}  // namespace

FixOutcome fix_policy(const policy::Source& source, const FixOptions& options) {
  return Fixer(source, options).run();
}

bool same_access(const Document& a, const Document& b, const std::string& queue_arn,
                 const policy::Vocabulary& vocabulary, policy::ProverLimits limits) {
  const policy::RequestClass everything = every_request(vocabulary);
  policy::Prover prover(a, queue_arn, vocabulary, limits);
  for (const auto offender : {policy::Offender::let_in, policy::Offender::refused}) {
    policy::Question question{{everything}, {"999988887777"}, offender, &b};
    if (prover.ask(question).verdict != policy::Verdict::holds) return false;
  }
  return true;
}

}  // namespace sqsproof::properties
