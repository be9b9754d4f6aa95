#include "properties/examples/authorization/forgery.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "fixtures/auth/signature.h"
#include "policy/support/words.h"
#include "semantics/digest.h"

namespace sqsproof::properties::examples {
namespace {

constexpr const char* kType = "application/x-amz-json-1.0";
constexpr const char* kDigestHeader = "x-amz-content-sha256";
constexpr const char* kTarget = "AmazonSQS.ListQueues";

/// The headers of the signature, in the order of their names, as they are signed.
fixtures::RawHeaders signed_headers(const std::string& host, const std::string& date,
                                    const std::string& token, const std::string& digest,
                                    bool with_target) {
  fixtures::RawHeaders headers = {{"content-type", kType}, {"host", host}};
  if (!digest.empty()) headers.emplace_back(kDigestHeader, digest);
  headers.emplace_back("x-amz-date", date);
  if (!token.empty()) headers.emplace_back("x-amz-security-token", token);
  if (with_target) headers.emplace_back("x-amz-target", kTarget);
  return headers;
}

fixtures::RawRequest forged(const ExampleReach& reach, const ExampleDoor& door,
                            const Forgery& forgery) {
  const fixtures::RawSigner& key = *door.signer;
  const auto now = static_cast<std::time_t>(reach.clock->now() / semantics::kSecond_us);
  const std::string date = fmt::format("{:%Y%m%dT%H%M%SZ}", fmt::gmtime(now - forgery.age_s));
  const std::string body = R"({"QueueNamePrefix":"nobody"})";
  const std::string url = std::string(fixtures::origin_of(door.url));
  const std::string host = url.substr(url.find("://") + 3);
  const std::string digest = forgery.digest_said ? semantics::sha256_hex(body) : "";
  fixtures::SignedRequest request{
      "POST", "/", signed_headers(host, date, key.session_token, digest, !forgery.target_added),
      body};
  fixtures::Authorization made{
      key.access_key_id, date.substr(0, 8), key.region, "sqs", {}, "", date};
  for (const auto& header : request.headers) made.signed_headers.push_back(header.first);
  std::string signature = fixtures::signature_of(request, made, key.secret_access_key);
  if (forgery.flip) signature.back() = signature.back() == '0' ? '1' : '0';
  const std::string authorization = fmt::format(
      "AWS4-HMAC-SHA256 Credential={}/{}/{}/sqs/aws4_request, SignedHeaders={}, Signature={}",
      forgery.unknown_key ? "AKIANOBODY" : key.access_key_id, made.scope_date, key.region,
      policy::join(made.signed_headers, ";"), signature);
  fixtures::RawHeaders headers = {{"Content-Type", kType},
                                  {"X-Amz-Date", date},
                                  {"X-Amz-Target", kTarget},
                                  {"Authorization", authorization}};
  if (!digest.empty()) headers.emplace_back(kDigestHeader, digest);
  if (!key.session_token.empty()) headers.emplace_back("X-Amz-Security-Token", key.session_token);
  return {"POST", "/", headers, forgery.other_body ? R"({"QueueNamePrefix":""})" : body};
}

}  // namespace

int status_of(Channel& channel, const ExampleDoor& door, const Forgery& forgery) {
  return channel.send({door.url, nullptr}, forged(channel.reach(), door, forgery)).status;
}

std::string takes_any_signature(Channel& channel, const ExampleDoor& door) {
  constexpr int kTaken = 200;
  if (status_of(channel, door, {}) != kTaken) return "takes no signed ListQueues in JSON";
  const bool all = status_of(channel, door, {.flip = true}) == kTaken &&
                   status_of(channel, door, {.unknown_key = true}) == kTaken;
  return all ? "checks no signatures: it takes wrong ones, and those of unknown keys" : "";
}

}  // namespace sqsproof::properties::examples
