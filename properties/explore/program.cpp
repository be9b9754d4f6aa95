#include "properties/explore/program.h"

#include <algorithm>
#include <fmt/core.h>

#include "properties/explore/members.h"

namespace sqsproof::properties {
namespace {

using Kind = Command::Kind;

std::string seconds_text(int milliseconds) {
  return milliseconds % 1000 == 0 ? fmt::format("{} s", milliseconds / 1000)
                                  : fmt::format("{:.3f} s", milliseconds / 1000.0);
}

/// As calls are described, where there are several queues (semantics/queue_labels.h).
constexpr std::string_view kLabels[] = {"q1", "dlq", "q2"};

bool has_several_queues(const Program& program) {
  return uses(program, Role::dead_letter) || uses(program, Role::other);
}

std::string receipt_text(const Command& c) {
  if (c.foreign > 0) {
    return fmt::format("receipt {} of {}", c.receipt, kLabels[static_cast<int>(Role::main)]);
  }
  return c.receipt == 1 ? "the newest receipt"
                        : fmt::format("receipt {} from the newest", c.receipt);
}

std::string content_text(const Command& c, bool fifo) {
  std::string text;
  if (fifo != (c.odd_group > 0)) text += fmt::format(" group={}", c.group);
  if (fifo && c.odd_group > 0) text += " without a group";
  if (fifo && c.key > 0) text += fmt::format(" key={}", c.key);
  const bool some = c.kind == Kind::send_batch && c.entries > 1;
  const char* const whose = some ? " of every other entry" : "";
  if (c.delay_s >= 0) text += fmt::format(" delay={} s{}", c.delay_s, whose);
  if (c.body > 0) text += fmt::format(" body={}", c.body);
  if (c.attributes > 0) text += fmt::format(" attributes={}{}", c.attributes, whose);
  if (c.invalid > 0) text += " with a character that is refused";
  return text;
}

std::string receive_text(const Command& c) {
  std::string text = fmt::format("receive max={}", c.max_messages);
  if (c.visibility_timeout_s >= 0) text += fmt::format(" visibility={} s", c.visibility_timeout_s);
  if (c.wait_s > 0) text += fmt::format(" wait={} s", c.wait_s);
  if (c.wait_s == Command::kQueueDefault) text += " wait=as the queue says";
  if (c.attempt > 0) text += fmt::format(" attempt={}", c.attempt);
  return text;
}

std::string move_text(const Command& c) {
  std::string text = "start a move task from dlq";
  if (c.to_other > 0) text += " to q2";
  return c.rate > 0 ? text + fmt::format(", {} a second", c.rate) : text;
}

std::string what_of(const Command& c, bool fifo) {
  const int timeout_s = std::max(0, c.visibility_timeout_s);
  switch (c.kind) {
    case Kind::send:
      return "send" + content_text(c, fifo);
    case Kind::send_batch:
      return fmt::format("send a batch of {}", c.entries) + content_text(c, fifo);
    case Kind::receive:
      return receive_text(c);
    case Kind::remove:
      return "delete by " + receipt_text(c);
    case Kind::remove_batch:
      return fmt::format("delete a batch of {} from {} on", c.entries, receipt_text(c));
    case Kind::change:
      return fmt::format("change visibility to {} s by {}", timeout_s, receipt_text(c));
    case Kind::change_batch:
      return fmt::format("change visibility to {} s of a batch of {} from {} on", timeout_s,
                         c.entries, receipt_text(c));
    case Kind::set:
      return fmt::format("set {} to {}", name_of(static_cast<Setting>(c.setting)), c.value);
    case Kind::start_move:
      return move_text(c);
    case Kind::cancel_move:
      return "cancel the move task";
    case Kind::purge:
    case Kind::count:
    case Kind::pass:
      break;
  }
  return std::string(name_of(c.kind));
}

/// Whether it is a call about a queue, and not one about a task.
bool names_queue(const Command& c) {
  return c.kind != Kind::pass && c.kind != Kind::start_move && c.kind != Kind::cancel_move;
}

std::string describe(const Command& c, const Program& program) {
  std::string text = what_of(c, program.fifo);
  if (names_queue(c) && (has_several_queues(program) || c.queue > 0)) {
    // No queue is its own dead-letter queue: of a redrive policy, it is always the first.
    const bool redrive =
        c.kind == Kind::set && static_cast<Setting>(c.setting) == Setting::max_receive_count;
    text += fmt::format(" ({})", kLabels[redrive ? 0 : c.queue]);
  }
  if (c.latency_ms > 0) text += fmt::format(", {} ms each way", c.latency_ms);
  if (c.think_ms > 0) text = fmt::format("after {}: {}", seconds_text(c.think_ms), text);
  return client_count(program) > 1 ? fmt::format("c{} {}", c.client, text) : text;
}

std::string describe_plan(const Program& program) {
  const QueuePlan& plan = program.plan;
  std::string text = fmt::format(
      "{} queue{}, visibility timeout {} s, delay {} s", program.fifo ? "FIFO" : "standard",
      has_several_queues(program) ? " q1" : "", plan.visibility_timeout_s, plan.delay_s);
  if (plan.retention_s != QueuePlan{}.retention_s) {
    text += fmt::format(", retention {} s", plan.retention_s);
  }
  if (plan.wait_s > 0) text += fmt::format(", wait {} s", plan.wait_s);
  if (plan.max_receive_count > 0) {
    text += fmt::format(", dead-letter queue dlq after {} receive{}", plan.max_receive_count,
                        plan.max_receive_count == 1 ? "" : "s");
  }
  if (program.fifo && plan.content_based_deduplication > 0) text += ", deduplicates by content";
  if (program.fifo && plan.deduplicates_per_group > 0) text += ", deduplicates per group";
  if (uses(program, Role::other)) {
    text += fmt::format("; queue q2 beside it, of the same kind, timeout and retention{}",
                        plan.shares_dead_letters > 0 ? ", with the same dlq" : "");
  }
  return text;
}

}  // namespace

int client_count(const Program& program) {
  int count = 1;
  for (const Command& command : program.commands) count = std::max(count, command.client + 1);
  return count;
}

bool uses(const Program& program, Role role) {
  if (role == Role::main) return true;
  if (role == Role::dead_letter) return program.plan.max_receive_count > 0;
  if (program.plan.shares_dead_letters > 0) return true;
  return std::any_of(program.commands.begin(), program.commands.end(), [](const Command& c) {
    return c.queue == static_cast<int>(Role::other) ||
           (c.kind == Kind::start_move && c.to_other > 0);
  });
}

std::vector<std::string> describe(const Program& program) {
  std::vector<std::string> lines = {describe_plan(program)};
  for (const Command& command : program.commands) lines.push_back(describe(command, program));
  return lines;
}

}  // namespace sqsproof::properties
