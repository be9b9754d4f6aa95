// Laws of the judge that no single history shows: widening intervals or tolerances never turns a
// pass into a failure, and names do not matter.
#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <set>

#include "semantics/history.h"
#include "semantics/judge/judge.h"

namespace sqsproof::semantics {
namespace {

constexpr const char* kUrls[] = {"q", "q.fifo"};

/// Calls in some order at some times with answers that may or may not fit together: most of these
/// histories violate something, and many do not. Nobody uses a receipt before it is given out: of
/// such a history the judge says nothing.
History random_history() {
  History history;
  const bool fifo = *rc::gen::arbitrary<bool>();
  const std::string url = kUrls[fifo];
  history.queues[url] = {.name = url, .fifo = fifo, .visibility_timeout_s = 5};
  Instant_us now = 0;
  const int count = *rc::gen::inRange(3, 12);
  int receipts = 0;
  const auto pick = [](int n) { return std::to_string(*rc::gen::inRange(1, n + 1)); };
  const auto pick_receipt = [&] {
    const int number = *rc::gen::inRange(1, 5);
    return number <= receipts ? "r" + std::to_string(number) : "stranger";
  };
  for (int i = 0; i < count; ++i) {
    now += *rc::gen::element<Duration_us>(10, seconds(1), seconds(3), seconds(6), seconds(301));
    Operation o;
    o.id = static_cast<std::size_t>(i + 1);
    o.invoked = now;
    o.returned = now + *rc::gen::element<Duration_us>(1, 5, seconds(1), seconds(7));
    const int kind = *rc::gen::inRange(0, 4);
    if (kind == 0) {
      const std::string number = pick(3);
      // One message has one deduplication id; m1 and m2 share theirs.
      const std::string key = number == "3" ? "key2" : "key1";
      o.call = SendMessageRequest{url, "body" + number, {}, {}, key, "group" + pick(2)};
      o.answer = Reply(SendMessageResponse{"m" + number, "", {}, {}});
    } else if (kind == 1) {
      ReceiveMessageRequest receive;
      receive.queue_url = url;
      receive.wait_time_seconds = *rc::gen::inRange(0, 2);
      ReceiveMessageResponse response;
      const int found = *rc::gen::inRange(0, 3);
      for (int k = 0; k < found; ++k) {
        const std::string number = pick(3);
        response.messages.push_back(
            {"m" + number, "r" + std::to_string(++receipts), "", "body" + number, {}, {}, {}});
      }
      o.call = receive;
      o.answer = Reply(response);
    } else if (kind == 2) {
      o.call = DeleteMessageRequest{url, pick_receipt()};
      o.answer = Reply(DeleteMessageResponse{});
    } else {
      o.call = ChangeMessageVisibilityRequest{url, pick_receipt(), *rc::gen::element(0, 5, 20)};
      o.answer = Reply(ChangeMessageVisibilityResponse{});
    }
    if (*rc::gen::inRange(0, 10) == 0) o.answer = NoAnswer{"timeout"};
    if (*rc::gen::arbitrary<bool>()) now = o.returned;
    history.operations.push_back(std::move(o));
  }
  history.drained = *rc::gen::arbitrary<bool>();
  history.drained_from = history.operations.size() / 2;
  return history;
}

void log(const History& history) {
  for (const std::string& line : describe_operations(history)) RC_LOG() << line << "\n";
}

/// A finding about availability is named by its most likely cause; what excuses the one may leave
/// another name for it; so may two messages of one deduplication id, of which one disappears with
/// its answer. All others have a name of their own.
std::string_view family_of(std::string_view id) {
  for (const std::string_view prefix :
       {"visibility/", "delivery/available-soon", "delay/", "batch/sent", "fifo/groups/",
        "retention/", "dead-letter/", "purge/keeps", "purge/leaves", "long-poll/",
        "fifo/dedup/window", "fifo/dedup/original", "fifo/attempts/restart"}) {
    if (id.starts_with(prefix)) return "availability";
  }
  return id;
}

/// What no order of overlapping calls explains is named by the fewest rules without which there is
/// one; wider intervals may need one rule more, and without a delete another one.
bool is_shown_by_orders(std::string_view id) {
  return id == "delivery/not-after-delete" || id == "fifo/order/prefix" ||
         id == "counters/receives";
}

struct Accused {
  std::vector<std::string_view> promises;
  std::set<std::string_view> families;
  /// Something was received before its send. Where the calls overlap instead, it is the message of
  /// that send, and may break whatever a message can break.
  bool received_before_sent = false;
};

Accused accused(const History& history, const Tolerance& tolerance = {},
                const Freedoms& granted = {}) {
  Accused all;
  for (const Judgement& judgement : judge_all(history, {tolerance, granted, {}})) {
    for (const Violation& violation : judgement.violations) {
      all.promises.push_back(find_promise(violation.promise)->id);
      all.families.insert(family_of(all.promises.back()));
      const Call& shown_by = history.operations.at(violation.at - 1).call;
      all.received_before_sent =
          all.received_before_sent || (violation.promise == "delivery/ids-unique" &&
                                       std::holds_alternative<ReceiveMessageRequest>(shown_by));
    }
  }
  return all;
}

/// Nothing that was not violated before is violated now, but for the family `except`.
void expect_excused(const Accused& before, const Accused& now, std::string_view except = "") {
  if (before.received_before_sent) return;
  const bool about_orders =
      before.families.contains("availability") ||
      std::any_of(before.promises.begin(), before.promises.end(), is_shown_by_orders);
  for (const std::string_view id : now.promises) {
    if (!except.empty() && id.starts_with(except)) continue;
    RC_LOG() << id << "\n";
    RC_ASSERT(before.families.contains(family_of(id)) || (about_orders && is_shown_by_orders(id)));
  }
}

void rename(std::string& text) { text = "renamed-" + text; }
void rename(std::optional<std::string>& text) {
  if (text) rename(*text);
}

History renamed(History history) {
  std::map<std::string, QueueSettings> queues;
  for (const auto& [url, settings] : history.queues) queues["renamed-" + url] = settings;
  history.queues = queues;
  for (Operation& o : history.operations) {
    o.id += 1000;
    o.client += 7;
    std::visit(
        [](auto& request) {
          if constexpr (requires { request.queue_url; }) rename(request.queue_url);
          if constexpr (requires { request.receipt_handle; }) rename(request.receipt_handle);
          if constexpr (requires { request.message_body; }) rename(request.message_body);
        },
        o.call);
    auto* reply = std::get_if<Reply>(&o.answer);
    if (!reply) continue;
    if (auto* sent = std::get_if<SendMessageResponse>(reply)) rename(sent->message_id);
    if (auto* received = std::get_if<ReceiveMessageResponse>(reply)) {
      for (ReceivedMessage& m : received->messages) {
        rename(m.message_id);
        rename(m.receipt_handle);
        rename(m.body);
      }
    }
  }
  return history;
}

}  // namespace

RC_GTEST_PROP(JudgeLaws, WideningAnIntervalExcusesAndNeverAccuses, ()) {
  const History history = random_history();
  History wider = history;
  const auto index = *rc::gen::inRange<std::size_t>(0, history.operations.size());
  // Only later returns: an earlier `invoked` would reorder the calls of the list.
  wider.operations[index].returned += *rc::gen::element<Duration_us>(1, seconds(1), seconds(10));
  log(wider);
  // Of a receive, the return is also how long it took to answer, which is a promise of its own.
  const bool receive =
      std::holds_alternative<ReceiveMessageRequest>(history.operations[index].call);
  expect_excused(accused(history), accused(wider), receive ? "long-poll/" : "");
}

namespace {

/// Whether another send returned the id that this one did.
bool shares_its_id(const History& history, std::size_t index) {
  const auto id_of = [](const Operation& operation) -> std::string_view {
    const auto* reply = std::get_if<Reply>(&operation.answer);
    const auto* sent = reply ? std::get_if<SendMessageResponse>(reply) : nullptr;
    return sent ? std::string_view(sent->message_id) : std::string_view();
  };
  const std::string_view id = id_of(history.operations[index]);
  return !id.empty() && std::count_if(history.operations.begin(), history.operations.end(),
                                      [&](const Operation& o) { return id_of(o) == id; }) > 1;
}

}  // namespace

RC_GTEST_PROP(JudgeLaws, ALostAnswerExcusesAndNeverAccuses, ()) {
  const History history = random_history();
  History lost = history;
  const auto index = *rc::gen::inRange<std::size_t>(0, history.operations.size());
  // The answer of a receive names receipts that others use; without it they are strangers.
  const bool receive =
      std::holds_alternative<ReceiveMessageRequest>(history.operations[index].call);
  RC_PRE(!receive);
  lost.operations[index].answer = NoAnswer{"lost"};
  log(lost);
  RC_LOG() << (history.drained ? ", drained" : "");
  const Accused before = accused(history);
  // Two sends with one id are wrong on a standard queue. Without one of the answers, what had that
  // id is the message of the other send, and may break whatever a message can break.
  const bool id_tells = before.families.contains("delivery/ids-unique");
  if (id_tells && shares_its_id(history, index)) return;
  expect_excused(before, accused(lost));
}

RC_GTEST_PROP(JudgeLaws, ToleranceExcusesAndNeverAccuses, ()) {
  const History history = random_history();
  log(history);
  expect_excused(accused(history), accused(history, {seconds(1), seconds(1)}));
}

RC_GTEST_PROP(JudgeLaws, FreedomsExcuseAndNeverAccuse, ()) {
  const History history = random_history();
  expect_excused(accused(history), accused(history, {}, Freedoms::aws()));
}

RC_GTEST_PROP(JudgeLaws, NamesDoNotMatter, ()) {
  const History history = random_history();
  const History other = renamed(history);
  const auto xs = judge_all(history);
  const auto ys = judge_all(other);
  for (std::size_t i = 0; i < xs.size(); ++i) {
    RC_LOG() << all_promises()[i].id << "\n";
    RC_ASSERT(xs[i].verdict == ys[i].verdict);
    RC_ASSERT(xs[i].instances == ys[i].instances);
    RC_ASSERT(xs[i].violations.size() == ys[i].violations.size());
  }
}

RC_GTEST_PROP(JudgeLaws, AHistoryIsJudgedLikeItsText, ()) {
  const History history = random_history();
  auto source = std::make_shared<policy::SourceText>();
  source->text = to_json_lines(history);
  const auto read = read_history(source);
  RC_ASSERT(read.has_value());
  const auto xs = judge_all(history);
  const auto ys = judge_all(*read);
  for (std::size_t i = 0; i < xs.size(); ++i) {
    RC_LOG() << all_promises()[i].id << "\n";
    RC_ASSERT(xs[i].verdict == ys[i].verdict);
    RC_ASSERT(xs[i].violations.size() == ys[i].violations.size());
  }
}

}  // namespace sqsproof::semantics
