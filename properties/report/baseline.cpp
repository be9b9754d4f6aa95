#include "properties/report/baseline.h"

#include "policy/support/json.h"

namespace sqsproof::properties {
namespace {

using policy::JsonValue;

tl::unexpected<policy::Diagnostics> refuse(const policy::Source& source, std::string message,
                                           policy::Place place) {
  return tl::unexpected(policy::Diagnostics{{"input/baseline",
                                             policy::Severity::error,
                                             std::move(message),
                                             source,
                                             place,
                                             {},
                                             "give a file that `sqsproof check --output json=FILE` "
                                             "wrote"}});
}

std::string text_of(const JsonValue& object, std::string_view name) {
  const JsonValue* value = policy::member_of(object, name);
  return value != nullptr && value->kind == JsonValue::Kind::string ? value->text : "";
}

}  // namespace

policy::Result<Baseline> Baseline::read(const policy::Source& source) {
  const auto document = policy::read_json(source);
  if (!document) return tl::unexpected(document.error());
  const JsonValue* findings = policy::member_of(*document, "findings");
  if (findings == nullptr || findings->kind != JsonValue::Kind::array) {
    return refuse(source, "there is no list `findings`", document->place);
  }
  Baseline baseline;
  for (const JsonValue& item : findings->items) {
    BaselineEntry entry{text_of(item, "fingerprint"), text_of(item, "rule"), text_of(item, "queue"),
                        text_of(item, "message")};
    if (entry.fingerprint.empty()) {
      return refuse(source, "the finding has no `fingerprint`", item.place);
    }
    baseline.by_fingerprint_.emplace(entry.fingerprint, baseline.slots_.size());
    baseline.slots_.push_back({std::move(entry)});
  }
  const JsonValue* truncated = policy::member_of(*document, "truncated");
  baseline.truncated_ = truncated != nullptr && truncated->text == "true";
  return baseline;
}

void Baseline::keep_new_findings(std::vector<Finding>& findings) {
  for (Finding& finding : findings) {
    const auto found = by_fingerprint_.find(fingerprint_of(finding));
    if (found == by_fingerprint_.end()) continue;
    slots_[found->second].used = true;
    by_fingerprint_.erase(found);
    if (finding.state != Finding::State::fresh) continue;
    set_aside(finding, Finding::State::known, "known: it stands in the baseline");
  }
}

std::vector<BaselineEntry> Baseline::unused() const {
  std::vector<BaselineEntry> entries;
  for (const Slot& slot : slots_) {
    if (!slot.used) entries.push_back(slot.entry);
  }
  return entries;
}

}  // namespace sqsproof::properties
