#include "attendsense/crypto/base64.hpp"

#include <gtest/gtest.h>

namespace attendsense::crypto {
namespace {

TEST(Base64url, encodes_the_examples_of_rfc_4648) {
  EXPECT_EQ(to_base64url(as_bytes("")), "");
  EXPECT_EQ(to_base64url(as_bytes("f")), "Zg");
  EXPECT_EQ(to_base64url(as_bytes("fo"), Padding::with), "Zm8=");
  EXPECT_EQ(to_base64url(as_bytes("foob"), Padding::with), "Zm9vYg==");
  EXPECT_EQ(to_base64url(as_bytes("foobar"), Padding::with), "Zm9vYmFy");
  EXPECT_EQ(to_base64url(Bytes{0xFB, 0xFF}), "-_8");
}

TEST(Base64url, decodes_what_it_encodes) {
  for (const std::string_view text : {"", "f", "fo", "foo", "foob", "fooba", "foobar"}) {
    for (const Padding padding : {Padding::with, Padding::without}) {
      EXPECT_EQ(from_base64url(to_base64url(as_bytes(text), padding), padding), to_bytes(text));
    }
  }
}

TEST(Base64url, is_strict) {
  for (const std::string_view bad :
       {"Zg", "Zg=", "Zg===", "Zh==", "Zg==\n", " Zg==", "Zg= =", "+/8=", "Z", "====", "Zg==Zg=="}) {
    EXPECT_EQ(from_base64url(bad, Padding::with).error().code, "base64_malformed") << bad;
  }
  for (const std::string_view bad : {"Zg==", "Zh", "Z", "Zg\n", "-/8"}) {
    EXPECT_FALSE(from_base64url(bad, Padding::without)) << bad;
  }
}

}  // namespace
}  // namespace attendsense::crypto
