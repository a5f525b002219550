#include "trusted_proxies.hpp"

#include <gtest/gtest.h>

namespace attendsense::api {
namespace {

TrustedProxies proxies(std::string_view list) {
  return *TrustedProxies::parse(list);
}

TEST(TrustedProxies, are_addresses_and_networks_of_both_kinds) {
  const TrustedProxies some = proxies("127.0.0.0/8, ::1,10.0.5.7 , fd00::/8");
  EXPECT_TRUE(some.contain("127.1.2.3"));
  EXPECT_TRUE(some.contain("::1"));
  EXPECT_TRUE(some.contain("10.0.5.7"));
  EXPECT_TRUE(some.contain("fd12:3456::9"));
  EXPECT_TRUE(some.contain("::ffff:10.0.5.7"));
  EXPECT_FALSE(some.contain("10.0.5.8"));
  EXPECT_FALSE(some.contain("fe80::1"));
  EXPECT_FALSE(some.contain("elsewhere"));
  EXPECT_FALSE(some.contain(""));
  EXPECT_FALSE(proxies("").contain("127.0.0.1"));
}

TEST(TrustedProxies, refuse_what_is_no_network) {
  for (const char* wrong : {"nginx", "10.0.0.0/33", "10.0.0/8", "::1/129", "10.0.0.1 10.0.0.2", "/8"}) {
    const auto parsed = TrustedProxies::parse(wrong);
    ASSERT_FALSE(parsed) << wrong;
    EXPECT_EQ(parsed.error().code, "trusted_proxies_invalid");
  }
}

TEST(TrustedProxies, who_connects_from_elsewhere_speaks_for_itself) {
  EXPECT_EQ(proxies("10.0.5.7").client("192.0.2.1", {"198.51.100.9"}), "192.0.2.1");
}

TEST(TrustedProxies, the_last_one_that_is_no_proxy_is_the_client) {
  const TrustedProxies some = proxies("10.0.5.0/24");
  EXPECT_EQ(some.client("10.0.5.7", {"198.51.100.9"}), "198.51.100.9");
  EXPECT_EQ(some.client("10.0.5.7", {"203.0.113.5, 198.51.100.9, 10.0.5.8"}), "198.51.100.9");
  EXPECT_EQ(some.client("10.0.5.7", {"203.0.113.5", "198.51.100.9"}), "198.51.100.9") << "a header of its own line";
  EXPECT_EQ(some.client("10.0.5.7", {}), "10.0.5.7");
  EXPECT_EQ(some.client("10.0.5.7", {"10.0.5.9"}), "10.0.5.9");
  EXPECT_EQ(some.client("10.0.5.7", {" , "}), "10.0.5.7");
}

TEST(TrustedProxies, an_endless_entry_is_cut) {
  EXPECT_EQ(proxies("10.0.5.7").client("10.0.5.7", {std::string(5000, 'x')}).size(), 64U);
}

}  // namespace
}  // namespace attendsense::api
