#include "testing/servers.hpp"

#include <gmock/gmock.h>

namespace attendsense::testing {
namespace {

TEST(Servers, the_fixture_hands_over_all_that_it_started) {
  const std::optional<TestServers> servers = test_servers();
  if (!servers) GTEST_SKIP() << kStartTheServers;
  EXPECT_TRUE(std::filesystem::exists(servers->ca));
  ASSERT_TRUE(servers->postgres && servers->rabbitmq && servers->mosquitto);
  EXPECT_NE(servers->postgres->port, 0);
  EXPECT_EQ(servers->postgres->owner.user, "attendsense_owner");
  EXPECT_EQ(servers->rabbitmq->consumer.user, "attendsense_consumer");
  EXPECT_TRUE(std::filesystem::exists(servers->mosquitto->acl_file));
  EXPECT_TRUE(std::filesystem::exists("/proc/" + std::to_string(servers->mosquitto->pid)));
}

TEST(Servers, a_damaged_description_fails_the_test_that_asks) {
  const char* const before = std::getenv("ATTENDSENSE_TEST_SERVERS");
  const std::string kept = before != nullptr ? before : "";
  setenv("ATTENDSENSE_TEST_SERVERS", "/dev/null", 1);
  EXPECT_THAT([] { (void)test_servers(); },
              ::testing::ThrowsMessage<std::runtime_error>(::testing::HasSubstr("/dev/null")));
  before != nullptr ? setenv("ATTENDSENSE_TEST_SERVERS", kept.c_str(), 1) : unsetenv("ATTENDSENSE_TEST_SERVERS");
}

}  // namespace
}  // namespace attendsense::testing
