#pragma once

#include <filesystem>
#include <string>

#include "attendsense/base/result.hpp"

namespace attendsense::station {

enum class PlainHttp { only_loopback, anywhere };

// Where the server is, and how it proves that it is the one.
struct ServerAddress {
  std::string base;               // "https://attendance.example:8443", without a slash at the end
  bool is_loopback = false;       // this machine itself
  std::filesystem::path ca_file;  // empty: the system's certificate authorities

  // Takes "https://host[:port][/prefix]"; "http://" only to this machine unless told otherwise, since the token would
  // travel in the clear. Errors, invalid_input: "server_address_malformed", "server_address_insecure".
  [[nodiscard]] static Result<ServerAddress> parse(const std::string& text,
                                                   PlainHttp plain_http = PlainHttp::only_loopback,
                                                   std::filesystem::path ca_file = {});
};

}  // namespace attendsense::station
