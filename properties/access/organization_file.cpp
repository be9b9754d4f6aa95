#include "properties/access/organization_file.h"

#include <fmt/format.h>

#include "policy/support/json.h"
#include "policy/values/arn.h"

namespace sqsproof::properties {
namespace {

using policy::JsonValue;
using Kind = JsonValue::Kind;

class Reader {
 public:
  explicit Reader(const policy::Source& source) : source_(source) {}

  policy::Result<Trust> read(const JsonValue& root) {
    if (root.kind == Kind::array) {
      for (const JsonValue& one : root.items) read_output(one);
    } else {
      read_output(root);
    }
    if (trust_.accounts.empty() && problems_.empty()) problem("it lists no account", root.place);
    if (!problems_.empty()) return tl::unexpected(std::move(problems_));
    return std::move(trust_);
  }

 private:
  void problem(std::string message, policy::Place place) {
    problems_.push_back({"input/organization",
                         policy::Severity::error,
                         std::move(message),
                         source_,
                         place,
                         {},
                         "give the output of `aws organizations list-accounts --output json`"});
  }

  void read_output(const JsonValue& output) {
    const JsonValue* accounts = policy::member_of(output, "Accounts");
    const JsonValue* organization = policy::member_of(output, "Organization");
    if (organization != nullptr) {
      read_id(*organization, "MasterAccountId");
      read_arn(*organization);
    }
    if (accounts == nullptr && organization != nullptr) return;
    if (accounts == nullptr || accounts->kind != Kind::array) {
      return problem("there is no list `Accounts`, and no `Organization`", output.place);
    }
    for (const JsonValue& account : accounts->items) {
      read_id(account, "Id");
      read_arn(account);
    }
  }

  void read_id(const JsonValue& value, const char* name) {
    const JsonValue* id = policy::member_of(value, name);
    if (id == nullptr) return problem(fmt::format("an account has no `{}`", name), value.place);
    if (id->kind == Kind::string && policy::is_account_id(id->text)) {
      trust_.accounts.insert(id->text);
      return;
    }
    problem(fmt::format("`{}` is not an account id of 12 digits", id->text), id->place);
  }

  /// `arn:aws:organizations::111122223333:account/o-a1b2c3d4e5/222222222222`
  void read_arn(const JsonValue& value) {
    const JsonValue* text = policy::member_of(value, "Arn");
    const auto arn = policy::split_arn(text == nullptr ? "" : text->text);
    if (!arn) return;
    const std::string_view resource = arn->resource();
    const std::size_t begin = resource.find("/o-");
    if (begin == std::string_view::npos) return;
    const std::size_t end = resource.find('/', begin + 1);
    trust_.organizations.emplace(resource.substr(begin + 1, end - begin - 1));
  }

  const policy::Source& source_;
  Trust trust_;
  policy::Diagnostics problems_;
};

}  // namespace

policy::Result<Trust> read_organization(const policy::Source& source) {
  auto root = policy::read_json(source);
  if (!root) return tl::unexpected(std::move(root.error()));
  return Reader(source).read(*root);
}

}  // namespace sqsproof::properties
