#pragma once

#include <cstdint>
#include <string>

#include "attendsense/base/result.hpp"

namespace attendsense::api {

struct ListenAddress {
  std::string address;  // numeric
  std::uint16_t port = 0;
};

// "127.0.0.1:8080", "[::1]:8080", "localhost:8080". Else invalid_input "listen_address_invalid", which names the key.
[[nodiscard]] Result<ListenAddress> parse_listen_address(const std::string& key, const std::string& listen);

}  // namespace attendsense::api
