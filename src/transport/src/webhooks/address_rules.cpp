#include "webhooks/address_rules.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>

namespace attendsense::transport {
namespace {

struct Range4 {
  std::uint32_t first;
  int bits;
};

// https://www.iana.org/assignments/iana-ipv4-special-registry, and multicast.
constexpr std::array kSpecial4{
    Range4{0x0000'0000, 8},   // this network
    Range4{0x0a00'0000, 8},   // private
    Range4{0x6440'0000, 10},  // shared by carriers
    Range4{0x7f00'0000, 8},   // loopback
    Range4{0xa9fe'0000, 16},  // link-local, where clouds tell their machines secrets
    Range4{0xac10'0000, 12},  // private
    Range4{0xc000'0000, 24},  // protocol assignments
    Range4{0xc000'0200, 24},  // documentation
    Range4{0xc058'6300, 24},  // 6to4 relays
    Range4{0xc0a8'0000, 16},  // private
    Range4{0xc612'0000, 15},  // benchmarks
    Range4{0xc633'6400, 24},  // documentation
    Range4{0xcb00'7100, 24},  // documentation
    Range4{0xe000'0000, 4},   // multicast
    Range4{0xf000'0000, 4},   // reserved, broadcast
};

using Bytes16 = std::array<std::uint8_t, 16>;

struct Range6 {
  Bytes16 first;
  int bits;
};

// Within 2000::/3, which alone is given out. https://www.iana.org/assignments/iana-ipv6-special-registry
constexpr std::array kSpecial6{
    Range6{{0x20, 0x01, 0x00}, 23},        // protocol assignments, Teredo
    Range6{{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    Range6{{0x3f, 0xff, 0x00}, 20},        // documentation
};
constexpr Range6 kGiven{{0x20}, 3};
constexpr Range6 kMapped{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96};
constexpr Range6 kTranslated{{0x00, 0x64, 0xff, 0x9b}, 96};
constexpr Range6 k6to4{{0x20, 0x02}, 16};

bool is_in(std::uint32_t address, const Range4& range) {
  return ((address ^ range.first) >> (32 - range.bits)) == 0;
}

bool is_in(const Bytes16& address, const Range6& range) {
  for (int bit = 0; bit < range.bits; ++bit) {
    const auto byte = static_cast<std::size_t>(bit / 8);
    const int mask = 0x80 >> (bit % 8);
    if (((address[byte] ^ range.first[byte]) & mask) != 0) return false;
  }
  return true;
}

bool is_public4(std::uint32_t address) {
  return std::ranges::none_of(kSpecial4, [&](const Range4& range) { return is_in(address, range); });
}

// The IPv4 address in four bytes of an IPv6 address.
bool is_public4(std::span<const std::uint8_t, 4> bytes) {
  std::uint32_t address = 0;
  for (const std::uint8_t byte : bytes) address = (address << 8) | byte;
  return is_public4(address);
}

bool is_public6(const Bytes16& address) {
  const std::span<const std::uint8_t, 16> bytes(address);
  if (is_in(address, kMapped) || is_in(address, kTranslated)) return is_public4(bytes.subspan<12, 4>());
  if (is_in(address, k6to4)) return is_public4(bytes.subspan<2, 4>());
  return is_in(address, kGiven) &&
         std::ranges::none_of(kSpecial6, [&](const Range6& range) { return is_in(address, range); });
}

}  // namespace

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return is_public4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family != AF_INET6) return false;
  sockaddr_in6 in{};
  std::memcpy(&in, &address, sizeof in);
  Bytes16 bytes{};
  std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
  return is_public6(bytes);
}

}  // namespace attendsense::transport
