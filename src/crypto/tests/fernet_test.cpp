#include "attendsense/crypto/fernet.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <random>

#include "attendsense/base/files.hpp"
#include "attendsense/crypto/base64.hpp"
#include "fernet_format.hpp"
#include "testing/checkout.hpp"

namespace attendsense::crypto {
namespace {

using std::chrono::seconds;

const Instant kNow = parse_rfc3339("2026-03-29T07:04:05.000001Z").value();

boost::json::array vectors(const std::string& name) {
  const auto file = read_file(checkout() / "src/crypto/tests/vectors" / name);
  return boost::json::parse(as_text(file.value())).as_array();
}

std::string text(const boost::json::value& entry, const char* key) {
  return std::string(entry.at(key).as_string());
}

FernetKey key_of(const boost::json::value& entry) {
  return FernetKey::parse(Secret(text(entry, "secret"))).value();
}

Instant now_of(const boost::json::value& entry) {
  return parse_rfc3339(text(entry, "now")).value();
}

Bytes random_bytes(std::mt19937& random, std::size_t size) {
  Bytes bytes(size);
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
  return bytes;
}

TEST(Fernet, makes_the_tokens_of_the_specification) {
  const auto entries = vectors("generate.json");
  ASSERT_FALSE(entries.empty());
  for (const auto& entry : entries) {
    FernetIv iv;
    std::ranges::transform(entry.at("iv").as_array(), iv.begin(),
                           [](const auto& byte) { return static_cast<std::uint8_t>(byte.as_int64()); });
    EXPECT_EQ(fernet_encrypt_with(key_of(entry), as_bytes(text(entry, "src")), now_of(entry), iv),
              text(entry, "token"));
  }
}

TEST(Fernet, reads_the_tokens_of_the_specification) {
  const auto entries = vectors("verify.json");
  ASSERT_FALSE(entries.empty());
  for (const auto& entry : entries) {
    const auto plain =
        fernet_decrypt(key_of(entry), text(entry, "token"), now_of(entry), seconds(entry.at("ttl_sec").as_int64()));
    ASSERT_TRUE(plain) << plain.error().text();
    EXPECT_EQ(as_text(*plain), text(entry, "src"));
  }
}

TEST(Fernet, refuses_the_invalid_tokens_of_the_specification_each_for_its_reason) {
  const auto entries = vectors("invalid.json");
  ASSERT_EQ(entries.size(), 11U);
  for (const auto& entry : entries) {
    const auto plain =
        fernet_decrypt(key_of(entry), text(entry, "token"), now_of(entry), seconds(entry.at("ttl_sec").as_int64()));
    ASSERT_FALSE(plain) << text(entry, "desc");
    EXPECT_EQ(plain.error().code, text(entry, "code")) << text(entry, "desc");
  }
}

TEST(Fernet, gives_back_what_was_encrypted_at_every_length) {
  std::mt19937 random(7);
  const FernetKey key = FernetKey::generate();
  for (std::size_t size = 0; size < 70; ++size) {
    const Bytes plain = random_bytes(random, size);
    EXPECT_EQ(fernet_decrypt(key, fernet_encrypt(key, plain, kNow), kNow), plain) << size;
  }
}

TEST(Fernet, makes_another_token_of_the_same_content_each_time) {
  const FernetKey key = FernetKey::generate();
  EXPECT_NE(fernet_encrypt(key, as_bytes("hello"), kNow), fernet_encrypt(key, as_bytes("hello"), kNow));
}

TEST(Fernet, a_flipped_bit_anywhere_is_noticed) {
  const FernetKey key = FernetKey::generate();
  const Bytes token = from_base64url(fernet_encrypt(key, as_bytes("a face"), kNow), Padding::with).value();
  for (std::size_t bit = 0; bit < token.size() * 8; ++bit) {
    Bytes changed = token;
    changed[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    const auto plain = fernet_decrypt(key, to_base64url(changed, Padding::with), kNow);
    ASSERT_FALSE(plain) << "bit " << bit;
    EXPECT_EQ(plain.error().code, bit < 8 ? "fernet_version" : "fernet_signature") << "bit " << bit;
  }
}

TEST(Fernet, a_changed_character_anywhere_is_noticed) {
  std::mt19937 random(11);
  const FernetKey key = FernetKey::generate();
  const std::string token = fernet_encrypt(key, as_bytes("a face"), kNow);
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    do {
      changed[i] = static_cast<char>(random());
    } while (changed[i] == token[i]);
    EXPECT_FALSE(fernet_decrypt(key, changed, kNow)) << "character " << i;
  }
}

TEST(Fernet, a_truncated_token_is_refused_wherever_it_ends) {
  const FernetKey key = FernetKey::generate();
  const std::string token = fernet_encrypt(key, as_bytes("a face"), kNow);
  for (std::size_t size = 0; size < token.size(); ++size) {
    EXPECT_FALSE(fernet_decrypt(key, token.substr(0, size), kNow)) << size;
  }
}

TEST(Fernet, another_key_opens_nothing) {
  const std::string token = fernet_encrypt(FernetKey::generate(), as_bytes("hello"), kNow);
  EXPECT_EQ(fernet_decrypt(FernetKey::generate(), token, kNow).error().code, "fernet_signature");
}

TEST(Fernet, the_age_matters_only_with_a_time_to_live) {
  const FernetKey key = FernetKey::generate();
  const std::string token = fernet_encrypt(key, as_bytes("hello"), kNow);
  EXPECT_TRUE(fernet_decrypt(key, token, kNow + std::chrono::days(30)));
  EXPECT_TRUE(fernet_decrypt(key, token, kNow - std::chrono::days(30)));
  EXPECT_TRUE(fernet_decrypt(key, token, kNow + seconds(60), seconds(60)));
  EXPECT_EQ(fernet_decrypt(key, token, kNow + seconds(61), seconds(60)).error().code, "fernet_expired");
  EXPECT_TRUE(fernet_decrypt(key, token, kNow - seconds(60), seconds(60)));
  EXPECT_EQ(fernet_decrypt(key, token, kNow - seconds(61), seconds(60)).error().code, "fernet_future");
  EXPECT_EQ(fernet_decrypt(key, token, kNow + seconds(1), seconds(-5)).error().code, "fernet_expired");
}

TEST(Fernet, a_capture_of_200_kB_takes_milliseconds) {
  std::mt19937 random(13);
  const FernetKey key = FernetKey::generate();
  const Bytes plain = random_bytes(random, 200'000);
  constexpr int kRounds = 20;
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < kRounds; ++i) ASSERT_EQ(fernet_decrypt(key, fernet_encrypt(key, plain, kNow), kNow), plain);
  const std::chrono::duration<double, std::milli> each = (std::chrono::steady_clock::now() - start) / kRounds;
  RecordProperty("milliseconds", std::to_string(each.count()));
  std::printf("200 kB there and back: %.2f ms\n", each.count());
  EXPECT_LT(each.count(), 100);  // far above what it takes, also with sanitizers on a busy machine
}

TEST(FernetKey, is_44_characters_of_text) {
  const FernetKey key = FernetKey::generate();
  EXPECT_EQ(key.text().reveal().size(), 44U);
  const auto again = FernetKey::parse(key.text());
  ASSERT_TRUE(again);
  EXPECT_TRUE(std::ranges::equal(again->bytes(), key.bytes()));
}

TEST(FernetKey, a_malformed_text_is_refused_and_not_repeated) {
  const std::string good = FernetKey::generate().text().reveal();
  for (const std::string& bad :
       {std::string(), good.substr(0, 43), good + "=", good + "\n", " " + good,
        "cw/0x689RpI+jtRR7oE8h/eQsKImvJapLeSbXpwF4e4=" + std::string(), std::string(44, 'A')}) {
    const auto key = FernetKey::parse(Secret(bad));
    ASSERT_FALSE(key) << bad;
    EXPECT_EQ(key.error().code, "fernet_key_malformed");
    if (!bad.empty()) {
      EXPECT_EQ(key.error().text().find(bad), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace attendsense::crypto
