#include "settings.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "attendsense/api/metrics_server.hpp"
#include "attendsense/api/server.hpp"
#include "attendsense/monitoring/cloud_exporter.hpp"
#include "attendsense/vision/models.hpp"
#include "server_settings.hpp"

namespace attendsense::app {

using config::Value;

const config::Table& settings() {
  static const config::Table table = [] {
    std::vector<config::Key> keys{
        {.name = "data.folder",
         .fallback = Value{std::string("data")},
         .description = "Database, queue, sealing key and models of this installation"},
        {.name = "models.folder",
         .fallback = Value{std::string()},
         .description = "Model files; empty: `$ATTENDSENSE_MODELS`, else `models` in the data folder"},
        {.name = "web.root",
         .fallback = Value{std::string()},
         .description = "Folder of the web app's files; empty: those that came with the program; `none`: no web app"},
        {.name = "worker.threads",
         .fallback = Value{std::int64_t{0}},
         .description = "Captures processed at a time; 0: one a processor core",
         .least = 0,
         .most = 256},
        {.name = "queue.max_waiting",
         .fallback = Value{std::int64_t{100'000}},
         .description = "Captures that may wait; beyond it stations are asked to wait and keep theirs",
         .least = 1},
        {.name = "queue.max_attempts",
         .fallback = Value{std::int64_t{5}},
         .description = "Tries before a capture is laid aside as dead",
         .least = 1,
         .most = 100},
        {.name = "log.level",
         .fallback = Value{std::string("info")},
         .description = "Least severity that is logged",
         .one_of = {"debug", "info", "warn", "error", "off"}},
        {.name = "log.format",
         .fallback = Value{std::string("text")},
         .description = "Form of a log line",
         .one_of = {"text", "json"}},
    };
    std::ranges::move(server_keys(), std::back_inserter(keys));
    std::ranges::move(webhook_keys(), std::back_inserter(keys));
    std::ranges::move(api::metrics_config_keys(), std::back_inserter(keys));
    std::ranges::move(monitoring::cloud_config_keys(), std::back_inserter(keys));
    std::ranges::move(api::server_config_keys(), std::back_inserter(keys));
    return config::Table(std::move(keys));
  }();
  return table;
}

Result<config::Config> load_settings(const GlobalOptions& options) {
  std::optional<std::filesystem::path> file;
  if (const char* variable = std::getenv("ATTENDSENSE_CONFIG")) file = variable;  // NOLINT(concurrency-mt-unsafe)
  if (!options.config_file.empty()) file = options.config_file;
  std::map<std::string, std::string> overrides = options.overrides;
  if (!options.data_folder.empty()) overrides["data.folder"] = options.data_folder;
  return settings().load(file, config::process_environment(), overrides);
}

DataFolder data_folder(const config::Config& config) {
  return {config.text("data.folder")};
}

std::filesystem::path models_folder(const config::Config& config) {
  const std::string& chosen = config.text("models.folder");
  return chosen.empty() ? vision::models_folder(data_folder(config).root) : std::filesystem::path(chosen);
}

std::filesystem::path web_folder(const config::Config& config) {
  const std::string& chosen = config.text("web.root");
  if (chosen == "none") return {};
  if (!chosen.empty()) return chosen;
  std::error_code failed;
  const std::filesystem::path here = std::filesystem::read_symlink("/proc/self/exe", failed).parent_path();
  for (const char* beside : {"../../web", "../share/attendsense/web"}) {
    if (std::filesystem::exists(here / beside / "index.html", failed)) return (here / beside).lexically_normal();
  }
  return {};
}

}  // namespace attendsense::app
