// Values of variables as what they say of a request.
#include <algorithm>

#include "policy/symbolic/known_keys.h"
#include "policy/symbolic/lines.h"
#include "policy/symbolic/open_requests.h"
#include "policy/symbolic/space.h"
#include "policy/values/arn.h"

namespace sqsproof::policy {

void Space::decode(VariableId variable, std::string_view value, Request& request) const {
  const Variable& which = variables_[variable];
  // The keys that are named here, or in a table.
  const auto give = [&](std::string_view key, std::string_view spelling, std::string_view only) {
    policy::give(request, KeyName::lasting(key), KeyName::lasting(spelling), only);
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
      const std::string_view text = value.substr(1, end - 1);
      const auto arn = split_arn(text);
      if (value[0] == 'a') give("aws:sourceaccount", "aws:SourceAccount", text);
      if (value[0] != 'a') give("aws:sourcearn", "aws:SourceArn", text);
      if (value[0] == 'R' && arn) give("aws:sourceaccount", "aws:SourceAccount", arn->account());
      if (value[0] == 'B') give("aws:sourceaccount", "aws:SourceAccount", value.substr(end + 1));
      return;
    }
    case Kind::organization: {
      if (value[0] == kAbsentMark) return;
      const OrganizationKeys& keys = all_organization_keys()[which.organization];
      give(keys.id, keys.id_spelling, value.substr(0, value.find('/')));
      give(keys.paths, keys.paths_spelling, value);
      return;
    }
    case Kind::instant:
      give("aws:currenttime", "aws:CurrentTime", value);
      give("aws:epochtime", "aws:EpochTime", epoch_seconds_of(std::string(value)));
      return;
    case Kind::value:
      if (value != std::string_view(&kAbsentMark, 1))
        policy::give(request, which.key, which.name, value);
      return;
    case Kind::list: {
      std::vector<std::string> elements;
      for (std::size_t begin = 0; begin < value.size();) {
        const std::size_t end = value.find(kElementMark, begin);
        elements.emplace_back(value.substr(begin, end - begin));
        begin = end + 1;
      }
      if (elements.empty()) return;
      const KeyView* chain = find_key("aws:calledvia");
      if (chain != nullptr && chain->variable == variable) {
        give("aws:calledviafirst", "aws:CalledViaFirst", elements.front());
        give("aws:calledvialast", "aws:CalledViaLast", elements.back());
      }
      request.context[which.key] = {which.name, std::move(elements)};
      return;
    }
  }
}

}  // namespace sqsproof::policy
