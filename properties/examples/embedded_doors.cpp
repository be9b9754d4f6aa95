#include "properties/examples/embedded_doors.h"

#include <fmt/format.h>

#include "fixtures/embedded/http_server.h"
#include "properties/examples/kept_door.h"

namespace sqsproof::properties {
namespace {

/// More than any other example has in flight.
constexpr std::size_t kInFlightLimit = 50;
constexpr const char* kToken = "examples";
constexpr const char* kOwner = "arn:aws:iam::111122223333:user/owner";
constexpr const char* kGuest = "arn:aws:iam::444455556666:user/guest";
constexpr const char* kTeam = "blue";

fixtures::HttpServerConfig config_of(semantics::Flaw flaw) {
  fixtures::HttpServerConfig config;
  config.virtual_clock = true;
  config.control_token = kToken;
  config.service.flaw = flaw;
  config.service.in_flight_limit = kInFlightLimit;
  return config;
}

fixtures::Credential credential(const fixtures::RawSigner& signer, const char* principal) {
  return {
      signer.access_key_id, signer.secret_access_key, "", principal, policy::Identity::allow, {}};
}

/// By a name that the server does not call itself by: URLs of queues have to name it.
std::string url_of(std::uint16_t port) { return fmt::format("http://localhost:{}", port); }

}  // namespace

EmbeddedDoors::EmbeddedDoors(fixtures::Clock& clock, semantics::Flaw flaw)
    : open_(std::make_unique<fixtures::HttpServer>()),
      guarded_(std::make_unique<fixtures::HttpServer>()),
      kept_(std::make_unique<KeptDoor>(config_of(flaw))) {
  const fixtures::RawSigner owner{"OWNER", "the owner's secret", "us-east-1", "sqs"};
  const fixtures::RawSigner guest{"GUEST", "the guest's secret", "us-east-1", "sqs"};
  fixtures::HttpServerConfig guarded = config_of(flaw);
  guarded.service.account = "111122223333";
  guarded.credentials.emplace();
  guarded.credentials->add(credential(owner, kOwner));
  fixtures::Credential tagged = credential(guest, kGuest);
  tagged.context["aws:principaltag/team"] = {"aws:PrincipalTag/team", {kTeam}};
  guarded.credentials->add(std::move(tagged));
  problem_ = open_->start(config_of(flaw));
  if (problem_.empty()) problem_ = guarded_->start(std::move(guarded));
  if (problem_.empty()) problem_ = kept_->again();
  reach_.url = url_of(open_->port());
  reach_.control_token = kToken;
  reach_.in_flight_limit = kInFlightLimit;
  reach_.callers = ExampleCallers{url_of(guarded_->port()), owner, guest, kGuest, kTeam};
  reach_.restart =
      ExampleRestart{url_of(kept_->port()), [door = kept_.get()] { return door->again(); }};
  reach_.clock = &clock;
}

EmbeddedDoors::~EmbeddedDoors() = default;

}  // namespace sqsproof::properties
