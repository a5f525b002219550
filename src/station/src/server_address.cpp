#include "attendsense/station/server_address.hpp"

#include <curl/curl.h>

#include <memory>

namespace attendsense::station {

namespace {

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

struct FreeText {
  void operator()(char* text) const { curl_free(text); }
};

std::string part(CURLU* url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, 0) != CURLUE_OK) return {};
  const std::unique_ptr<char, FreeText> owner(text);
  return text;
}

// By name or literal only: whatever the name server says, a name that is not "localhost" is not this machine.
bool names_this_machine(const std::string& host) {
  return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

std::unexpected<Error> malformed(const std::string& what) {
  return fail(Failure::invalid_input, "server_address_malformed", "The server's address " + what,
              "Give it as https://attendance.example or https://192.0.2.7:8443");
}

}  // namespace

Result<ServerAddress> ServerAddress::parse(const std::string& text, PlainHttp plain_http,
                                           std::filesystem::path ca_file) {
  const std::unique_ptr<CURLU, FreeUrl> url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) return malformed("is not a URL");
  const std::string scheme = part(url.get(), CURLUPART_SCHEME);
  const std::string host = part(url.get(), CURLUPART_HOST);
  if (scheme != "https" && scheme != "http") return malformed("must begin with https:// or http://");
  if (host.empty()) return malformed("names no host");
  if (!part(url.get(), CURLUPART_USER).empty() || !part(url.get(), CURLUPART_QUERY).empty() ||
      !part(url.get(), CURLUPART_FRAGMENT).empty()) {
    return malformed("must not hold a user, a query or a fragment");
  }
  ServerAddress address{.base = text, .is_loopback = names_this_machine(host), .ca_file = std::move(ca_file)};
  while (address.base.ends_with('/')) address.base.pop_back();
  if (scheme == "http" && !address.is_loopback && plain_http == PlainHttp::only_loopback) {
    return fail(Failure::invalid_input, "server_address_insecure",
                "Without TLS anybody on the way to " + host + " could read this station's token",
                "Use https://, or accept the risk with --allow-plain-http");
  }
  return address;
}

}  // namespace attendsense::station
