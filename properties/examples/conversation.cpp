#include "properties/examples/conversation.h"

#include <algorithm>
#include <fmt/format.h>

namespace sqsproof::properties {
namespace {

using fixtures::RawAnswer;
using fixtures::RawRequest;
using semantics::Answer;
using semantics::Call;
using semantics::NoAnswer;
using semantics::Reply;
using semantics::ServiceError;
using Verdict = ExampleResult::Verdict;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// It says nothing about the promise: try again later.
bool asks_for_patience(int status) { return status == 429 || status == 503; }

bool is_throttled(const ServiceError& error) {
  return asks_for_patience(error.http_status) ||
         is_one_of(error.code, {"RequestThrottled", "ThrottlingException", "Throttling",
                                "ServiceUnavailable", "RequestThrottledException"});
}

/// Codes that say that the caller may not do it, or that nobody knows the caller.
constexpr std::string_view kDenials[] = {
    "AccessDenied",        "AccessDeniedException",       "InvalidClientTokenId",
    "InvalidAccessKeyId",  "UnrecognizedClientException", "SignatureDoesNotMatch",
    "IncompleteSignature", "InvalidSignatureException",   "MissingAuthenticationToken",
    "ExpiredToken",        "ExpiredTokenException",       "MissingAuthenticationTokenException"};

bool is_forbidding(int status) { return status == 401 || status == 403; }

/// 403 is also the status of errors of SQS, such as OverLimit.
bool is_denial(const ServiceError& error) {
  const bool named =
      std::find(std::begin(kDenials), std::end(kDenials), error.code) != std::end(kDenials);
  return named ||
         (is_forbidding(error.http_status) && semantics::find_error(error.code) == nullptr);
}

bool is_denial(const RawAnswer& answer) {
  return is_forbidding(answer.status) &&
         std::any_of(std::begin(kDenials), std::end(kDenials), [&](std::string_view code) {
           return answer.body.find(code) != std::string::npos;
         });
}

bool has_no_such_action(const ServiceError& error) {
  return error.http_status == 501 ||
         is_one_of(error.code, {"UnknownOperationException", "InvalidActionException",
                                "InvalidAction", "UnsupportedOperation", "NotImplemented",
                                "AWS.SimpleQueueService.UnsupportedOperation"});
}

/// By its shape or its code of the Query protocol, one of those with `|` between.
bool is_code(std::string_view code, std::string_view codes) {
  const semantics::ErrorRow* row = semantics::find_error(code);
  while (!codes.empty()) {
    const std::string_view one = codes.substr(0, codes.find('|'));
    if (one == code || (row != nullptr && row == semantics::find_error(one))) return true;
    codes.remove_prefix(std::min(codes.size(), one.size() + 1));
  }
  return false;
}

std::string described(const ServiceError& error) {
  return fmt::format("{} (HTTP {}): {}", error.code, error.http_status, error.message);
}

}  // namespace

Conversation::Conversation(Channel& channel, fixtures::Protocol protocol)
    : channel_(channel), protocol_(protocol), own_(channel.reach().key) {
  door_ = {channel.reach().url, &own_};
}

void Conversation::fail(std::string why) const {
  throw ExampleEnd{preparing_ ? Verdict::undecided : Verdict::fail, std::move(why)};
}
void Conversation::skip(std::string why) const { throw ExampleEnd{Verdict::skip, std::move(why)}; }

void Conversation::need_whole(std::string_view what) const {
  if (channel_.broken().empty()) return;
  throw ExampleEnd{Verdict::error, fmt::format("{}: {}", what, channel_.broken())};
}

void Conversation::need_health(std::string_view what) {
  const std::string broken = channel_.broken();
  if (broken.empty()) return;
  const bool redirected = channel_.status() < 400 && channel_.status() >= 300;
  if (!preparing_ && !redirected && channel_.ill_health(door_, protocol_).empty()) return;
  throw ExampleEnd{Verdict::error, fmt::format("{}: {}", what, broken)};
}

/// Ends the example when a refusal is about the caller, and not about the request.
void Conversation::need_permission(bool denied, std::string_view what) const {
  if (about_permission_ || !denied) return;
  throw ExampleEnd{Verdict::undecided,
                   fmt::format("the endpoint does not let the caller do this: {}", what)};
}

/// What an answer is whatever was asked.
Answer Conversation::checked(const Call& call, Answer answer) const {
  const std::string_view action = semantics::action_of(call);
  if (const auto* nothing = std::get_if<NoAnswer>(&answer)) {
    const std::string why =
        fmt::format("no client can read the answer to {}: {}", action, nothing->reason);
    if (asks_for_patience(channel_.status())) throw ExampleEnd{Verdict::undecided, why};
    if (preparing_) throw ExampleEnd{Verdict::error, why};
    fail(why);
  }
  const auto* error = std::get_if<ServiceError>(&answer);
  if (error != nullptr && is_throttled(*error)) {
    throw ExampleEnd{Verdict::undecided, fmt::format("{}: {}", action, described(*error))};
  }
  if (error != nullptr && has_no_such_action(*error)) {
    skip(fmt::format("the endpoint has no {}: {}", action, described(*error)));
  }
  return answer;
}

Answer Conversation::try_call(const Call& call) {
  Answer answer = channel_.call(door_, protocol_, call);
  if (!channel_.broken().empty()) {
    answer = channel_.call(door_, protocol_, call);
    need_health(semantics::action_of(call));
  }
  return checked(call, std::move(answer));
}

Reply Conversation::ask_any(const Call& call) {
  const std::string_view action = semantics::action_of(call);
  Answer answer = channel_.call(door_, protocol_, call);
  need_whole(action);
  answer = checked(call, std::move(answer));
  if (const auto* error = std::get_if<ServiceError>(&answer)) {
    need_permission(is_denial(*error), fmt::format("{}: {}", action, described(*error)));
    fail(fmt::format("{} should succeed; it is refused with {}", action, described(*error)));
  }
  return std::get<Reply>(std::move(answer));
}

ServiceError Conversation::expect_error(const Call& call, std::string_view codes) {
  const Answer answer = try_call(call);
  const std::string_view action = semantics::action_of(call);
  const std::string wanted = codes.empty() ? "be refused" : fmt::format("fail with {}", codes);
  const auto* error = std::get_if<ServiceError>(&answer);
  if (error == nullptr) fail(fmt::format("{} should {}; it succeeds", action, wanted));
  const bool client = error->http_status >= 400 && error->http_status < 500;
  if (!client || (!codes.empty() && !is_code(error->code, codes))) {
    need_permission(is_denial(*error), fmt::format("{}: {}", action, described(*error)));
    fail(fmt::format("{} should {}; it fails with {}", action, wanted, described(*error)));
  }
  return *error;
}

RawAnswer Conversation::send_raw(const RawRequest& request) {
  const std::string what = fmt::format("{} {}", request.method, request.target);
  RawAnswer answer = channel_.send(door_, request);
  if (!channel_.broken().empty()) {
    answer = channel_.send(door_, request);
    need_health(what);
  }
  need_permission(is_denial(answer), what);
  return answer;
}

RawAnswer Conversation::post_json(std::string_view action, std::string body, std::string target) {
  return send_raw({"POST",
                   std::move(target),
                   {{"Content-Type", "application/x-amz-json-1.0"},
                    {"X-Amz-Target", fmt::format("AmazonSQS.{}", action)}},
                   std::move(body)});
}

RawAnswer Conversation::post_form(std::string body, std::string target) {
  return send_raw({"POST",
                   std::move(target),
                   {{"Content-Type", "application/x-www-form-urlencoded"}},
                   std::move(body)});
}

RawAnswer Conversation::get(std::string target, fixtures::RawHeaders headers) {
  return send_raw({"GET", std::move(target), std::move(headers), ""});
}

void Conversation::expect(bool holds, std::string_view what) {
  if (!holds) fail(fmt::format("it does not hold that {}", what));
}

void Conversation::expect_equal(std::string_view what, std::string_view expected,
                                std::string_view got) {
  if (expected == got) return;
  fail(fmt::format("{} should be `{}`; it is `{}`", what, expected.substr(0, 200),
                   got.substr(0, 200)));
}

void Conversation::expect_equal(std::string_view what, std::size_t expected, std::size_t got) {
  expect_equal(what, std::to_string(expected), std::to_string(got));
}

void Conversation::expect_soon(std::string_view what, const std::function<bool()>& holds) {
  if (channel_.eventually(holds)) return;
  fail(fmt::format("it does not hold that {}{}", what,
                   channel_.moves_time() ? "" : fmt::format(", {} s later", reach().patience_s)));
}

}  // namespace sqsproof::properties
