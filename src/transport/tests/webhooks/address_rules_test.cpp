#include "webhooks/address_rules.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/un.h>

#include <cstring>
#include <string>

namespace attendsense::transport {
namespace {

bool is_public_text(const std::string& text) {
  sockaddr_storage storage{};
  if (text.find(':') == std::string::npos) {
    sockaddr_in in{};
    in.sin_family = AF_INET;
    EXPECT_EQ(inet_pton(AF_INET, text.c_str(), &in.sin_addr), 1) << text;
    std::memcpy(&storage, &in, sizeof in);
  } else {
    sockaddr_in6 in{};
    in.sin6_family = AF_INET6;
    EXPECT_EQ(inet_pton(AF_INET6, text.c_str(), &in.sin6_addr), 1) << text;
    std::memcpy(&storage, &in, sizeof in);
  }
  return is_public(*reinterpret_cast<const sockaddr*>(&storage));
}

TEST(AddressRules, what_is_on_the_internet_may_be_reached) {
  for (const auto* const text :
       {"1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "172.15.255.255",
        "172.32.0.0", "192.167.255.255", "192.169.0.0", "223.255.255.255", "2606:4700:4700::1111", "2a00:1450::1",
        "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"}) {
    EXPECT_TRUE(is_public_text(text)) << text;
  }
}

TEST(AddressRules, what_is_near_may_not) {
  for (const auto* const text :
       {"0.0.0.0",     "0.1.2.3",         "10.0.0.1",   "10.255.255.255", "100.64.0.1",   "127.0.0.1",
        "127.9.9.9",   "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1",    "192.0.2.1",
        "192.88.99.1", "192.168.1.1",     "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1",
        "224.0.0.1",   "239.1.1.1",       "240.0.0.1",  "255.255.255.255"}) {
    EXPECT_FALSE(is_public_text(text)) << text;
  }
}

TEST(AddressRules, nor_what_is_near_in_ipv6_or_stands_for_it) {
  for (const auto* const text : {"::",
                                 "::1",
                                 "fc00::1",
                                 "fd12:3456::1",
                                 "fe80::1",
                                 "fec0::1",
                                 "ff02::1",
                                 "100::1",
                                 "2001:db8::1",
                                 "2001::1",
                                 "3fff::1",
                                 "::ffff:127.0.0.1",
                                 "::ffff:10.0.0.1",
                                 "::ffff:169.254.169.254",
                                 "64:ff9b::10.0.0.1",
                                 "64:ff9b::127.0.0.1",
                                 "2002:7f00:1::1",
                                 "2002:a00:1::1",
                                 "::127.0.0.1",
                                 "4000::1"}) {
    EXPECT_FALSE(is_public_text(text)) << text;
  }
}

TEST(AddressRules, nor_a_socket_of_this_machine) {
  sockaddr_storage storage{};
  storage.ss_family = AF_UNIX;
  EXPECT_FALSE(is_public(*reinterpret_cast<const sockaddr*>(&storage)));
}

}  // namespace
}  // namespace attendsense::transport
