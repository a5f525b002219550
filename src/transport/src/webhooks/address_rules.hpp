#pragma once

#include <sys/socket.h>

namespace attendsense::transport {

// Whether an address is of a machine somewhere on the Internet: globally reachable by the registries of special-purpose
// addresses (RFC 6890) and no multicast. IPv6 addresses that stand for an IPv4 address are judged by that one. What is
// neither IPv4 nor IPv6 is not public.
[[nodiscard]] bool is_public(const sockaddr& address);

}  // namespace attendsense::transport
