#include "properties/examples/authorization/guest.h"

#include <fmt/format.h>

namespace sqsproof::properties::examples {

using namespace semantics;

namespace {

std::string text_of(const Statement& statement, const std::string& guest, const Queue& queue) {
  const std::string principal =
      statement.principal.empty() ? fmt::format(R"({{"AWS":"{}"}})", guest) : statement.principal;
  const std::string condition =
      statement.condition.empty() ? "" : fmt::format(R"(,"Condition":{})", statement.condition);
  return fmt::format(R"({{"Effect":"{}","Principal":{},"Action":"{}","Resource":"{}"{}}})",
                     statement.effect, principal, statement.action, queue.arn, condition);
}

/// Who may not see a queue may be told that there is none. SQS/troubleshooting
bool is_denied(const semantics::Answer& answer) {
  const auto* error = std::get_if<ServiceError>(&answer);
  return error != nullptr && (error->code == "AccessDeniedException" ||
                              error->code == "AccessDenied" || error->code == "QueueDoesNotExist");
}

}  // namespace

Guarded::Guarded(Conversation& say) : say_(say), queue_(say.make_queue()) {}

std::string Guarded::policy_of(const std::vector<Statement>& statements) const {
  std::string all;
  for (const Statement& statement : statements) {
    all += (all.empty() ? "" : ",") +
           text_of(statement, say_.reach().callers->guest_principal, queue_);
  }
  return R"({"Version":"2012-10-17","Statement":[)" + all + "]}";
}

void Guarded::set_policy(const std::vector<Statement>& statements) {
  say_.set(queue_, "Policy", policy_of(statements));
}

void Guarded::take_policy_away() { say_.set(queue_, "Policy", ""); }

bool Guarded::guest_may(const Call& call) {
  const ExampleDoor owner = say_.door();
  say_.as({owner.url, &say_.reach().callers->guest});
  const semantics::Answer answer = say_.try_call(call);
  say_.as(owner);
  const auto* error = std::get_if<ServiceError>(&answer);
  if (error == nullptr) return true;
  if (!is_denied(answer)) {
    say_.fail(fmt::format("the guest should be let in or denied; it gets {} (HTTP {}): {}",
                          error->code, error->http_status, error->message));
  }
  return false;
}

bool Guarded::is_denied_to_owner(const Call& call) { return is_denied(say_.try_call(call)); }

void Guarded::expect_allowed(std::string_view why, const Call& call) {
  say_.expect_soon(fmt::format("the guest may call {}: {}", action_of(call), why),
                   [&] { return guest_may(call); });
}

void Guarded::expect_denied(std::string_view why, const Call& call) {
  say_.expect_soon(fmt::format("the guest may not call {}: {}", action_of(call), why),
                   [&] { return !guest_may(call); });
}

}  // namespace sqsproof::properties::examples
