#include "attendsense/station/credentials.hpp"

#include <gtest/gtest.h>

#include "attendsense/base/files.hpp"
#include "testing/events.hpp"

namespace attendsense::station {
namespace {

constexpr const char* kId = "01890a5d-ac96-774b-bcce-b302099a8057";

class CredentialsTest : public ::testing::Test {
 protected:
  std::string refusal(const std::string& content) {
    EXPECT_TRUE(write_file_atomically(path_, as_bytes(content)));
    const auto loaded = load_credentials(path_);
    if (loaded) return "";
    EXPECT_EQ(loaded.error().text().find("ast_secret"), std::string::npos);
    return loaded.error().code;
  }

  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "credentials.json";
};

TEST_F(CredentialsTest, reads_the_answer_of_the_server_as_it_is_and_flat) {
  const std::string rest = std::string(R"("token":"ast_secret","key":")") + testing::kKey + "\"}";
  EXPECT_EQ(refusal(std::string(R"({"station":{"id":")") + kId + R"(","name":"Gate"},)" + rest), "");
  EXPECT_EQ(refusal(std::string(R"({"id":")") + kId + "\"," + rest), "");
  const auto loaded = load_credentials(path_);
  EXPECT_EQ(loaded->station.to_string(), kId);
  EXPECT_EQ(loaded->token.reveal(), "ast_secret");
  EXPECT_EQ(loaded->key.text().reveal(), testing::kKey);
}

TEST_F(CredentialsTest, refuses_what_is_incomplete_without_repeating_it) {
  const std::string key = std::string(R"("key":")") + testing::kKey + "\"";
  const std::string id = std::string(R"("id":")") + kId + "\"";
  for (const std::string& content :
       {std::string(), std::string("[]"), "{" + id + "," + key + "}", "{\"token\":\"ast_secret\"," + key + "}",
        "{" + id + ",\"token\":\"ast_secret\",\"key\":\"short\"}",
        "{" + id + ",\"token\":\"ast_secret\\r\\nX: y\"," + key + "}"}) {
    EXPECT_EQ(refusal(content), "credentials_malformed") << content;
  }
}

TEST_F(CredentialsTest, refuses_a_file_that_others_can_read_and_one_that_is_not_there) {
  EXPECT_EQ(load_credentials(path_).error().code, "credentials_missing");
  ASSERT_TRUE(write_file_atomically(path_, as_bytes("{}")));
  std::filesystem::permissions(path_, std::filesystem::perms::group_read, std::filesystem::perm_options::add);
  EXPECT_EQ(load_credentials(path_).error().code, "credentials_exposed");
}

}  // namespace
}  // namespace attendsense::station
