#pragma once

#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "attendsense/base/result.hpp"

namespace attendsense::api {

// The machines whose word about their clients is believed, as addresses and networks: "127.0.0.0/8, ::1, 10.0.5.7".
class TrustedProxies {
 public:
  // Errors: invalid_input "trusted_proxies_invalid".
  [[nodiscard]] static Result<TrustedProxies> parse(std::string_view list);

  // Whether an address, as text, is one of them. An IPv4 address in IPv6 clothes counts as what it is.
  [[nodiscard]] bool contain(std::string_view address) const;

  // Who speaks, given the other end of the connection and the values of X-Forwarded-For: each proxy appends whom it
  // heard, so the last entry that is not itself a trusted proxy is the one that a trusted proxy vouches for. What a
  // client writes before that is its own invention.
  [[nodiscard]] std::string client(const std::string& peer, const std::vector<std::string_view>& forwarded) const;

 private:
  std::vector<boost::asio::ip::network_v4> v4_;
  std::vector<boost::asio::ip::network_v6> v6_;
};

}  // namespace attendsense::api
