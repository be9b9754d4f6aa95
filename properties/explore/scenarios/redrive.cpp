// Move tasks: out of the dead-letter queue again.
#include "properties/explore/scenarios/scenario.h"
#include "properties/explore/scenarios/steps.h"

namespace sqsproof::properties {
namespace {

using namespace steps;
using Kind = Command::Kind;

/// Some messages, dead.
std::vector<Command> dead(int count) {
  std::vector<Command> commands;
  for (int i = 0; i < count; ++i) commands.push_back(send(pick(1, 2)));
  for (int i = 0; i < 2; ++i) {
    for (int j = 0; j < count; ++j) commands.push_back(receive(10, 0));
  }
  return commands;
}

Program moving(std::vector<Command> commands) {
  return program(percent(50), {.visibility_timeout_s = 5, .max_receive_count = 1},
                 std::move(commands));
}

Program make_back_and_again(Timing) {
  auto commands = dead(pick(1, 3));
  Command start = start_move(pick_from({0, 0, 1}));
  start.to_other = percent(40);
  commands.push_back(start);
  commands.push_back(after_s(5, receive(10, 0)));
  if (start.to_other > 0) commands.push_back(in(Role::other, receive(10, 0)));
  return moving(std::move(commands));
}

Program make_cancelled(Timing) {
  auto commands = dead(3);
  commands.push_back(start_move(1));
  commands.push_back(after_s(pick(0, 2), of_kind(Kind::cancel_move)));
  commands.push_back(after_s(5, in(Role::dead_letter, receive(10, 0))));
  commands.push_back(receive(10, 0));
  return moving(std::move(commands));
}

Program make_two_tasks(Timing) {
  auto commands = dead(3);
  commands.push_back(start_move(1));
  if (percent(50)) commands.push_back(of_kind(Kind::cancel_move));
  commands.push_back(start_move(pick_from({0, 1})));
  commands.push_back(after_s(5, receive(10)));
  return moving(std::move(commands));
}

/// The tasks are looked at while they run.
Program make_two_long_tasks(Timing) {
  return moving({send_batch(10), receive(10, 0), receive(10, 0), start_move(1), start_move(1)});
}

Program make_while_consumed(Timing) {
  auto commands = dead(3);
  commands.push_back(start_move(pick_from({0, 1})));
  commands.push_back(in(Role::dead_letter, receive(1)));
  commands.push_back(after_s(1, in(Role::dead_letter, receive(1))));
  commands.push_back(after_s(2, receive(10)));
  return moving(std::move(commands));
}

/// To a queue whose messages do not die again.
Command start_move_away(int rate) {
  Command start = start_move(rate);
  start.to_other = 1;
  return start;
}

/// Consumers at both ends: one has just received what the task could take.
Program make_raced(Timing) {
  auto commands = dead(pick(1, 3));
  commands.push_back(in(Role::dead_letter, receive(pick(1, 2), 2)));
  commands.push_back(start_move_away(0));
  commands.push_back(after_s(1, in(Role::other, receive(10))));
  commands.push_back(after_s(3, in(Role::dead_letter, receive(10, 0))));
  return moving(std::move(commands));
}

/// Cancelled midway, and both ends are looked at.
Program make_cancelled_and_consumed(Timing) {
  auto commands = dead(pick(2, 4));
  commands.push_back(start_move_away(1));
  commands.push_back(in(Role::dead_letter, receive(pick(0, 1) + 1, 1)));
  commands.push_back(after_s(pick(0, 2), of_kind(Kind::cancel_move)));
  commands.push_back(in(Role::other, receive(pick(1, 10))));
  return moving(std::move(commands));
}

/// One task after another, the first cancelled or not.
Program make_one_after_another(Timing) {
  auto commands = dead(pick(2, 4));
  commands.push_back(start_move_away(pick_from({0, 1})));
  if (percent(60)) commands.push_back(after_s(pick(0, 1), of_kind(Kind::cancel_move)));
  commands.push_back(after_s(pick(0, 3), start_move_away(pick_from({0, 1}))));
  commands.push_back(after_s(2, in(Role::other, receive(10))));
  return moving(std::move(commands));
}

Program make_age_starts_again(Timing) {
  Program made = moving({send(), after_s(20, receive(1, 0)), receive(1, 0),
                         after_s(20, start_move()), after_s(pick_from({25, 35}), receive(1, 0)),
                         after_s(pick_from({20, 30}), receive(1, 0))});
  made.plan.retention_s = 60;
  made.plan.max_receive_count = pick(1, 3) == 1 ? 1 : 2;
  if (made.plan.max_receive_count == 2) {
    made.commands.insert(made.commands.begin() + 1, receive(1, 0));
  }
  return made;
}

/// What was moved has the longer life when it is looked for: the task is known to be over before
/// the first minute is, and the queue is looked at after it.
Program make_lives_longer(Timing) {
  const int dies_s = pick_from({0, 0, 20});
  Program made =
      moving({send(), after_s(dies_s, receive(1, 0)), receive(1, 0),
              after_s(40 - dies_s, start_move_away(0)), after_s(15, of_kind(Kind::pass))});
  made.plan.retention_s = 60;
  return made;
}

/// The dead letters of one group are looked at, so that their order is known.
Program make_in_order(Timing) {
  std::vector<Command> commands;
  for (int i = 0; i < 3; ++i) commands.push_back(send(1));
  for (int i = 0; i < 6; ++i) commands.push_back(receive(10, 0));
  commands.push_back(in(Role::dead_letter, receive(10, 0)));
  commands.push_back(after_s(1, start_move()));
  commands.push_back(after_s(1, receive(10)));
  return program(true, {.visibility_timeout_s = 5, .max_receive_count = 1}, std::move(commands));
}

/// More messages than its rate allows, looked for while it has moved a few.
Program make_slow_and_watched(Timing) {
  auto commands = dead(3);
  commands.push_back(start_move(1));
  commands.push_back(receive(10));
  commands.back().think_ms = pick_from({100, 500, 1'000});
  return moving(std::move(commands));
}

/// A queue beside the one that the messages come from.
Program make_beside_another(Timing) {
  auto commands = dead(2);
  commands.push_back(in(Role::other, receive(10, 0)));
  commands.push_back(start_move());
  commands.push_back(after_s(5, receive(10)));
  commands.push_back(in(Role::other, receive(10)));
  return moving(std::move(commands));
}

/// Two queues with one dead-letter queue: what died in either goes back to it.
Program make_two_sources(Timing) {
  std::vector<Command> commands = {send(), in(Role::other, send())};
  for (int i = 0; i < 2; ++i) {
    commands.push_back(receive(10, 0));
    commands.push_back(in(Role::other, receive(10, 0)));
  }
  commands.push_back(start_move(pick_from({0, 0, 1})));
  commands.push_back(after_s(5, receive(10)));
  commands.push_back(in(Role::other, receive(10)));
  Program made = moving(std::move(commands));
  made.plan.shares_dead_letters = 1;
  return made;
}

const Scenario kScenarios[] = {
    {"redrive/back-and-again", "dead messages move, and are received again", make_back_and_again},
    {"redrive/cancelled", "a slow task is cancelled", make_cancelled, Timing::fast,
     "redrive/cancel-stops"},
    {"redrive/two-tasks", "a second task begins too early", make_two_tasks},
    {"redrive/two-long-tasks", "a second task begins while the first goes on", make_two_long_tasks},
    {"redrive/in-order", "several letters of a group move", make_in_order, Timing::fast,
     "redrive/keeps-order"},
    {"redrive/slow-and-watched", "a slow task is watched", make_slow_and_watched},
    {"redrive/beside-another", "a message moves, and could move elsewhere", make_beside_another},
    {"redrive/two-sources", "what died in two queues goes back to each", make_two_sources},
    {"redrive/while-consumed", "a consumer reads where a task takes away", make_while_consumed},
    {"redrive/raced", "a task begins as a consumer receives", make_raced, Timing::fast,
     "redrive/moves-each-once"},
    {"redrive/cancelled-and-consumed", "a task is cancelled midway, and both ends are read",
     make_cancelled_and_consumed, Timing::fast, "redrive/moves-each-once"},
    {"redrive/one-after-another", "a second task goes on where the first ended",
     make_one_after_another, Timing::fast, "redrive/moves-each-once"},
    {"redrive/age-starts-again", "a moved message grows old", make_age_starts_again, Timing::full},
    {"redrive/lives-longer", "a moved message outlives the time it had", make_lives_longer,
     Timing::full},
};

}  // namespace

std::span<const Scenario> redrive_scenarios() { return kScenarios; }

}  // namespace sqsproof::properties
