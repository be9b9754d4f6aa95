#include "properties/explore/drain.h"

#include <algorithm>

#include "properties/explore/outstanding.h"
#include "semantics/actions/parts.h"

namespace sqsproof::properties {
namespace {

using namespace semantics;
using Kind = Command::Kind;

constexpr int kDrainWait_s = 1;
constexpr int kDrainTimeout_s = 30;  // time enough to delete what was received
constexpr int kEmptyPolls = 2;       // in a row, then a queue counts as empty
constexpr int kMorePolls = 3;        // as many more if something is still to come
constexpr int kMoveLimit_s = 60;     // a task that takes longer does not end
constexpr int kPatientPolls = 5;     // of each queue, spread over a minute at least
constexpr Duration_us kMinute_us = seconds(60);
constexpr int kPatientCounts = 3;  // counters lag
constexpr Duration_us kCountsLag_us = seconds(10);
constexpr const char* kNotEmpty = "the queues did not stay empty";

class Drain {
 public:
  Drain(const Program& program, Script& script, Recorder& recorder)
      : program_(program), script_(script), recorder_(recorder) {}

  std::string run() {
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
    if (more && recorder_.venue().patient_drain) return drain_patiently();
    for (auto role = roles.rbegin(); more && role != roles.rend(); ++role) {
      empty = drain(*role, kMorePolls) && empty;
    }
    for (const Role role : roles) count(role);
    return empty ? "" : kNotEmpty;
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

  std::optional<Answer> count(Role role) {
    Command command;
    command.kind = Kind::count;
    command.queue = static_cast<int>(role);
    return perform(command);
  }

  /// Queues take turns, so that the minute is the same one for all of them.
  std::string drain_patiently() {
    const auto roles = script_.roles();
    const int wait_s = static_cast<int>(13 / roles.size()) + 1;  // five rounds take a minute
    std::vector<EmptySince> empty(roles.size());
    const auto is_sure = [](const EmptySince& one) {
      return one.polls >= kPatientPolls && one.until - one.from >= kMinute_us;
    };
    const int rounds_limit = script_.sent() + 20;
    for (int i = 0; !std::all_of(empty.begin(), empty.end(), is_sure); ++i) {
      if (failed() || i >= rounds_limit) return "its queues did not stay empty for a minute";
      for (std::size_t j = roles.size(); j-- > 0;) poll(roles[j], wait_s, empty[j]);
    }
    return wait_for_counters();
  }

  std::string wait_for_counters() {
    const auto roles = script_.roles();
    fixtures::Clock& clock = *recorder_.venue().clock;
    for (int i = 0; i < kPatientCounts; ++i) {
      if (i > 0) clock.sleep_until(clock.now() + kCountsLag_us);
      bool zero = true;
      for (const Role role : roles) zero = reads_zero(count(role)) && zero;
      if (zero) return "";
    }
    return "polls of a minute found nothing while its counters do not read 0";
  }

  static bool reads_zero(const std::optional<Answer>& answer) {
    const auto* told = answer ? response_in<GetQueueAttributesResponse>(*answer) : nullptr;
    if (told == nullptr || told->attributes.empty()) return false;
    return std::all_of(told->attributes.begin(), told->attributes.end(),
                       [](const auto& attribute) { return attribute.second == "0"; });
  }

  bool drain(Role role, int empty_polls) {
    const int polls_limit = script_.sent() + 20;  // an endpoint that invents messages has no end
    EmptySince empty;
    for (int i = 0; i < polls_limit && empty.polls < empty_polls && !failed(); ++i) {
      poll(role, kDrainWait_s, empty);
    }
    return empty.polls >= empty_polls;
  }

  /// Polls that found nothing, one after the other.
  struct EmptySince {
    int polls = 0;
    Instant_us from = 0, until = 0;
  };

  /// One more, which deletes what it receives.
  void poll(Role role, int wait_s, EmptySince& empty) {
    Command poll;
    poll.kind = Kind::receive;
    poll.queue = static_cast<int>(role);
    poll.wait_s = wait_s;
    poll.visibility_timeout_s = kDrainTimeout_s;
    const std::size_t before = script_.receipts_of(role).size();
    const Instant_us begun = recorder_.venue().clock->now();
    const auto answer = perform(poll);
    if (!answer || !is_empty(*answer)) {
      empty = {};
    } else {
      if (empty.polls++ == 0) empty.from = begun;
      empty.until = recorder_.venue().clock->now();
    }
    remove_newest(role, script_.receipts_of(role).size() - before);
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

std::string drain(const Program& program, Script& script, Recorder& recorder) {
  return Drain(program, script, recorder).run();
}

}  // namespace sqsproof::properties
