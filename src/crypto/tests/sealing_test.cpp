#include "attendsense/crypto/sealing.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <future>
#include <set>

#include "attendsense/base/files.hpp"
#include "attendsense/base/sha256.hpp"

namespace attendsense::crypto {
namespace {

using std::filesystem::perms;

const Bytes kRow = to_bytes("template:vector:7");

TEST(Sealing, opens_with_its_key_and_its_place) {
  const SealingKey key = SealingKey::generate();
  for (const std::string_view text : {"", "x", "a template of 256 numbers"}) {
    EXPECT_EQ(open(key, seal(key, as_bytes(text), kRow), kRow), to_bytes(text));
  }
}

TEST(Sealing, does_not_open_with_another_key_or_in_another_place) {
  const SealingKey key = SealingKey::generate();
  const Bytes sealed = seal(key, as_bytes("a template"), kRow);
  EXPECT_EQ(open(SealingKey::generate(), sealed, kRow).error().code, "seal_broken");
  EXPECT_EQ(open(key, sealed, as_bytes("template:vector:8")).error().code, "seal_broken");
  EXPECT_EQ(open(key, sealed, {}).error().code, "seal_broken");
}

TEST(Sealing, a_flipped_bit_anywhere_is_noticed) {
  const SealingKey key = SealingKey::generate();
  const Bytes sealed = seal(key, as_bytes("a template"), kRow);
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    Bytes changed = sealed;
    changed[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    EXPECT_EQ(open(key, changed, kRow).error().code, bit < 8 ? "seal_version" : "seal_broken") << bit;
  }
}

TEST(Sealing, a_truncated_value_is_broken) {
  const SealingKey key = SealingKey::generate();
  const Bytes sealed = seal(key, as_bytes("a template"), kRow);
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    EXPECT_EQ(open(key, BytesView(sealed).first(size), kRow).error().code, "seal_broken") << size;
  }
}

TEST(Sealing, hides_that_two_values_are_equal) {
  const SealingKey key = SealingKey::generate();
  EXPECT_NE(seal(key, as_bytes("same"), kRow), seal(key, as_bytes("same"), kRow));
}

TEST(SealingKey, has_a_fingerprint_that_tells_keys_apart) {
  const SealingKey key = SealingKey::generate();
  EXPECT_EQ(key.fingerprint().size(), 16U);
  EXPECT_EQ(key.fingerprint(), SealingKey(key).fingerprint());
  EXPECT_NE(key.fingerprint(), SealingKey::generate().fingerprint());
  EXPECT_EQ(to_hex(key.bytes()).find(key.fingerprint()), std::string::npos);
}

class SealingKeyFile : public testing::Test {
 protected:
  TemporaryFolder folder_;
  const std::filesystem::path path_ = folder_.path() / "sealing.key";
};

TEST_F(SealingKeyFile, is_made_once_for_the_owner_alone) {
  const mode_t before = umask(0);
  const auto made = load_or_create_sealing_key(path_);
  umask(before);
  ASSERT_TRUE(made) << made.error().text();
  EXPECT_EQ(std::filesystem::status(path_).permissions(), perms::owner_read | perms::owner_write);
  EXPECT_EQ(std::filesystem::file_size(path_), 32U);
  const auto again = load_or_create_sealing_key(path_);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->fingerprint(), made->fingerprint());
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 1) << "a draft was left behind";
}

TEST_F(SealingKeyFile, all_who_start_at_once_get_the_same_key) {
  std::vector<std::future<std::string>> starters;
  for (int i = 0; i < 8; ++i) {
    starters.push_back(
        std::async(std::launch::async, [this] { return load_or_create_sealing_key(path_).value().fingerprint(); }));
  }
  std::set<std::string> fingerprints;
  for (auto& starter : starters) fingerprints.insert(starter.get());
  EXPECT_EQ(fingerprints.size(), 1U);
}

TEST_F(SealingKeyFile, that_others_may_read_is_refused_with_the_remedy) {
  ASSERT_TRUE(load_or_create_sealing_key(path_));
  for (const perms extra : {perms::group_read, perms::others_read, perms::group_write}) {
    std::filesystem::permissions(path_, perms::owner_read | perms::owner_write | extra);
    const auto refused = load_or_create_sealing_key(path_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "sealing_key_exposed");
    EXPECT_NE(refused.error().remedy.find("chmod 600 '" + path_.string()), std::string::npos);
  }
}

TEST_F(SealingKeyFile, of_the_wrong_size_is_refused_and_not_replaced) {
  for (const std::size_t size : {0U, 31U, 33U}) {
    ASSERT_TRUE(write_file_atomically(path_, Bytes(size, 7)));
    EXPECT_EQ(load_or_create_sealing_key(path_).error().code, "sealing_key_malformed") << size;
    EXPECT_EQ(std::filesystem::file_size(path_), size);
  }
}

TEST_F(SealingKeyFile, that_is_no_file_is_refused) {
  std::filesystem::create_directory(path_);
  EXPECT_FALSE(load_or_create_sealing_key(path_));
  std::filesystem::remove(path_);
  ASSERT_EQ(mkfifo(path_.c_str(), 0600), 0);
  EXPECT_EQ(load_or_create_sealing_key(path_).error().code, "sealing_key_malformed");
}

TEST_F(SealingKeyFile, that_is_missing_can_be_an_error) {
  EXPECT_EQ(load_sealing_key(path_).error().code, "sealing_key_missing");
  EXPECT_EQ(load_or_create_sealing_key(folder_.path() / "none" / "key").error().code, "sealing_key_not_written");
}

}  // namespace
}  // namespace attendsense::crypto
