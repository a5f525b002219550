#include "attendsense/crypto/base64.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <random>

#include "token_text.hpp"

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
  for (int c = 0; c < 256; ++c) {
    const char character = static_cast<char>(c);
    const bool in_alphabet = c < 0x80 && (std::isalnum(c) != 0 || character == '-' || character == '_');
    const std::string text = {'A', 'A', character, 'A'};
    EXPECT_EQ(from_base64url(text, Padding::with).has_value(), in_alphabet) << c;
    EXPECT_EQ(from_base64url(text, Padding::without).has_value(), in_alphabet) << c;
  }
}

TEST(TokenText, is_the_same_as_the_constant_time_one) {
  std::mt19937 random(17);
  for (std::size_t size = 0; size < 300; ++size) {
    Bytes bytes(size);
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
    const std::string text = to_base64url(bytes, Padding::with);
    EXPECT_EQ(encode_public(bytes), text);
    EXPECT_EQ(decode_public(text), bytes);
  }
}

TEST(TokenText, accepts_exactly_what_the_constant_time_one_accepts) {
  std::mt19937 random(19);
  // Few characters and short texts, so that valid, nearly valid and hopeless ones all come up often.
  constexpr std::string_view kCharacters = "AQgw_-=+/ \n%Zz9";
  std::size_t accepted = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::string text(random() % 10, '=');
    for (std::size_t k = 0; k + random() % 3 < text.size(); ++k) text[k] = kCharacters[random() % kCharacters.size()];
    const auto expected = from_base64url(text, Padding::with);
    const auto found = decode_public(text);
    ASSERT_EQ(found.has_value(), expected.has_value()) << '"' << text << '"';
    if (found) {
      ASSERT_EQ(*found, *expected) << text;
      ++accepted;
    }
  }
  EXPECT_GT(accepted, 5000U);
  for (int c = 0; c < 256; ++c) {
    const std::string text = {'A', 'A', static_cast<char>(c), 'A', 'A', 'A', 'A', 'A'};
    EXPECT_EQ(decode_public(text).has_value(), from_base64url(text, Padding::with).has_value()) << c;
  }
}

}  // namespace
}  // namespace attendsense::crypto
