#include "attendsense/base/files.hpp"

#include <gtest/gtest.h>

#include "attendsense/base/sha256.hpp"

namespace attendsense {
namespace {

namespace fs = std::filesystem;

TEST(Files, what_is_written_is_read_with_the_mode_asked_for) {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "secret";
  ASSERT_TRUE(write_file_atomically(path, as_bytes("one")));
  ASSERT_TRUE(write_file_atomically(path, as_bytes("two")));
  EXPECT_EQ(as_text(*read_file(path)), "two");
  EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator{}), 1);
}

TEST(Files, errors_name_the_path) {
  const Result<Bytes> missing = read_file("/nowhere/at/all");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().failure, Failure::not_found);
  EXPECT_NE(missing.error().message.find("/nowhere/at/all"), std::string::npos);
  EXPECT_FALSE(write_file_atomically("/nowhere/at/all", as_bytes("x")));
}

TEST(Files, a_file_beyond_the_bound_is_refused) {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "big";
  ASSERT_TRUE(write_file_atomically(path, Bytes(100'000)));
  EXPECT_EQ(read_file(path, 99'999).error().code, "file_too_large");
  EXPECT_EQ(read_file(path, 100'000)->size(), 100'000U);
}

TEST(Sha256, matches_the_published_vectors) {
  // FIPS 180-4 examples.
  EXPECT_EQ(to_hex(sha256(as_bytes("abc"))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256, a_file_hashes_like_its_bytes) {
  const TemporaryFolder folder;
  const Bytes content(200'001, 7);
  ASSERT_TRUE(write_file_atomically(folder.path() / "f", content));
  EXPECT_EQ(sha256_file(folder.path() / "f"), sha256(content));
  EXPECT_FALSE(sha256_file(folder.path()));
}

TEST(Hex, text_and_back_is_the_same) {
  EXPECT_EQ(from_hex("00fFa1"), (Bytes{0, 255, 161}));
  EXPECT_FALSE(from_hex("0"));
  EXPECT_FALSE(from_hex("0g"));
}

}  // namespace
}  // namespace attendsense
