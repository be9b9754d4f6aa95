#include "properties/explore/run_program.h"

#include <algorithm>
#include <fmt/core.h>

#include "properties/explore/clients.h"
#include "properties/explore/drain.h"

namespace sqsproof::properties {
namespace {

using namespace semantics;

bool simulates_clients(const Venue& venue, const Program& program) {
  return venue.crowd != nullptr && client_count(program) > 1;
}

class Runner {
 public:
  Runner(const Program& program, const Venue& venue)
      : program_(program), venue_(venue), script_(program, venue.queue_name), recorder_(venue) {}

  ProgramRun run() {
    run_.history.endpoint = venue_.endpoint->name();
    run_.history.virtual_time = venue_.virtual_time;
    // The dead-letter queue has to be there before the others, which reports number in this order.
    for (const Role role : {Role::dead_letter, Role::main, Role::other}) {
      if (uses(program_, role) && !failed()) create(role);
    }
    if (!failed()) run_commands();
    if (!failed()) {
      run_.history.drained_from = recorder_.size();
      run_.history.not_drained = drain(program_, script_, recorder_);
      run_.history.drained = run_.history.not_drained.empty();
    }
    if (venue_.delete_queue) delete_queues();
    if (run_.endpoint_failure.empty() && !recorder_.failure().empty()) {
      give_up(recorder_.failure());
    }
    run_.history.operations = recorder_.finish();
    return std::move(run_);
  }

 private:
  bool failed() const { return !run_.endpoint_failure.empty() || !recorder_.failure().empty(); }
  void give_up(const std::string& reason) {
    run_.endpoint_failure = reason;
    run_.endpoint_dead = true;
  }

  void create(Role role) {
    const Answer answer = recorder_.call(0, script_.creation_of(role));
    if (const auto* error = std::get_if<ServiceError>(&answer)) {
      run_.endpoint_failure =
          fmt::format("CreateQueue was refused: {} {}", error->code, error->message);
    } else if (const auto* silence = std::get_if<NoAnswer>(&answer)) {
      const std::string reason = "no answer that a client can read: " + silence->reason;
      // One that answers something else cannot say why it refuses this queue.
      const Answer other = venue_.endpoint->call(ListQueuesRequest{});
      if (std::holds_alternative<NoAnswer>(other)) return give_up(reason);
      run_.endpoint_failure = reason;
    } else {
      const auto* created = std::get_if<CreateQueueResponse>(&std::get<Reply>(answer));
      script_.created(role, created ? created->queue_url : "");
      if (role != Role::main) ask_arn(role);
    }
  }

  void ask_arn(Role role) {
    GetQueueAttributesRequest request;
    request.queue_url = script_.url_of(role);
    request.attribute_names = {"QueueArn"};
    const Answer answer = recorder_.call(0, request);
    const auto* reply = std::get_if<Reply>(&answer);
    const auto* response = reply ? std::get_if<GetQueueAttributesResponse>(reply) : nullptr;
    const auto arn = response ? response->attributes.find("QueueArn") : StringMap::const_iterator{};
    if (!response || arn == response->attributes.end()) {
      run_.endpoint_failure = "GetQueueAttributes does not tell the QueueArn";
    } else {
      script_.named(role, arn->second);
    }
  }

  void run_commands() {
    if (simulates_clients(venue_, program_)) return run_simulated(program_, script_, recorder_);
    if (client_count(program_) == 1 || venue_.virtual_time) {
      return run_in_turn(program_, script_, recorder_);
    }
    run_as_threads(program_, script_, recorder_);
  }

  void delete_queues() {
    for (const Role role : script_.roles()) {
      if (script_.url_of(role).empty()) continue;
      DeleteQueueRequest request;
      request.queue_url = script_.url_of(role);
      (void)venue_.endpoint->call(Call(request));
    }
  }

  const Program& program_;
  const Venue& venue_;
  ProgramRun run_;
  Script script_;
  Recorder recorder_;
};

}  // namespace

ProgramRun run_program(const Program& program, const Venue& venue) {
  const semantics::Duration_us before = venue.clock->suspended_us();
  ProgramRun run = Runner(program, venue).run();
  run.suspended_us = venue.clock->suspended_us() - before;
  return run;
}

semantics::Tolerance tolerance_of(const Venue& venue, const Program& program) {
  semantics::Tolerance tolerance = venue.tolerance;
  if (!simulates_clients(venue, program)) return tolerance;
  int longest_ms = 0;
  for (const Command& command : program.commands) {
    longest_ms = std::max(longest_ms, command.latency_ms);
  }
  if (longest_ms > 0) tolerance.late_us += 2 * longest_ms * semantics::kMillisecond_us + 4;
  return tolerance;
}

}  // namespace sqsproof::properties
