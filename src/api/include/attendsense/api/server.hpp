#pragma once

// The HTTP interface of contracts/openapi.yaml.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/config.hpp"
#include "attendsense/base/result.hpp"
#include "attendsense/core/ports/event_bus.hpp"
#include "attendsense/service/ports.hpp"

namespace attendsense::api {

// One part that has to work before the server is ready: "store", "queue", "models", "gallery". Asked on a worker
// thread with every GET /readyz, so it must answer within a second or so.
struct ReadinessCheck {
  std::string name;
  std::function<Result<void>()> check;
};

// What the endpoints work with; all of it outlives the server and is safe from any thread.
struct ApiDependencies {
  service::Ports& ports;
  core::EventBus& bus;
  const Clock& clock;
  std::vector<ReadinessCheck> readiness;
  std::string version;
};

struct TlsPaths {
  std::filesystem::path certificate_chain;  // PEM, the server's own first
  std::filesystem::path private_key;        // PEM
};

struct ServerOptions {
  std::string address = "127.0.0.1";  // numeric
  std::uint16_t port = 0;             // 0: any free one
  std::optional<TlsPaths> tls;
  bool allow_plain_http = false;                     // on an address that others can reach
  std::string trusted_proxies = "127.0.0.0/8, ::1";  // whose X-Forwarded-For is believed; networks, with commas
  std::filesystem::path web_root;                    // files of the web app; empty: none
  int io_threads = 1;
  int workers = 4;                               // threads for what takes its time
  std::size_t most_waiting = 64;                 // requests before the workers; beyond: 503
  int downloads = 4;                             // at a time, half of them for one person at most; beyond: 503
  std::size_t connections = 512;                 // beyond: 503
  std::chrono::milliseconds write_time{30'000};  // for each piece of an answer, of some 64 KiB
  int rate_limit = 1200;                         // requests of each in a minute; beyond: 429; 0: any number
  int capture_rate_limit = 0;                    // captures of each station in a minute; beyond: 429; 0: any number
  std::size_t body_bytes = 8U << 20;
  std::chrono::milliseconds header_time{10'000};
  std::chrono::milliseconds body_time{30'000};
  std::chrono::milliseconds idle_time{60'000};
  std::chrono::milliseconds heartbeat{15'000};  // of event streams; tokens are looked at again with each
  std::size_t stream_bytes = 1U << 20;          // that may wait for one listener
  std::chrono::milliseconds grace{10'000};      // for what is in flight at stop()
};

// The keys "api.*" of a program's configuration, and the options that they make.
// Errors: invalid_input "listen_address_invalid", "tls_files_invalid".
[[nodiscard]] std::vector<config::Key> server_config_keys();
[[nodiscard]] Result<ServerOptions> server_options(const config::Config& config);

class HttpServer {
 public:
  // Listens and serves once this returns. Errors: invalid_input "plain_http_refused" on an address that others can
  // reach without TLS, "listen_address_invalid", "tls_files_invalid", "trusted_proxies_invalid", "web_root_invalid";
  // unavailable "listen_failed".
  [[nodiscard]] static Result<std::unique_ptr<HttpServer>> start(ServerOptions options, ApiDependencies dependencies);
  // As stop().
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  // "http://127.0.0.1:8080"
  [[nodiscard]] std::string url() const;
  // Accepts no more, ends streams, answers what is in flight, at most for the grace. Repeatable; from one thread.
  void stop();

 private:
  struct State;
  explicit HttpServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace attendsense::api
