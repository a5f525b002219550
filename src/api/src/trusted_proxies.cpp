#include "trusted_proxies.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <ranges>

namespace attendsense::api {
namespace {

namespace ip = boost::asio::ip;

constexpr std::size_t kLongestAddress = 64;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::vector<std::string_view> entries_of(std::string_view list) {
  std::vector<std::string_view> entries;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (const std::string_view entry = trimmed(list.substr(0, comma)); !entry.empty()) entries.push_back(entry);
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return entries;
}

}  // namespace

Result<TrustedProxies> TrustedProxies::parse(std::string_view list) {
  TrustedProxies proxies;
  for (const std::string_view entry : entries_of(list)) {
    const std::string text(entry);
    const bool has_length = text.find('/') != std::string::npos;
    boost::system::error_code failed;
    if (text.find(':') == std::string::npos) {
      const auto network = ip::make_network_v4(has_length ? text : text + "/32", failed);
      if (!failed) proxies.v4_.push_back(network.canonical());
    } else {
      const auto network = ip::make_network_v6(has_length ? text : text + "/128", failed);
      if (!failed) proxies.v6_.push_back(network.canonical());
    }
    if (failed) {
      return fail(Failure::invalid_input, "trusted_proxies_invalid",
                  "api.trusted_proxies: \"" + text + "\" is neither an address nor a network",
                  "Write 10.0.5.7 or 10.0.5.0/24, several with commas between them");
    }
  }
  return proxies;
}

bool TrustedProxies::contain(std::string_view address) const {
  boost::system::error_code failed;
  ip::address parsed = ip::make_address(std::string(address), failed);
  if (failed) return false;
  if (parsed.is_v6() && parsed.to_v6().is_v4_mapped()) parsed = ip::make_address_v4(ip::v4_mapped, parsed.to_v6());
  if (parsed.is_v4()) {
    return std::ranges::any_of(v4_, [&](const ip::network_v4& network) {
      return ip::make_network_v4(parsed.to_v4(), network.prefix_length()).canonical() == network;
    });
  }
  return std::ranges::any_of(v6_, [&](const ip::network_v6& network) {
    return ip::make_network_v6(parsed.to_v6(), network.prefix_length()).canonical() == network;
  });
}

std::string TrustedProxies::client(const std::string& peer, const std::vector<std::string_view>& forwarded) const {
  if (!contain(peer)) return peer;
  std::string_view heard = peer;
  for (const std::string_view line : forwarded | std::views::reverse) {
    const std::vector<std::string_view> entries = entries_of(line);
    for (const std::string_view entry : entries | std::views::reverse) {
      heard = entry;
      if (!contain(heard)) return std::string(heard.substr(0, kLongestAddress));
    }
  }
  return std::string(heard.substr(0, kLongestAddress));
}

}  // namespace attendsense::api
