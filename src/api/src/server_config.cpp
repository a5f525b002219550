#include "attendsense/api/server.hpp"
#include "listen_address.hpp"

namespace attendsense::api {
namespace {

Result<void> read_tls(const config::Config& config, ServerOptions& options) {
  const std::string& certificate = config.text("api.tls_certificate");
  const std::string& key = config.text("api.tls_key");
  if (certificate.empty() != key.empty()) {
    return fail(Failure::invalid_input, "tls_files_invalid", "TLS needs both a certificate and a key",
                "Set api.tls_certificate and api.tls_key, or neither");
  }
  if (!certificate.empty()) options.tls = TlsPaths{certificate, key};
  return {};
}

}  // namespace

std::vector<config::Key> server_config_keys() {
  using namespace std::string_literals;
  return {
      {"api.listen", "127.0.0.1:8080"s, "Address and port to serve on; port 0 takes any free one"},
      {"api.allow_plain_http", false, "Serve HTTP without TLS on an address that other machines can reach"},
      {"api.trusted_proxies", "127.0.0.0/8, ::1"s,
       "Addresses and networks of proxies whose X-Forwarded-For is believed, with commas between them"},
      {"api.tls_certificate", ""s, "PEM file with the certificate chain; empty: plain HTTP"},
      {"api.tls_key", ""s, "PEM file with the certificate's private key"},
      {"api.io_threads", std::int64_t{1}, "Threads that read and write connections", 1, 16},
      {"api.workers", std::int64_t{4}, "Threads that answer requests", 1, 256},
      {"api.most_waiting", std::int64_t{64}, "Requests that may wait for a worker; beyond: 503", 1, 10'000},
      {"api.downloads", std::int64_t{4}, "Downloads at a time, half of them for one person at most; beyond: 503", 1,
       256},
      {"api.rate_limit", std::int64_t{1200},
       "Requests that each may make in a minute of this process, a person, a station, or an address where nobody is "
       "signed in; beyond: 429; 0: any number",
       0, 1'000'000},
      {"api.capture_rate_limit", std::int64_t{0},
       "Captures that each station may send in a minute to this process; beyond: 429; 0: any number, so that a station "
       "catches up at once after days without the server",
       0, 1'000'000},
      {"api.connections", std::int64_t{512}, "Connections at a time; beyond: 503", 1, 50'000},
      {"api.grace_seconds", std::int64_t{10}, "How long a stop waits for requests in flight", 0, 600},
  };
}

Result<ServerOptions> server_options(const config::Config& config) {
  ServerOptions options;
  Result<ListenAddress> listen = parse_listen_address("api.listen", config.text("api.listen"));
  if (!listen) return fail(std::move(listen));
  options.address = std::move(listen->address);
  options.port = listen->port;
  if (auto tls = read_tls(config, options); !tls) return fail(std::move(tls));
  options.allow_plain_http = config.flag("api.allow_plain_http");
  options.trusted_proxies = config.text("api.trusted_proxies");
  options.io_threads = static_cast<int>(config.integer("api.io_threads"));
  options.workers = static_cast<int>(config.integer("api.workers"));
  options.most_waiting = static_cast<std::size_t>(config.integer("api.most_waiting"));
  options.downloads = static_cast<int>(config.integer("api.downloads"));
  options.rate_limit = static_cast<int>(config.integer("api.rate_limit"));
  options.capture_rate_limit = static_cast<int>(config.integer("api.capture_rate_limit"));
  options.connections = static_cast<std::size_t>(config.integer("api.connections"));
  options.grace = std::chrono::seconds{config.integer("api.grace_seconds")};
  return options;
}

}  // namespace attendsense::api
