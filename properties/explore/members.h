// The members of programs as data: what each is called in a file, what it may be, and who has it.
#pragma once

#include <span>

#include "properties/explore/program.h"

namespace sqsproof::properties {

template <class Struct>
struct NumberMember {
  std::string_view name;
  int Struct::*field;
  int least;
  int most;
};

[[nodiscard]] std::span<const NumberMember<Command>> command_members();
[[nodiscard]] std::span<const NumberMember<QueuePlan>> plan_members();

/// What a kind of command is called in a file.
[[nodiscard]] std::string_view name_of(Command::Kind kind);
[[nodiscard]] std::span<const std::string_view> command_names();
/// AWS's name of the attribute.
[[nodiscard]] std::string_view name_of(Setting setting);

}  // namespace sqsproof::properties
