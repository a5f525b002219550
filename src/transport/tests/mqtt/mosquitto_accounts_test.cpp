#include "attendsense/transport/mosquitto_accounts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "attendsense/base/files.hpp"
#include "attendsense/crypto/mqtt_password.hpp"

namespace attendsense::transport {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class MosquittoAccounts : public ::testing::Test {
 protected:
  [[nodiscard]] static MosquittoStation station(std::uint8_t number) {
    MosquittoStation made{.password = Secret("password " + std::to_string(number))};
    made.station.uuid.bytes[15] = number;
    made.company.uuid.bytes[0] = 0xc0;
    made.site.uuid.bytes[0] = 0x51;
    return made;
  }

  [[nodiscard]] Result<bool> write(const std::vector<MosquittoStation>& stations) const {
    return write_mosquitto_accounts(files_, {.password = Secret("relay's")}, stations);
  }

  [[nodiscard]] static std::string text(const std::filesystem::path& path) {
    return std::string(as_text(read_file(path).value()));
  }

  // The hash that stands for a user.
  [[nodiscard]] std::string hash(const std::string& user) const {
    const std::string all = text(files_.passwords);
    const auto at = all.find(user + ":");
    if (at == std::string::npos) return {};
    const auto begin = at + user.size() + 1;
    return all.substr(begin, all.find('\n', at) - begin);
  }

  const TemporaryFolder folder_;
  const MosquittoFiles files_{folder_.path() / "passwords", folder_.path() / "acl"};
};

TEST_F(MosquittoAccounts, a_station_reads_its_events_and_writes_its_status_and_nothing_else) {
  EXPECT_EQ(write({station(1)}), true);
  const std::string id = station(1).station.to_string();
  EXPECT_TRUE(crypto::is_mosquitto_hash_of(hash(id), station(1).password));
  EXPECT_THAT(text(files_.acl), HasSubstr("user " + id + "\ntopic read attendsense/v1/+/+/" + id +
                                          "/+\ntopic write attendsense/v1/c0000000-0000-0000-0000-000000000000/"
                                          "51000000-0000-0000-0000-000000000000/" +
                                          id + "/status\n"));
  EXPECT_THAT(text(files_.acl), HasSubstr("user attendsense-relay\ntopic write attendsense/v1/#\n"));
  EXPECT_TRUE(crypto::is_mosquitto_hash_of(hash("attendsense-relay"), Secret("relay's")));
}

TEST_F(MosquittoAccounts, files_that_are_right_are_not_touched) {
  EXPECT_EQ(write({station(1), station(2)}), true);
  const std::string before = text(files_.passwords);
  EXPECT_EQ(write({station(1), station(2)}), false);
  EXPECT_EQ(text(files_.passwords), before);
}

TEST_F(MosquittoAccounts, a_station_that_is_gone_is_let_in_no_more) {
  EXPECT_EQ(write({station(1), station(2)}), true);
  EXPECT_EQ(write({station(2)}), true);
  EXPECT_EQ(hash(station(1).station.to_string()), "");
  EXPECT_THAT(text(files_.acl), Not(HasSubstr(station(1).station.to_string())));
  EXPECT_NE(hash(station(2).station.to_string()), "");
}

TEST_F(MosquittoAccounts, a_new_key_is_a_new_password) {
  EXPECT_EQ(write({station(1)}), true);
  MosquittoStation changed = station(1);
  changed.password = Secret("another");
  EXPECT_EQ(write({changed}), true);
  EXPECT_TRUE(crypto::is_mosquitto_hash_of(hash(changed.station.to_string()), changed.password));
}

TEST_F(MosquittoAccounts, accounts_of_others_stay) {
  const std::string acl =
      "# ours\nuser attendsense-relay\ntopic write attendsense/v1/#\n\nuser ada\ntopic readwrite #\n";
  ASSERT_TRUE(write_file_atomically(files_.acl, as_bytes(acl)));
  ASSERT_TRUE(write_file_atomically(files_.passwords, as_bytes("ada:$7$101$AAAA$AAAA\nattendsense-relay:$7$old\n")));
  EXPECT_EQ(write({station(1)}), true);
  EXPECT_TRUE(text(files_.acl).starts_with(acl));
  EXPECT_EQ(hash("ada"), "$7$101$AAAA$AAAA");
  EXPECT_NE(hash("attendsense-relay"), "$7$old");
}

TEST_F(MosquittoAccounts, the_mode_of_a_file_is_kept) {
  const auto mode = [](const std::filesystem::path& path) {
    struct stat status{};
    EXPECT_EQ(::stat(path.c_str(), &status), 0);
    return status.st_mode & 0777U;
  };
  ASSERT_TRUE(write_file_atomically(files_.acl, as_bytes("")));  // 0600
  EXPECT_EQ(write({station(1)}), true);
  EXPECT_EQ(mode(files_.acl), 0600U);
  EXPECT_EQ(mode(files_.passwords), 0640U);
}

TEST_F(MosquittoAccounts, only_a_mosquitto_is_signalled) {
  const auto pid_file = folder_.path() / "pid";
  for (const std::string& pid : {std::to_string(::getpid()), std::string("1"), std::string("-1"), std::string("x")}) {
    ASSERT_TRUE(write_file_atomically(pid_file, as_bytes(pid)));
    EXPECT_EQ(reload_mosquitto(pid_file).error().code, "mosquitto_not_running") << pid;
  }
  EXPECT_FALSE(reload_mosquitto(folder_.path() / "missing"));
}

}  // namespace
}  // namespace attendsense::transport
