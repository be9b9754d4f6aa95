// The queue that may do anything that the promises of safety allow, up to some step of an order,
// with the differences between instants that this takes.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/properties/explorer/network.h"
#include "tests/properties/explorer/steps.h"

namespace sqsproof::tests {

struct SmallQueue {
  struct Message {
    std::size_t sent_at = 0;  ///< variables are steps
    semantics::Duration_us delay = 0;
    int group = kNobody;
    std::string body, number, tenant;
    bool gone = false;
    bool purged = false;  ///< and so gone
    int receives = 0;
    int receipt = kNobody;  ///< the latest
    bool hidden = false;    ///< for `hides` from `hidden_at` on
    std::size_t hidden_at = 0;
    semantics::Duration_us hides = 0;
  };
  struct Window {
    std::size_t began_at = 0;
    int message = kNobody;
    semantics::Instant_us from = 0;  ///< its send, at the earliest
  };
  std::map<int, Message> messages;
  std::map<int, std::vector<int>> groups;  ///< in order
  std::map<int, Window> windows;           ///< by deduplication key
  std::set<int> issued;                    ///< receipts
  std::vector<Difference> differences;
};

/// One step more: every state that the queue may be in after it, none when it cannot happen.
class NextStep {
 public:
  /// The steps have to outlive it.
  NextStep(const Steps& steps, const semantics::Tolerance& tolerance)
      : queue_(steps), fifo_(steps.fifo), tolerance_(tolerance) {}
  [[nodiscard]] std::vector<SmallQueue> after(const SmallQueue& before, const Step& step,
                                              std::size_t at);
  /// Why there was none; or what the last difference was for.
  [[nodiscard]] const std::string& obstacle() const { return obstacle_; }

 private:
  void send(const SmallQueue& before, const Step& step);
  void send_fresh(SmallQueue queue, const Step& step);
  void receive(SmallQueue queue, const Step& step);
  bool take(SmallQueue& queue, const Step& step, const Seen& seen);
  bool keeps_order(SmallQueue& queue, const Step& step);
  void expire(SmallQueue& queue, SmallQueue::Message& passed);
  void remove(const SmallQueue& before, const Step& step);
  void change(const SmallQueue& before, const Step& step);
  void purge(SmallQueue queue, const Step& step);
  [[nodiscard]] bool may_be_forgotten(const SmallQueue::Window& window, const Step& again) const;
  bool refuse(const char* obstacle);
  void at_least(SmallQueue& queue, std::size_t since, semantics::Duration_us time,
                const char* what);
  void at_most(SmallQueue& queue, std::size_t since, semantics::Duration_us time, const char* what);

  const Steps& queue_;
  bool fifo_;
  semantics::Tolerance tolerance_;
  std::size_t at_ = 0;
  std::vector<SmallQueue> next_;
  std::string obstacle_;
};

}  // namespace sqsproof::tests
