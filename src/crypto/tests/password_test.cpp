#include "attendsense/crypto/password.hpp"

#include <gtest/gtest.h>

namespace attendsense::crypto {
namespace {

TEST(Password, is_kept_as_argon2id_of_the_documented_cost) {
  const auto encoded = hash_password(Secret("violet tram 88 lantern"));
  ASSERT_TRUE(encoded);
  EXPECT_TRUE(encoded->starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << *encoded;
  EXPECT_EQ(encoded->find('\0'), std::string::npos);
  EXPECT_FALSE(needs_rehash(*encoded));
}

TEST(Password, only_the_right_one_verifies) {
  const auto encoded = hash_password(Secret("violet tram 88 lantern"));
  ASSERT_TRUE(encoded);
  EXPECT_TRUE(verify_password(Secret("violet tram 88 lantern"), *encoded));
  EXPECT_FALSE(verify_password(Secret("violet tram 88 lanterN"), *encoded));
  EXPECT_FALSE(verify_password(Secret(""), *encoded));
  EXPECT_FALSE(verify_password(Secret(std::string("violet tram 88 lantern\0", 23)), *encoded));
}

TEST(Password, has_another_salt_each_time) {
  EXPECT_NE(hash_password(Secret("violet tram 88 lantern")).value(),
            hash_password(Secret("violet tram 88 lantern")).value());
}

TEST(Password, verifies_against_other_parameters_and_asks_for_a_new_hash) {
  // The reference implementation's own test: password "password", salt "somesalt", 64 MiB, two passes.
  constexpr std::string_view kOther =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  EXPECT_TRUE(verify_password(Secret("password"), kOther));
  EXPECT_TRUE(needs_rehash(kOther));
}

TEST(Password, a_malformed_or_ruinous_encoding_matches_nothing) {
  for (const std::string_view bad :
       {"", "password", "$argon2id$",
        "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=19456,t=2,p=1", "$argon2id$v=19$m=19456,t=2,p=1$$",
        "$argon2id$v=19$m=4294967295,t=2,p=1$c29tZXNhbHQ$AAAA", "$argon2id$v=19$m=99999999999,t=2,p=1$c29tZXNhbHQ$AAAA",
        "$argon2id$v=19$m=8,t=4000000000,p=1$c29tZXNhbHQ$AAAA"}) {
    EXPECT_FALSE(verify_password(Secret("password"), bad)) << bad;
  }
  EXPECT_FALSE(verify_password(Secret("password"), std::string(100'000, '$')));
  for (const std::string_view bad : {"", "password", "$argon2id$v=19$m=19456,t=2,p=1"}) EXPECT_TRUE(needs_rehash(bad));
}

TEST(Password, nobody_takes_as_long_to_refuse_as_somebody) {
  const auto encoded = hash_password(Secret("violet tram 88 lantern"));
  ASSERT_TRUE(encoded);
  EXPECT_FALSE(verify_password_of_nobody(Secret("violet tram 88 lantern")));
  const auto time = [](const auto& work) {
    auto best = std::chrono::steady_clock::duration::max();
    for (int i = 0; i < 5; ++i) {
      const auto start = std::chrono::steady_clock::now();
      work();
      best = std::min(best, std::chrono::steady_clock::now() - start);
    }
    return std::chrono::duration<double>(best).count();
  };
  const double somebody = time([&] { static_cast<void>(verify_password(Secret("wrong"), *encoded)); });
  const double nobody = time([] { static_cast<void>(verify_password_of_nobody(Secret("wrong"))); });
  std::printf("Argon2id: %.1f ms\n", somebody * 1000);
  EXPECT_GT(nobody, somebody / 3);
  EXPECT_LT(nobody, somebody * 3);
}

TEST(Password, one_that_is_too_long_is_not_hashed) {
  EXPECT_EQ(hash_password(Secret(std::string(1025, 'x'))).error().code, "password_too_long");
  EXPECT_FALSE(verify_password(Secret(std::string(1025, 'x')), hash_password(Secret("x")).value()));
}

}  // namespace
}  // namespace attendsense::crypto
