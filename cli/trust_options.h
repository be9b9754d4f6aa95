// Whom not to count as outside: accounts, organizations, and a file that lists those of one. The
// same options of every command that tells outside from inside.
#pragma once

#include <string>
#include <vector>

#include "properties/access/subject.h"

namespace CLI {
class App;
}

namespace sqsproof::cli {

struct TrustOptions {
  std::vector<std::string> accounts;
  std::vector<std::string> organizations;
  std::string org_file;  ///< what AWS's command line prints of an organization; empty without one
};

void add_trust_options(CLI::App& app, TrustOptions& options);

/// Adds whom the file of --org-file lists. False, with diagnostics printed, when something is wrong
/// with it.
[[nodiscard]] bool read_org_file(TrustOptions& options, bool color);

[[nodiscard]] properties::Trust trust_of(const TrustOptions& options);

}  // namespace sqsproof::cli
