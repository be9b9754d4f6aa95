// The vocabulary of examples: ask and expect. What does not come as expected ends the example.
//
//   const Queue queue = say.make_queue();
//   say.send(queue, "hello");
//   say.expect_error(DeleteMessageRequest{queue.url, "nonsense"}, "ReceiptHandleIsInvalid");
//
// Errors go by the names of their shapes (semantics/errors.h); where the sources name several, all
// of them with `|` between. Queues are fresh, and deleted in the end.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "properties/examples/channel.h"

namespace sqsproof::properties {

/// The response to a request: the alternative at the same place.
template <class Request, std::size_t I = 0>
constexpr std::size_t index_of_request() {
  if constexpr (std::is_same_v<std::variant_alternative_t<I, semantics::AnyCall>, Request>) {
    return I;
  } else {
    return index_of_request<Request, I + 1>();
  }
}
template <class Request>
using ResponseTo = std::variant_alternative_t<index_of_request<Request>(), semantics::AnyReply>;

class Conversation {
 public:
  struct Queue {
    std::string url;
    std::string name;
    std::string arn;
  };

  Conversation(Channel& channel, fixtures::Protocol protocol);

  // Who speaks to whom, and how.
  void over(fixtures::Protocol protocol) { protocol_ = protocol; }
  [[nodiscard]] fixtures::Protocol protocol() const { return protocol_; }
  void as(ExampleDoor door) { door_ = std::move(door); }
  [[nodiscard]] const ExampleDoor& door() const { return door_; }
  [[nodiscard]] Channel& channel() { return channel_; }
  [[nodiscard]] const ExampleReach& reach() const { return channel_.reach(); }
  void wait(int seconds) { channel_.wait(seconds); }
  void restart() { channel_.restart(door_, protocol_); }

  // Calls.
  /// It has to succeed.
  template <class Request>
  ResponseTo<Request> ask(const Request& request) {
    return std::get<ResponseTo<Request>>(ask_any(request));
  }
  semantics::Reply ask_any(const semantics::Call& call);
  /// Whatever comes. What breaks the endpoint is asked twice.
  semantics::Answer try_call(const semantics::Call& call);
  /// Calls are about who may call: a refusal for want of permission is an answer like others.
  void is_about_permission() { about_permission_ = true; }
  /// It has to fail, with one of these codes; with any, when there is none.
  semantics::ServiceError expect_error(const semantics::Call& call, std::string_view codes);
  semantics::ServiceError expect_refused(const semantics::Call& call) {
    return expect_error(call, "");
  }

  // Bytes, signed as the calls are.
  fixtures::RawAnswer post_json(std::string_view action, std::string body,
                                std::string target = "/");
  fixtures::RawAnswer post_form(std::string body, std::string target = "/");
  fixtures::RawAnswer get(std::string target, fixtures::RawHeaders headers = {});
  fixtures::RawAnswer send_raw(const fixtures::RawRequest& request);

  // Expectations.
  void expect(bool holds, std::string_view what);
  void expect_equal(std::string_view what, std::string_view expected, std::string_view got);
  void expect_equal(std::string_view what, std::size_t expected, std::size_t got);
  /// Asks until it holds: AWS lets attributes, deletions and lists take up to a minute.
  void expect_soon(std::string_view what, const std::function<bool()>& holds);
  /// Where a queue is being made ready, the example is undecided instead.
  [[noreturn]] void fail(std::string why) const;
  [[noreturn]] void skip(std::string why) const;

  // Queues and messages.
  [[nodiscard]] std::string fresh_name(std::string_view suffix = "");
  Queue make_queue(semantics::StringMap attributes = {});
  Queue make_fifo(semantics::StringMap attributes = {});
  /// A queue that another way of creating made: found, and deleted in the end.
  Queue adopt(const std::string& url, const std::string& name);
  void set(const Queue& queue, std::string name, std::string value);
  [[nodiscard]] std::string attribute(const Queue& queue, const std::string& name);
  semantics::SendMessageResponse send(const Queue& queue, std::string body);
  semantics::SendMessageResponse send(const Queue& queue, std::string body, std::string group,
                                      std::string id);
  /// Receives until `count` messages came, each once, or patience ends. The options are those of
  /// the first receive; a wait is chosen.
  std::vector<semantics::ReceivedMessage> receive(const Queue& queue, std::size_t count,
                                                  semantics::ReceiveMessageRequest options = {});
  /// Exactly one that has to come.
  semantics::ReceivedMessage receive_one(const Queue& queue,
                                         semantics::ReceiveMessageRequest options = {});
  /// One receive, which has to be empty.
  void expect_nothing(const Queue& queue);

  void tidy_up();

 private:
  /// Ends the example when the last answer was broken: by itself that says nothing about a promise.
  void need_whole(std::string_view what) const;
  /// The same, unless only this request was answered so: then it is the endpoint's answer to it.
  void need_health(std::string_view what);
  semantics::Answer checked(const semantics::Call& call, semantics::Answer answer) const;
  void need_permission(bool denied, std::string_view what) const;

  Channel& channel_;
  fixtures::Protocol protocol_;
  fixtures::RawSigner own_;
  ExampleDoor door_;
  bool about_permission_ = false;
  /// Queues are being made ready: what goes wrong says nothing about what the example asks.
  bool preparing_ = false;
  std::vector<std::pair<std::string, ExampleDoor>> made_;  ///< URLs of queues, and who made them
};

using Queue = Conversation::Queue;

}  // namespace sqsproof::properties
