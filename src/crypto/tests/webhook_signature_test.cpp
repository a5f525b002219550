#include "attendsense/crypto/webhook_signature.hpp"

#include <gtest/gtest.h>

#include "attendsense/crypto/base64.hpp"

namespace attendsense::crypto {
namespace {

// The example of the specification's reference libraries.
TEST(WebhookSignature, is_that_of_the_published_example) {
  const Secret secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  const auto at = std::chrono::sys_seconds{std::chrono::seconds{1614265330}};
  EXPECT_EQ(sign_webhook(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", at, R"({"test": 2432232314})").value(),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(WebhookSignature, is_never_made_under_a_secret_that_is_none) {
  for (const auto* const text : {"", "whsec_", "whsec_?", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ9r8G\n"}) {
    const auto signature = sign_webhook(Secret(text), "id", {}, "{}");
    ASSERT_FALSE(signature) << text;
    EXPECT_EQ(signature.error().code, "webhook_secret_malformed");
  }
}

TEST(WebhookSignature, secrets_are_long_and_differ) {
  const std::string one = make_webhook_secret().reveal();
  EXPECT_NE(one, make_webhook_secret().reveal());
  EXPECT_EQ(one.substr(0, 6), "whsec_");
  EXPECT_EQ(from_base64(one.substr(6)).value().size(), 32U);
  EXPECT_TRUE(sign_webhook(Secret(one), "id", {}, "{}"));
}

}  // namespace
}  // namespace attendsense::crypto
