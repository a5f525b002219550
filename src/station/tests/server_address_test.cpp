#include "attendsense/station/server_address.hpp"

#include <gtest/gtest.h>

namespace attendsense::station {
namespace {

TEST(ServerAddress, takes_https_anywhere_and_http_to_this_machine) {
  for (const char* text : {"https://attendance.example", "https://192.0.2.7:8443/", "http://localhost:8080",
                           "http://127.0.0.1:8080", "http://[::1]:8080"}) {
    EXPECT_TRUE(ServerAddress::parse(text)) << text;
  }
  EXPECT_EQ(ServerAddress::parse("https://attendance.example/prefix//")->base, "https://attendance.example/prefix");
}

TEST(ServerAddress, refuses_http_to_another_machine_unless_told) {
  const auto refused = ServerAddress::parse("http://attendance.example");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "server_address_insecure");
  EXPECT_FALSE(ServerAddress::parse("http://localhost.attacker.example"));
  EXPECT_TRUE(ServerAddress::parse("http://attendance.example", PlainHttp::anywhere));
}

TEST(ServerAddress, refuses_what_is_no_server) {
  for (const char* text : {"", "attendance.example", "ftp://attendance.example", "https://", "file:///etc/passwd",
                           "https://user:secret@attendance.example", "https://attendance.example/?q=1",
                           "https://attendance.example/#x", "https://attendance.example:99999"}) {
    EXPECT_FALSE(ServerAddress::parse(text)) << text;
  }
}

}  // namespace
}  // namespace attendsense::station
