// `check --baseline`: findings of an earlier run that are known.
//
// The file is a report as `check --output json` writes it. A finding is known when its fingerprint
// (rule, queue and message) stands there; each entry covers one finding, so that a second one that
// looks the same, in another file, is not taken for it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "properties/report/finding.h"

namespace sqsproof::properties {

struct BaselineEntry {
  std::string fingerprint;
  std::string rule;
  std::string queue;
  std::string message;
};

class Baseline {
 public:
  /// Refuses what is no report, with its place.
  [[nodiscard]] static policy::Result<Baseline> read(const policy::Source& source);

  /// Sets aside the findings that are known, and uses up their entries.
  void keep_new_findings(std::vector<Finding>& findings);

  /// The entries that cover nothing that was found.
  [[nodiscard]] std::vector<BaselineEntry> unused() const;

  /// The report that it was read from left findings out: they count as new.
  [[nodiscard]] bool truncated() const { return truncated_; }

 private:
  struct Slot {
    BaselineEntry entry;
    bool used = false;
  };
  std::vector<Slot> slots_;
  std::multimap<std::string, std::size_t> by_fingerprint_;  ///< of the slots that are not used
  bool truncated_ = false;
};

}  // namespace sqsproof::properties
