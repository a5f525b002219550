#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "attendsense/base/result.hpp"
#include "http/message.hpp"

namespace attendsense::api::http {

struct TlsFiles {
  std::filesystem::path certificate_chain;  // PEM, the server's own first
  std::filesystem::path private_key;        // PEM
};

struct Limits {
  std::size_t header_bytes = 16U << 10;
  std::size_t body_bytes = 8U << 20;
  std::chrono::milliseconds header_time{10'000};  // from the first byte, or from connecting
  std::chrono::milliseconds body_time{30'000};
  std::chrono::milliseconds idle_time{60'000};  // between requests of a connection
  std::chrono::milliseconds write_time{30'000};
  std::chrono::milliseconds heartbeat{15'000};  // of a stream on which nothing else happens
  std::size_t connections = 512;                // beyond: answered 503 and closed
};

struct EngineOptions {
  std::string address = "127.0.0.1";  // numeric
  std::uint16_t port = 0;             // 0: any free one
  int threads = 1;
  Limits limits;
  std::optional<TlsFiles> tls;
};

// Speaks HTTP/1.1 over TCP on threads of its own; a connection lives on one of them, so nothing of it is locked.
class Engine {
 public:
  // `handler` must outlive the engine. Errors: invalid_input "listen_address_invalid", "tls_files_invalid";
  // unavailable "listen_failed".
  [[nodiscard]] static Result<std::unique_ptr<Engine>> start(EngineOptions options, RequestHandler& handler);
  // Whatever answers requests must have ended by then.
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] std::size_t connections() const;
  // Accepts no more, ends idle connections and streams at once, lets requests that have begun be answered, and cuts off
  // what is still there after `grace`. Repeatable.
  void stop(std::chrono::milliseconds grace);

 private:
  struct State;
  explicit Engine(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace attendsense::api::http
