#include "attendsense/crypto/signature.hpp"

#include <gtest/gtest.h>

#include "attendsense/base/sha256.hpp"

namespace attendsense::crypto {
namespace {

TEST(Hmac, gives_the_values_of_rfc_4231) {
  EXPECT_EQ(to_hex(hmac_sha256(Bytes(20, 0x0B), as_bytes("Hi There"))),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(to_hex(hmac_sha256(as_bytes("Jefe"), as_bytes("what do ya want for nothing?"))),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(to_hex(hmac_sha256(Bytes(131, 0xAA), as_bytes("Test Using Larger Than Block-Size Key - Hash Key First"))),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  EXPECT_EQ(to_hex(hmac_sha256({}, {})), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(SigningKey, is_derived_as_rfc_5869_has_it) {
  // Test case 3: no salt, no info; the first 32 bytes of its output.
  EXPECT_EQ(to_hex(SigningKey::derive(Bytes(22, 0x0B), "").bytes()),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

TEST(SigningKey, differs_by_purpose) {
  const FernetKey key = FernetKey::generate();
  const std::string signature = sign(SigningKey::derive(key, "events"), as_bytes("content"));
  EXPECT_TRUE(verify(SigningKey::derive(key, "events"), as_bytes("content"), signature));
  EXPECT_FALSE(verify(SigningKey::derive(key, "requests"), as_bytes("content"), signature));
}

TEST(Signature, covers_every_bit_of_the_content) {
  const SigningKey key(KeyBytes::random());
  const Bytes content = to_bytes("{\"type\":\"punch\",\"direction\":\"in\"}");
  const std::string signature = sign(key, content);
  EXPECT_EQ(signature.size(), 43U);
  for (std::size_t bit = 0; bit < content.size() * 8; ++bit) {
    Bytes changed = content;
    changed[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    EXPECT_FALSE(verify(key, changed, signature)) << bit;
  }
}

TEST(Signature, a_malformed_one_is_wrong) {
  const SigningKey key(KeyBytes::random());
  const std::string signature = sign(key, as_bytes("content"));
  for (const std::string& bad :
       {std::string(), signature.substr(1), signature + "A", signature + "=", std::string("%%")}) {
    EXPECT_FALSE(verify(key, as_bytes("content"), bad)) << bad;
  }
}

}  // namespace
}  // namespace attendsense::crypto
