#include "cli/moved.h"

#include <algorithm>
#include <vector>

#include "policy/decide/authorize.h"

namespace sqsproof::cli {
namespace {

using properties::CheckResult;
using properties::Finding;
using properties::Fix;
using properties::Subject;

std::vector<std::size_t> places_of(const std::string& part, const std::string& text) {
  std::vector<std::size_t> places;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) {
    places.push_back(at);
  }
  return places;
}

class Mover {
 public:
  Mover(const Subject& from, const Subject& to)
      : from_(from), to_(to), old_arns_(places_of(from.queue_arn, from.policy->source->text)) {}

  [[nodiscard]] bool fits() const {
    return replaced(from_.policy->source->text) == to_.policy->source->text;
  }

  std::optional<CheckResult> move(CheckResult result) {
    result.questions = 0;
    for (Finding& finding : result.findings) move(finding);
    if (!sound_) return std::nullopt;
    return result;
  }

 private:
  [[nodiscard]] std::string replaced(std::string text) const {
    for (std::size_t at = 0; (at = text.find(from_.queue_arn, at)) != std::string::npos;) {
      text.replace(at, from_.queue_arn.size(), to_.queue_arn);
      at += to_.queue_arn.size();
    }
    return text;
  }
  void move(std::string& text) const { text = replaced(std::move(text)); }
  void move(std::vector<std::string>& texts) const {
    for (std::string& text : texts) move(text);
  }

  /// Behind each ARN of the queue by as much as the new one is longer. What ends inside of one
  /// cannot be told.
  void move(std::size_t& offset) {
    std::size_t before = 0;
    for (const std::size_t begin : old_arns_) {
      if (offset <= begin) break;
      sound_ = sound_ && offset >= begin + from_.queue_arn.size();
      ++before;
    }
    offset = offset + before * to_.queue_arn.size() - before * from_.queue_arn.size();
  }
  void move(policy::Place& place) {
    move(place.begin);
    move(place.end);
  }

  void move(Fix& fix) {
    move(fix.title);
    for (Fix::Edit& edit : fix.edits) {
      move(edit.place);
      move(edit.text);
    }
  }

  void move(policy::Request& request) {
    const auto& words = *to_.vocabulary;
    const auto before = policy::decide(*from_.policy, request, words);
    move(request.resource);
    for (auto& [key, entry] : request.context) move(entry.values);
    sound_ = sound_ && policy::decide(*to_.policy, request, words) == before;
  }

  void move(Finding& finding) {
    sound_ = sound_ && finding.source == from_.policy->source;
    finding.source = to_.policy->source;
    move(finding.place);
    for (std::string* text : {&finding.message, &finding.queue, &finding.label, &finding.help}) {
      move(*text);
    }
    move(finding.notes);
    if (finding.witness) move(*finding.witness);
    if (finding.fix) move(*finding.fix);
  }

  const Subject& from_;
  const Subject& to_;
  std::vector<std::size_t> old_arns_;
  bool sound_ = true;
};

}  // namespace

std::optional<CheckResult> moved(const CheckResult& found, const Subject& from, const Subject& to) {
  Mover mover(from, to);
  if (!mover.fits()) return std::nullopt;
  return mover.move(found);
}

}  // namespace sqsproof::cli
