#include "properties/explore/drain.h"

#include <algorithm>

#include "properties/explore/outstanding.h"

namespace sqsproof::properties {
namespace {

using namespace semantics;
using Kind = Command::Kind;

constexpr int kDrainWait_s = 1;
constexpr int kDrainTimeout_s = 30;  // time enough to delete what was received
constexpr int kEmptyPolls = 2;       // in a row, then a queue counts as empty
constexpr int kMorePolls = 3;        // as many more if something is still to come
constexpr int kMoveLimit_s = 60;     // a task that takes longer does not end

class Drain {
 public:
  Drain(const Program& program, Script& script, Recorder& recorder)
      : program_(program), script_(script), recorder_(recorder) {}

  bool run() {
    wait_until_quiet();
    wait_for_moves();
    const auto roles = script_.roles();
    for (const Role role : roles) count(role);
    // Sources before the dead-letter queue: to be received there, a message leaves its source.
    bool empty = true;
    for (auto role = roles.rbegin(); role != roles.rend(); ++role) {
      empty = drain(*role, kEmptyPolls) && empty;
    }
    // What misses messages now and then gets them later; what lost them does not.
    const bool more = !failed() && any_outstanding(recorder_.so_far());
    for (auto role = roles.rbegin(); more && role != roles.rend(); ++role) {
      empty = drain(*role, kMorePolls) && empty;
    }
    for (const Role role : roles) count(role);
    return empty;
  }

 private:
  bool failed() const { return !recorder_.failure().empty(); }

  std::optional<Answer> perform(const Command& command) {
    const auto call = script_.call_of(command);
    if (!call || failed()) return std::nullopt;
    Answer answer = recorder_.call(0, *call);
    script_.note(*call, answer, recorder_.venue().clock->now());
    return answer;
  }

  void wait_until_quiet() {
    constexpr Duration_us kMargin_us = 10 * kMillisecond_us;
    fixtures::Clock& clock = *recorder_.venue().clock;
    const Instant_us quiet = std::max(script_.quiet_from(), clock.now());
    clock.sleep_until(quiet + recorder_.venue().tolerance.late_us + kMargin_us);
  }

  void wait_for_moves() {
    const bool moves =
        std::any_of(program_.commands.begin(), program_.commands.end(),
                    [](const Command& command) { return command.kind == Kind::start_move; });
    if (!moves || !uses(program_, Role::dead_letter)) return;
    fixtures::Clock& clock = *recorder_.venue().clock;
    for (int i = 0; i < kMoveLimit_s && !failed() && is_moving(); ++i) {
      clock.sleep_until(clock.now() + kSecond_us);
    }
    wait_until_quiet();
  }

  bool is_moving() {
    ListMessageMoveTasksRequest request;
    request.source_arn = script_.arn_of(Role::dead_letter);
    request.max_results = 10;  // there should be one that runs
    const Answer answer = recorder_.call(0, request);
    const auto* reply = std::get_if<Reply>(&answer);
    const auto* tasks = reply ? std::get_if<ListMessageMoveTasksResponse>(reply) : nullptr;
    return tasks && std::any_of(tasks->results.begin(), tasks->results.end(), [](const auto& task) {
             return task.status == "RUNNING" || task.status == "CANCELLING";
           });
  }

  void count(Role role) {
    Command command;
    command.kind = Kind::count;
    command.queue = static_cast<int>(role);
    (void)perform(command);
  }

  bool drain(Role role, int empty_polls) {
    Command poll;
    poll.kind = Kind::receive;
    poll.queue = static_cast<int>(role);
    poll.wait_s = kDrainWait_s;
    poll.visibility_timeout_s = kDrainTimeout_s;
    const int polls_limit = script_.sent() + 20;  // an endpoint that invents messages has no end
    int empty = 0;
    for (int polls = 0; polls < polls_limit && empty < empty_polls && !failed(); ++polls) {
      const std::size_t before = script_.receipts_of(role).size();
      const auto answer = perform(poll);
      const std::size_t fresh = script_.receipts_of(role).size() - before;
      empty = answer && is_empty(*answer) ? empty + 1 : 0;
      remove_newest(role, fresh);
    }
    return empty >= empty_polls;
  }

  static bool is_empty(const Answer& answer) {
    const auto* reply = std::get_if<Reply>(&answer);
    const auto* received = reply ? std::get_if<ReceiveMessageResponse>(reply) : nullptr;
    return received && received->messages.empty();
  }

  void remove_newest(Role role, std::size_t count) {
    Command remove;
    remove.kind = Kind::remove;
    remove.queue = static_cast<int>(role);
    for (std::size_t i = 0; i < count; ++i) {
      remove.receipt = static_cast<int>(count - i);
      (void)perform(remove);
    }
  }

  const Program& program_;
  Script& script_;
  Recorder& recorder_;
};

}  // namespace

bool drain(const Program& program, Script& script, Recorder& recorder) {
  return Drain(program, script, recorder).run();
}

}  // namespace sqsproof::properties
