#include "cli/trust_options.h"

#include <CLI/CLI.hpp>

#include "cli/input.h"
#include "policy/values/arn.h"
#include "properties/access/organization_file.h"

namespace sqsproof::cli {

void add_trust_options(CLI::App& app, TrustOptions& options) {
  app.add_option("--trusted-account", options.accounts,
                 "an account that is not outside and may have access, repeatable")
      ->type_name("ID")
      ->allow_extra_args(false)
      ->check([](const std::string& text) {
        return policy::is_account_id(text) ? std::string()
                                           : "`" + text + "` is not an account id of 12 digits";
      });
  app.add_option("--trusted-org", options.organizations,
                 "an organization whose members are not outside, repeatable")
      ->type_name("o-ID")
      ->allow_extra_args(false);
  app.add_option("--org-file", options.org_file,
                 "an organization that is trusted, with its accounts: the output of `aws "
                 "organizations list-accounts` or `describe-organization`")
      ->type_name("FILE");
}

bool read_org_file(TrustOptions& options, bool color) {
  if (options.org_file.empty()) return true;
  const auto source = read_input(options.org_file);
  const auto read =
      source ? properties::read_organization(*source) : tl::unexpected(source.error());
  if (!read) {
    print(read.error(), color);
    return false;
  }
  options.accounts.insert(options.accounts.end(), read->accounts.begin(), read->accounts.end());
  options.organizations.insert(options.organizations.end(), read->organizations.begin(),
                               read->organizations.end());
  return true;
}

properties::Trust trust_of(const TrustOptions& options) {
  return {{options.accounts.begin(), options.accounts.end()},
          {options.organizations.begin(), options.organizations.end()}};
}

}  // namespace sqsproof::cli
