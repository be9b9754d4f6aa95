// A request that was signed by hand, so that something can be wrong with it.
#pragma once

#include "properties/examples/channel.h"

namespace sqsproof::properties::examples {

/// What is done to a signed request for the list of queues; nothing makes a sound one.
struct Forgery {
  int age_s = 0;              ///< how long ago it was signed
  bool flip = false;          ///< the signature has another digit
  bool other_body = false;    ///< the body was changed after it was signed
  bool digest_said = false;   ///< a signed header says the digest of the body that was signed
  bool target_added = false;  ///< X-Amz-Target was added after it was signed
  bool unknown_key = false;
};

/// The HTTP status of the answer. The door has a signer.
[[nodiscard]] int status_of(Channel& channel, const ExampleDoor& door, const Forgery& forgery);

/// Why the endpoint checks no signatures, by design it seems: it takes one with another digit and
/// one by nobody. Empty when it refuses one of them while it takes a sound one.
[[nodiscard]] std::string takes_any_signature(Channel& channel, const ExampleDoor& door);

}  // namespace sqsproof::properties::examples
