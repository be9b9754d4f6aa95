#include "tests/properties/explorer/small_histories.h"

#include <algorithm>

namespace sqsproof::tests {

using namespace semantics;
using properties::Command;
using properties::Program;

namespace {

properties::Bias bias_for(std::string_view promise, std::uint64_t seed) {
  properties::Bias bias;
  bias.keys = seed % 3 == 0 ? 2 : 0;
  bias.delays = 25;
  bias.clients = 60;
  bias.receive = 5;
  bias.by_content = 20;
  bias.per_group = 20;
  bias.batches = seed % 4 == 0 ? 60 : 0;
  bias.purge = promise.starts_with("purge/") ? 3 : seed % 5 == 0 ? 1 : 0;
  bias.short_retention = promise.starts_with("retention/") ? 100 : 0;
  bias.dead_letters = 0;
  bias.attempts = bias.other_queue = 0;
  return bias;
}

bool is_small(const Command& command) {
  using Kind = Command::Kind;
  constexpr Kind kKnown[] = {Kind::send,         Kind::receive,    Kind::remove,
                             Kind::change,       Kind::send_batch, Kind::remove_batch,
                             Kind::change_batch, Kind::purge,      Kind::pass};
  return std::find(std::begin(kKnown), std::end(kKnown), command.kind) != std::end(kKnown) &&
         command.queue == 0;
}

/// What should be gone shows only when somebody asks for it.
bool is_about_absence(std::string_view promise) {
  return promise.starts_with("purge/") || promise.starts_with("retention/");
}

Command late_receive(Random& random) {
  constexpr int kLater_ms[] = {1'000, 31'000, 91'000};
  Command command;
  command.kind = Command::Kind::receive;
  command.think_ms = kLater_ms[random() % std::size(kLater_ms)];
  return command;
}

bool is_empty_receive(const Operation& operation) {
  const auto* reply = std::get_if<Reply>(&operation.answer);
  const auto* received = reply ? std::get_if<ReceiveMessageResponse>(reply) : nullptr;
  return received && received->messages.empty();
}

}  // namespace

std::int64_t pick_between(Random& random, std::int64_t least, std::int64_t most) {
  const auto span = static_cast<std::uint64_t>(most - least) + 1;
  return least + static_cast<std::int64_t>(random() % span);
}

Program small_program(std::string_view promise, std::uint64_t seed) {
  Random random(seed);
  Program program = properties::generate_program_for(promise, bias_for(promise, seed),
                                                     properties::Timing::full, random());
  std::erase_if(program.commands, [](const Command& command) { return !is_small(command); });
  program.plan.max_receive_count = 0;
  if (!promise.starts_with("retention/")) {
    program.plan.retention_s = properties::QueuePlan{}.retention_s;
  }
  for (Command& command : program.commands) {
    command.attempt = command.attributes = 0;
    command.entries = std::min(command.entries, 3);
  }
  const auto length = static_cast<std::size_t>(pick_between(random, 4, 8));
  if (program.commands.size() > length) program.commands.resize(length);
  if (is_about_absence(promise)) program.commands.push_back(late_receive(random));
  return program;
}

std::optional<History> run_small(const Program& program, const properties::VenueOpener& open) {
  const properties::OpenVenue place = open();
  auto run = properties::run_program(program, place.venue);
  if (!run.endpoint_failure.empty()) return std::nullopt;
  History history = std::move(run.history);
  history.operations.resize(std::min(history.operations.size(), history.drained_from));
  history.drained = false;
  history.drained_from = 0;
  std::erase_if(history.operations, is_empty_receive);
  for (Operation& operation : history.operations) {
    auto* request = std::get_if<ReceiveMessageRequest>(&operation.call);
    const auto* reply = std::get_if<Reply>(&operation.answer);
    const auto* received = reply ? std::get_if<ReceiveMessageResponse>(reply) : nullptr;
    if (request && received) {
      request->max_number_of_messages = static_cast<int>(received->messages.size());
    }
  }
  constexpr std::size_t kLeast = 1 + 3;  // with CreateQueue
  if (history.operations.size() < kLeast) return std::nullopt;
  return history;
}

void widen(History& history, Duration_us most, Random& random) {
  for (Operation& operation : history.operations) {
    if (std::holds_alternative<CreateQueueRequest>(operation.call)) {
      operation.invoked -= seconds(3'600);  // before everything else
      operation.returned -= seconds(3'600);
      continue;
    }
    operation.invoked -= pick_between(random, 0, most);
    operation.returned += pick_between(random, 0, most);
  }
  sort_calls(history);
}

void lose_answers(History& history, Random& random) {
  for (Operation& operation : history.operations) {
    const bool may = std::holds_alternative<DeleteMessageRequest>(operation.call) ||
                     std::holds_alternative<DeleteMessageBatchRequest>(operation.call) ||
                     std::holds_alternative<ChangeMessageVisibilityRequest>(operation.call) ||
                     std::holds_alternative<ChangeMessageVisibilityBatchRequest>(operation.call);
    if (may && random() % 2 == 0) operation.answer = NoAnswer{};
  }
}

void sort_calls(History& history) {
  std::stable_sort(history.operations.begin(), history.operations.end(),
                   [](const Operation& x, const Operation& y) { return x.invoked < y.invoked; });
}

}  // namespace sqsproof::tests
