#pragma once

// Pushes this process's metrics to Google Cloud Monitoring, API v3, projects.timeSeries.create.

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/config.hpp"
#include "attendsense/base/metrics.hpp"
#include "attendsense/base/result.hpp"

namespace attendsense::monitoring {

struct CloudOptions {
  // The JSON key file of a service account that may write metrics. Empty: the metadata server of the machine is asked.
  std::filesystem::path service_account;
  // The monitored resource, a gce_instance. Empty ones are taken from the service account and the metadata server.
  std::string project;
  std::string instance_id;
  std::string zone;
  std::string process = "serve";  // label of our own metrics: what this process does
  std::string endpoint = "https://monitoring.googleapis.com";
  std::string metadata_host = "metadata.google.internal";  // $GCE_METADATA_HOST by convention
  std::filesystem::path ca_file;                           // PEM; empty: the system's authorities
  std::chrono::milliseconds interval{60'000};   // between points; at least kShortestInterval, which is Google's limit
  std::chrono::milliseconds timeout{10'000};    // of one request
  int tries = 4;                                // of one push, while Google is away or asks for patience
  std::chrono::milliseconds first_pause{1000};  // before the second try; doubles
};

inline constexpr std::chrono::milliseconds kShortestInterval{10'000};

// The keys "monitoring.*" of a program's configuration, and what they say: nothing unless monitoring.google is on.
// Errors: invalid_input "monitoring_settings_invalid".
[[nodiscard]] std::vector<config::Key> cloud_config_keys();
[[nodiscard]] Result<std::optional<CloudOptions>> cloud_options(const config::Config& config, std::string process);

// One thread that reads the registry every interval and sends what it reads. The work never waits for it: what cannot
// be sent in time is given up, counted in attendsense_exports_total and logged once until it works again. Counters and
// histograms lose nothing by that, since each point holds the sum since the start.
class CloudExporter {
 public:
  // Starts at once; credentials are looked at here, Google is asked later. The registry and the clock must outlive it.
  // Errors: invalid_input "service_account_invalid", "monitoring_settings_invalid", or what read_file() says.
  [[nodiscard]] static Result<std::unique_ptr<CloudExporter>> start(CloudOptions options, metrics::Registry& registry,
                                                                    const Clock& clock);
  // Breaks off what is being sent.
  ~CloudExporter();
  CloudExporter(const CloudExporter&) = delete;
  CloudExporter& operator=(const CloudExporter&) = delete;

 private:
  struct State;
  explicit CloudExporter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace attendsense::monitoring
