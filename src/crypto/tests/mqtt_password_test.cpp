#include "attendsense/crypto/mqtt_password.hpp"

#include <gtest/gtest.h>

namespace attendsense::crypto {
namespace {

TEST(MqttPassword, a_station_derives_what_the_server_derives) {
  // The Fernet specification's key; the value is Python's hmac and base64.
  const Secret key("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=");
  EXPECT_EQ(station_mqtt_password(key).reveal(), "V1NTqtNHmMzt6_mq7Xu0crSi9CeNhDcC2Hc-Eq18W78");
}

TEST(MqttPassword, is_kept_as_mosquitto_passwd_keeps_it) {
  // Written by mosquitto_passwd 2.0.11.
  constexpr const char* kWritten =
      "$7$101$pDYVN2eTPstAHR2K$zgJcOnypyj4YIfwcC8xLZC9+E4LiUqW/66zu0P68Rhc5anWS5Ci/"
      "zU0S4zGkC3iMwVS74O384JESYDsZFOlbIg==";
  EXPECT_TRUE(is_mosquitto_hash_of(kWritten, Secret("correct horse")));
  EXPECT_FALSE(is_mosquitto_hash_of(kWritten, Secret("correct horse ")));
}

TEST(MqttPassword, has_a_salt_of_its_own) {
  const Secret password("correct horse");
  EXPECT_NE(mosquitto_hash(password), mosquitto_hash(password));
  EXPECT_TRUE(is_mosquitto_hash_of(mosquitto_hash(password), password));
}

TEST(MqttPassword, of_an_unreadable_encoding_is_another_one) {
  const Secret password("correct horse");
  for (const char* damaged :
       {"", "$7$101$", "$7$101$!$!", "$6$AAAA$AAAA", "$7$100$pDYVN2eTPstAHR2K$AAAA", "correct horse"})
    EXPECT_FALSE(is_mosquitto_hash_of(damaged, password)) << damaged;
  EXPECT_FALSE(is_mosquitto_hash_of(mosquitto_hash(password) + "=", password));
  EXPECT_FALSE(is_mosquitto_hash_of("$7$101$" + std::string(4000, 'A') + "$AAAA", password)) << "a salt without end";
}

}  // namespace
}  // namespace attendsense::crypto
