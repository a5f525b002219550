#pragma once

// GET /metrics for processes without the rest of the API.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "attendsense/base/config.hpp"
#include "attendsense/base/metrics.hpp"
#include "attendsense/base/result.hpp"

namespace attendsense::api {

struct MetricsOptions {
  std::string address = "127.0.0.1";  // numeric
  std::uint16_t port = 0;             // 0: any free one
};

// The key "metrics.listen", and what it says: nothing when it is empty. Errors: invalid_input "listen_address_invalid".
[[nodiscard]] std::vector<config::Key> metrics_config_keys();
[[nodiscard]] Result<std::optional<MetricsOptions>> metrics_options(const config::Config& config);

// Serves a registry as Prometheus text on a listener of its own, on one thread, until destruction. What it shows is
// numbers without names of people; it has no password, so an address that others reach must lie in a network where
// they may see them. At most 32 connections, no bodies, no slow headers: a scraper cannot get in the way of the work.
class MetricsServer {
 public:
  // The registry must outlive it. Errors: invalid_input "listen_address_invalid"; unavailable "listen_failed".
  [[nodiscard]] static Result<std::unique_ptr<MetricsServer>> start(const MetricsOptions& options,
                                                                    const metrics::Registry& registry);
  ~MetricsServer();
  MetricsServer(const MetricsServer&) = delete;
  MetricsServer& operator=(const MetricsServer&) = delete;

  // "http://127.0.0.1:9101/metrics"
  [[nodiscard]] std::string url() const;

 private:
  struct State;
  explicit MetricsServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace attendsense::api
