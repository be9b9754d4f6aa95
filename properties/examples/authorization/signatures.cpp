// Requests whose signature is missing, wrong, old, or leaves something out.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include "fixtures/auth/signature.h"
#include "properties/examples/authorization/guest.h"
#include "properties/examples/families.h"

namespace sqsproof::properties::examples {
namespace {

using fixtures::RawRequest;
using fixtures::RawSigner;
using semantics::StringMap;

/// The owner's request for the list of queues, and what is done to it.
struct Forgery {
  int age_s = 0;              ///< how long ago it was signed
  bool flip = false;          ///< the signature has another digit
  bool other_body = false;    ///< the body was changed after it was signed
  bool target_added = false;  ///< X-Amz-Target was added after it was signed
  bool unknown_key = false;
};

RawRequest forged(const ExampleReach& reach, const Forgery& forgery) {
  const RawSigner& key = reach.callers->owner;
  const auto now = static_cast<std::time_t>(reach.clock->now() / semantics::kSecond_us);
  const std::string date = fmt::format("{:%Y%m%dT%H%M%SZ}", fmt::gmtime(now - forgery.age_s));
  const std::string body = R"({"QueueNamePrefix":"nobody"})";
  const std::string url = std::string(fixtures::origin_of(reach.callers->url));
  const std::string host = url.substr(url.find("://") + 3);
  const std::string target = "AmazonSQS.ListQueues";
  const std::string type = "application/x-amz-json-1.0";
  fixtures::SignedRequest request{
      "POST", "/", {{"Content-Type", type}, {"Host", host}, {"X-Amz-Date", date}}, body};
  fixtures::Authorization made{key.access_key_id,
                               date.substr(0, 8),
                               key.region,
                               "sqs",
                               {"content-type", "host", "x-amz-date"},
                               "",
                               date};
  if (!forgery.target_added) {
    request.headers.emplace_back("X-Amz-Target", target);
    made.signed_headers.emplace_back("x-amz-target");
  }
  std::string signature = fixtures::signature_of(request, made, key.secret_access_key);
  if (forgery.flip) signature.back() = signature.back() == '0' ? '1' : '0';
  const std::string authorization = fmt::format(
      "AWS4-HMAC-SHA256 Credential={}/{}/{}/sqs/aws4_request, SignedHeaders={}, Signature={}",
      forgery.unknown_key ? "AKIANOBODY" : key.access_key_id, made.scope_date, key.region,
      policy::join(made.signed_headers, ";"), signature);
  return {"POST",
          "/",
          {{"Content-Type", type},
           {"X-Amz-Date", date},
           {"X-Amz-Target", target},
           {"Authorization", authorization}},
          forgery.other_body ? R"({"QueueNamePrefix":""})" : body};
}

int status_of(Conversation& say, const Forgery& forgery) {
  return say.channel().send({say.door().url, nullptr}, forged(say.reach(), forgery)).status;
}

void expect_refused(Conversation& say, const Forgery& forgery) {
  say.expect_equal("the HTTP status of the request as it was signed", "200",
                   std::to_string(status_of(say, {})));
  const int status = status_of(say, forgery);
  say.expect(status == 400 || status == 401 || status == 403,
             fmt::format("the request is refused; its HTTP status is {}", status));
}

void flipped(Conversation& say) { expect_refused(say, {.flip = true}); }
void changed(Conversation& say) { expect_refused(say, {.other_body = true}); }
void expired(Conversation& say) { expect_refused(say, {.age_s = 20 * 60}); }
void from_the_future(Conversation& say) { expect_refused(say, {.age_s = -20 * 60}); }
void unknown(Conversation& say) { expect_refused(say, {.unknown_key = true}); }
void added(Conversation& say) { expect_refused(say, {.target_added = true}); }

void unsigned_call(Conversation& say) {
  const Guarded at(say);
  const ExampleDoor owner = say.door();
  say.as({owner.url, nullptr});
  const auto error = say.expect_refused(message(at.queue(), "hello"));
  say.as(owner);
  say.expect(error.http_status == 400 || error.http_status == 401 || error.http_status == 403,
             fmt::format("the status is one of 400, 401, 403; it is {}", error.http_status));
  say.expect_nothing(at.queue());
}

}  // namespace

std::span<const Example> signatures() {
  constexpr ExampleNeeds kCallers = ExampleNeeds::callers;
  constexpr const char* kPage = "IAM/reference_sigv-create-signed-request";
  static const std::vector<Example> kRows = {
      {{"authorization/unsigned", "a request without a signature is refused",
        "Unless the queue's policy lets in everyone.", kPage},
       Level::must,
       unsigned_call,
       {"denied-send-stores"},
       kCallers},
      {{"authorization/wrong-signature", "a signature with another digit is refused",
        "Nobody without the secret may speak for its owner.", kPage},
       Level::must,
       flipped,
       {},
       kCallers},
      {{"authorization/changed-body", "a body that is not the signed one is refused",
        "A signature is of one request.", kPage},
       Level::must,
       changed,
       {},
       kCallers},
      {{"authorization/unsigned-header", "a header X-Amz-Target that is not signed is refused",
        "The header says what is called: with it, a request can be made another.", kPage},
       Level::should,
       added,
       {"headers-not-bound"},
       kCallers},
      {{"authorization/expired", "a signature of twenty minutes ago is refused",
        "What was recorded must not be played again; fifteen minutes are allowed.",
        "IAM/reference_sigv-troubleshooting"},
       Level::must,
       expired,
       {},
       kCallers},
      {{"authorization/from-the-future", "a signature of in twenty minutes is refused",
        "Fifteen minutes are allowed, for clocks that differ.",
        "IAM/reference_sigv-troubleshooting"},
       Level::must,
       from_the_future,
       {},
       kCallers},
      {{"authorization/unknown-key", "a key that nobody has is refused",
        "A key that was deleted must not work.", kPage},
       Level::must,
       unknown,
       {},
       kCallers},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
