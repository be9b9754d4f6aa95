// Requests whose signature is missing, wrong, old, or leaves something out.
#include <fmt/format.h>

#include "properties/examples/authorization/forgery.h"
#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

int status_of(Conversation& say, const Forgery& forgery) {
  return status_of(say.channel(), say.door(), forgery);
}

void expect_refused(Conversation& say, const Forgery& forgery, const Forgery& sound = {}) {
  say.expect_equal("the HTTP status of the request as it was signed", "200",
                   std::to_string(status_of(say, sound)));
  const int status = status_of(say, forgery);
  say.expect(status == 400 || status == 401 || status == 403,
             fmt::format("the request is refused; its HTTP status is {}", status));
}

void flipped(Conversation& say) { expect_refused(say, {.flip = true}); }

// Who believes the header that says the digest does not see that the body has another.
void changed(Conversation& say) {
  expect_refused(say, {.other_body = true});
  expect_refused(say, {.other_body = true, .digest_said = true}, {.digest_said = true});
}

void expired(Conversation& say) { expect_refused(say, {.age_s = 20 * 60}); }
void from_the_future(Conversation& say) { expect_refused(say, {.age_s = -20 * 60}); }
void unknown(Conversation& say) { expect_refused(say, {.unknown_key = true}); }
void added(Conversation& say) { expect_refused(say, {.target_added = true}); }

void unsigned_call(Conversation& say) {
  const Queue queue = say.make_queue();
  const ExampleDoor owner = say.door();
  say.as({owner.url, nullptr});
  const auto error = say.expect_refused(message(queue, "hello"));
  say.as(owner);
  say.expect(error.http_status == 400 || error.http_status == 401 || error.http_status == 403,
             fmt::format("the status is one of 400, 401, 403; it is {}", error.http_status));
  say.expect_nothing(queue);
}

}  // namespace

std::span<const Example> signatures() {
  constexpr ExampleNeeds kSignatures = ExampleNeeds::signatures;
  constexpr const char* kPage = "IAM/reference_sigv-create-signed-request";
  static const std::vector<Example> kRows = {
      {{"authorization/unsigned", "a request without a signature is refused",
        "Unless the queue's policy lets in everyone.", kPage},
       Level::must,
       unsigned_call,
       {"unsigned-as-owner", "denied-send-stores"},
       kSignatures},
      {{"authorization/wrong-signature", "a signature with another digit is refused",
        "Nobody without the secret may speak for its owner.", kPage},
       Level::must,
       flipped,
       {"signature-in-part"},
       kSignatures},
      {{"authorization/changed-body", "a body that is not the signed one is refused",
        "A signature is of one request.", kPage},
       Level::must,
       changed,
       {"payload-not-hashed"},
       kSignatures},
      {{"authorization/unsigned-header", "a header X-Amz-Target that is not signed is refused",
        "The header says what is called: with it, a request can be made another.", kPage},
       Level::should,
       added,
       {"headers-not-bound"},
       kSignatures},
      {{"authorization/expired", "a signature of twenty minutes ago is refused",
        "What was recorded must not be played again; fifteen minutes are allowed.",
        "IAM/reference_sigv-troubleshooting"},
       Level::must,
       expired,
       {"expiry-ignored"},
       kSignatures},
      {{"authorization/from-the-future", "a signature of in twenty minutes is refused",
        "Fifteen minutes are allowed, for clocks that differ.",
        "IAM/reference_sigv-troubleshooting"},
       Level::must,
       from_the_future,
       {"future-dates-taken"},
       kSignatures},
      {{"authorization/unknown-key", "a key that nobody has is refused",
        "A key that was deleted must not work.", kPage},
       Level::must,
       unknown,
       {"unknown-keys-taken"},
       kSignatures},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
