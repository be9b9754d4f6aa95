#include "properties/report/shared_failures.h"

#include <algorithm>
#include <fmt/format.h>

#include "properties/explore/failure_kind.h"
#include "properties/explore/members.h"

namespace sqsproof::properties {
namespace {

struct Failure {
  std::string_view requirement;
  const Program* program;
  std::string kind;
};

/// Whether what is special about one is special about the other, too; how much it is does not
/// matter.
template <class Struct>
bool is_part(const Struct& one, const Struct& other,
             std::span<const NumberMember<Struct>> members) {
  const Struct usual{};
  return std::all_of(members.begin(), members.end(), [&](const auto& member) {
    return one.*member.field == usual.*member.field || other.*member.field != usual.*member.field;
  });
}

bool is_part(const Command& one, const Command& other) {
  // Who does it when is another matter; so is how much a receive may take.
  Command alike = one;
  alike.client = Command{}.client;
  alike.think_ms = Command{}.think_ms;
  alike.latency_ms = Command{}.latency_ms;
  alike.max_messages = Command{}.max_messages;
  return one.kind == other.kind && one.queue == other.queue &&
         is_part(alike, other, command_members());
}

/// Whether the commands are among those others, in the same order.
bool are_among(const std::vector<Command>& commands, const std::vector<Command>& others) {
  auto next = others.begin();
  for (const Command& command : commands) {
    next = std::find_if(next, others.end(),
                        [&](const Command& candidate) { return is_part(command, candidate); });
    if (next == others.end()) return false;
    ++next;
  }
  return true;
}

/// What happens in one queue may happen in another one.
bool is_part(const Program& one, const Program& other) {
  if (one.fifo != other.fifo || !is_part(one.plan, other.plan, plan_members())) return false;
  if (are_among(one.commands, other.commands)) return true;
  if (uses(one, Role::dead_letter) || uses(one, Role::other)) return false;
  std::vector<Command> elsewhere = one.commands;
  for (Command& command : elsewhere) command.queue = static_cast<int>(Role::other);
  return are_among(elsewhere, other.commands);
}

/// Commands, and all that is special about them and the queue.
std::pair<std::size_t, std::size_t> size_of(const Program& program) {
  std::size_t special = 0;
  for (const auto& member : plan_members()) {
    special += program.plan.*member.field != QueuePlan{}.*member.field ? 1 : 0;
  }
  for (const Command& command : program.commands) {
    for (const auto& member : command_members()) {
      special += command.*member.field != Command{}.*member.field ? 1 : 0;
    }
  }
  return {program.commands.size(), special};
}

/// Those with the smallest programs first.
std::vector<Failure> failures_of(const ConformReport& report) {
  std::vector<Failure> failures;
  for (const RequirementResult& result : report.results) {
    const auto& example = result.outcome.counterexample;
    if (!example) continue;
    failures.push_back({result.requirement->words.id, &example->program,
                        failure_kind(example->history, example->violation)});
  }
  std::stable_sort(failures.begin(), failures.end(), [](const Failure& a, const Failure& b) {
    return size_of(*a.program) < size_of(*b.program);
  });
  return failures;
}

}  // namespace

std::vector<SharedFailure> shared_failures(const ConformReport& report) {
  std::vector<SharedFailure> groups;
  std::vector<Failure> left = failures_of(report);
  while (!left.empty()) {
    const Failure first = left.front();
    SharedFailure group{{}, first.kind};
    std::erase_if(left, [&](const Failure& one) {
      const bool alike = one.kind == first.kind && is_part(*first.program, *one.program);
      if (alike) group.requirements.push_back(one.requirement);
      return alike;
    });
    if (group.requirements.size() > 1) groups.push_back(std::move(group));
  }
  return groups;
}

std::string describe(const SharedFailure& shared) {
  std::string others;
  const std::size_t last = shared.requirements.size() - 1;
  for (std::size_t i = 1; i <= last; ++i) {
    const char* const before = i == 1 ? "" : i == last ? " and " : ", ";
    others += before + std::string(shared.requirements[i]);
  }
  const bool one = shared.requirements.size() == 2;
  return fmt::format(
      "a hint: these {} failures may be one bug: the program of {} is part of {} of {}; each shows "
      "in {}",
      shared.requirements.size(), shared.requirements.front(), one ? "that" : "those", others,
      shared.kind);
}

}  // namespace sqsproof::properties
