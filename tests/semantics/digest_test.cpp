// Digests against values recorded from the service and printed in its documentation.
#include "semantics/digest.h"

#include <gtest/gtest.h>

namespace sqsproof::semantics {
namespace {

MessageAttributeValue text(std::string value, std::string type = "String") {
  return {std::move(type), std::move(value), std::nullopt};
}

}  // namespace

TEST(Digest, Bodies) {
  EXPECT_EQ(md5_hex("message"), "78e731027d8fd50ed642340b7c9a63b3");
  EXPECT_EQ(md5_hex("This is a test message"), "fafb00f5732ab283681e124bf8747ed1");
  EXPECT_EQ(sha256_hex("Test"), "532eaabd9574880dbf76b9b8cc00832c20a6ec113d682299550d7a6e0f345e25");
}

TEST(Digest, Attributes) {
  EXPECT_EQ(md5_of_attributes({}), "");
  EXPECT_EQ(md5_of_attributes({{"k", text("x")}}), "a45daa70926828a2f0a1db3418e6feb4");
  EXPECT_EQ(md5_of_attributes({{"timestamp", text("1493147359900", "Number")}}),
            "235c5c510d26fb653d073faed50ae77c");
  EXPECT_EQ(md5_of_attributes({{"timestamp", text("1493147359900", "Number.java.lang.Long")}}),
            "2e2e4876d8e0bd6b8c2c8f556831c349");
  EXPECT_EQ(md5_of_attributes(
                {{"Help.Me", text("Me")}, {"Hello", text("There")}, {"General", text("Kenobi")}}),
            "4c360f3fdafd970e05fae2f149d997f5");
}

TEST(Digest, BinaryAttributesAndNamesBeyondAscii) {
  const MessageAttributes attributes = {
      {"ccc", text("test")},
      {"aaa", {"Binary", std::nullopt, std::string("\x02\x03\x04")}},
      {"zzz", text("0230.01", "Number")},
      {"\xC3\xB6ther_encodings", text("T\xC3\xBCst")}};
  EXPECT_EQ(md5_of_attributes(attributes), "756d7f4338696745d063b420a2f7e502");
}

}  // namespace sqsproof::semantics
