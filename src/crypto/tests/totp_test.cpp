#include "attendsense/crypto/totp.hpp"

#include <gtest/gtest.h>

namespace attendsense::crypto {
namespace {

Instant at(std::int64_t seconds) {
  return Instant(std::chrono::seconds{seconds});
}

// "12345678901234567890" of RFC 4226 and RFC 6238.
const Secret kKey("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

TEST(Totp, codes_are_those_of_rfc_4226_appendix_d) {
  const char* const expected[] = {"755224", "287082", "359152", "969429", "338314",
                                  "254676", "287922", "162583", "399871", "520489"};
  for (std::int64_t step = 0; step < 10; ++step) EXPECT_EQ(totp_code(kKey, step)->reveal(), expected[step]) << step;
}

// The last six of the eight digits that are given there.
TEST(Totp, steps_are_those_of_rfc_6238_appendix_b) {
  const std::pair<std::int64_t, const char*> expected[] = {{59, "287082"},         {1111111109, "081804"},
                                                           {1111111111, "050471"}, {1234567890, "005924"},
                                                           {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [time, code] : expected) EXPECT_EQ(totp_code(kKey, totp_step(at(time)))->reveal(), code) << time;
}

TEST(Totp, a_clock_may_be_off_by_one_step) {
  const Instant now = at(1111111111);
  const std::int64_t step = totp_step(now);
  for (std::int64_t off = -2; off <= 2; ++off) {
    const auto found = find_totp_step(kKey, *totp_code(kKey, step + off), now);
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, std::abs(off) <= 1 ? std::optional(step + off) : std::nullopt) << off;
  }
  for (const char* wrong : {"", "050472", "50471", "0050471", "O50471"}) {
    EXPECT_EQ(*find_totp_step(kKey, Secret(wrong), now), std::nullopt) << wrong;
  }
}

TEST(Totp, keys_are_random_and_make_codes) {
  const Secret key = make_totp_key();
  EXPECT_EQ(key.reveal().size(), 32U);
  EXPECT_NE(key.reveal(), make_totp_key().reveal());
  EXPECT_EQ(totp_code(key, 1)->reveal().size(), 6U);
}

TEST(Totp, a_key_that_is_none_is_told) {
  for (const char* key : {"", "gezd", "GEZD====", "GEZ1"}) {
    EXPECT_EQ(totp_code(Secret(key), 1).error().code, "totp_key_malformed") << key;
  }
}

TEST(Totp, the_address_for_the_app_is_encoded) {
  EXPECT_EQ(totp_uri(kKey, "Analytical Engines & Söhne", "ada@example.com").reveal(),
            "otpauth://totp/Analytical%20Engines%20%26%20S%C3%B6hne:ada%40example.com"
            "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Analytical%20Engines%20%26%20S%C3%B6hne"
            "&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace attendsense::crypto
