#include "properties/explore/failure_kind.h"

#include <algorithm>
#include <fmt/core.h>

#include "semantics/actions/parts.h"

namespace sqsproof::properties {
namespace {

std::string_view outcome_of(const semantics::Answer& answer) {
  if (std::holds_alternative<semantics::ServiceError>(answer)) return "is refused";
  if (std::holds_alternative<semantics::NoAnswer>(answer)) return "gets no answer";
  const auto* received = semantics::response_in<semantics::ReceiveMessageResponse>(answer);
  if (received == nullptr) return "is accepted";
  return received->messages.empty() ? "returns nothing" : "returns messages";
}

}  // namespace

std::string failure_kind(const semantics::History& history, const semantics::Violation& violation) {
  const auto at = std::find_if(history.operations.begin(), history.operations.end(),
                               [&](const auto& one) { return one.id == violation.at; });
  if (at == history.operations.end()) return "";
  return fmt::format("a {} that {}", semantics::action_of(at->call), outcome_of(at->answer));
}

bool is_steady(const Outcome& outcome) {
  constexpr std::size_t kLate = 100;  // tests
  const Reproduction& again = outcome.counterexample->reproduced;
  return outcome.instances > kLate && again.of > 0 && again.failed == again.of;
}

}  // namespace sqsproof::properties
