// Values of variables as what they say of a request.
#include <algorithm>

#include "policy/symbolic/known_keys.h"
#include "policy/symbolic/lines.h"
#include "policy/symbolic/open_requests.h"
#include "policy/symbolic/space.h"
#include "policy/values/arn.h"

namespace sqsproof::policy {

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
