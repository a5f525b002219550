#include <unistd.h>

#include <array>
#include <cstdlib>

#include "attendsense/monitoring/cloud_exporter.hpp"
#include "http.hpp"

namespace attendsense::monitoring {

namespace {

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 && name[0] != '\0' ? name.data() : "unknown";
}

}  // namespace

std::vector<config::Key> cloud_config_keys() {
  using namespace std::string_literals;
  return {
      {"monitoring.google", false, "Push metrics to Google Cloud Monitoring"},
      {"monitoring.service_account_file", ""s,
       "JSON key file of a Google service account; empty: the machine's metadata server gives the credentials"},
      {"monitoring.project", ""s, "Google Cloud project; empty: that of the credentials"},
      {"monitoring.instance_id", ""s,
       "The resource's instance_id; empty: the machine's on Google Cloud, else its host name"},
      {"monitoring.zone", ""s, "The resource's zone; empty: the machine's on Google Cloud, else global"},
      {"monitoring.endpoint", "https://monitoring.googleapis.com"s,
       "Address of the API; https://restricted.googleapis.com inside a service perimeter"},
      {"monitoring.ca_file", ""s, "PEM file of the authority that signed the API's certificate; empty: the system's"},
      {"monitoring.interval_seconds", std::int64_t{60}, "Time between two points of a series", 10, 3600},
  };
}

Result<std::optional<CloudOptions>> cloud_options(const config::Config& config, std::string process) {
  if (!config.flag("monitoring.google")) return std::nullopt;
  CloudOptions options;
  options.process = std::move(process);
  options.service_account = config.text("monitoring.service_account_file");
  options.project = config.text("monitoring.project");
  options.instance_id = config.text("monitoring.instance_id");
  options.zone = config.text("monitoring.zone");
  options.endpoint = config.text("monitoring.endpoint");
  options.ca_file = config.text("monitoring.ca_file");
  options.interval = std::chrono::seconds(config.integer("monitoring.interval_seconds"));
  // Where Google's own clients look for another metadata server.
  const char* const host = std::getenv("GCE_METADATA_HOST");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  if (host != nullptr && *host != '\0') options.metadata_host = host;
  if (!options.service_account.empty()) {
    if (options.instance_id.empty()) options.instance_id = host_name();
    if (options.zone.empty()) options.zone = "global";
  }
  if (!is_private_url(options.endpoint)) {
    return fail(Failure::invalid_input, "monitoring_settings_invalid",
                "monitoring.endpoint is \"" + options.endpoint + "\", which is no https:// address",
                "Write https://monitoring.googleapis.com");
  }
  return options;
}

}  // namespace attendsense::monitoring
