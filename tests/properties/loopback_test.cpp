// Which URLs are of this machine, where no leash is needed.
#include <gtest/gtest.h>

#include "properties/explore/venues.h"

namespace sqsproof::properties {

TEST(Explore, LoopbackIsOnlyWhatCertainlyIs) {
  for (const char* url : {"http://127.0.0.1:9324", "http://localhost/", "https://[::1]:80/x",
                          "http://127.1.2.3", "http://[::1]"}) {
    EXPECT_TRUE(is_loopback_url(url)) << url;
  }
  for (const char* url :
       {"http://127.0.0.1.evil.com", "http://localhost.evil.com", "http://evil.com/127.0.0.1",
        "http://127.0.0.1@evil.com", "http://evil.com\\@localhost", "ftp://localhost", "localhost",
        "http://127.0.0.1%2eevil.com", "https://sqs.us-east-1.amazonaws.com", "http://127.0.0",
        "http://", "http://[::1].evil.com", "http://[::1]evil.com:80"}) {
    EXPECT_FALSE(is_loopback_url(url)) << url;
  }
}

}  // namespace sqsproof::properties
