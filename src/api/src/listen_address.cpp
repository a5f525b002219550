#include "listen_address.hpp"

#include <charconv>

namespace attendsense::api {

Result<ListenAddress> parse_listen_address(const std::string& key, const std::string& listen) {
  const std::size_t colon = listen.rfind(':');
  std::string_view address = std::string_view(listen).substr(0, colon);
  const std::string_view port = colon == std::string::npos ? "" : std::string_view(listen).substr(colon + 1);
  if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
  ListenAddress parsed;
  const auto [end, failed] = std::from_chars(port.data(), port.data() + port.size(), parsed.port);
  if (address.empty() || port.empty() || failed != std::errc{} || end != port.data() + port.size()) {
    return fail(Failure::invalid_input, "listen_address_invalid",
                key + " is \"" + listen + "\", which is not address:port", "Write 127.0.0.1:8080 or [::1]:8080");
  }
  parsed.address = address == "localhost" ? "127.0.0.1" : std::string(address);
  return parsed;
}

}  // namespace attendsense::api
