#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "attendsense/base/config.hpp"

namespace attendsense::app {

// Every setting of `attendsense`; the manual in docs/configuration.md is made from it.
[[nodiscard]] const config::Table& settings();

// What the command line says about settings: --config FILE, --data FOLDER, --set KEY=VALUE.
struct GlobalOptions {
  std::string config_file;
  std::string data_folder;
  std::map<std::string, std::string> overrides;
};

// The file (also from $ATTENDSENSE_CONFIG), the environment and the command line as one configuration.
[[nodiscard]] Result<config::Config> load_settings(const GlobalOptions& options);

// Where things lie in the data folder.
struct DataFolder {
  std::filesystem::path root;

  [[nodiscard]] std::filesystem::path database() const { return root / "attendsense.db"; }

  [[nodiscard]] std::filesystem::path queue() const { return root / "queue.db"; }

  [[nodiscard]] std::filesystem::path sealing_key() const { return root / "sealing.key"; }
};

[[nodiscard]] DataFolder data_folder(const config::Config& config);
[[nodiscard]] std::filesystem::path models_folder(const config::Config& config);
// The web app's files: the folder that is set, else the one beside the program where it was built or installed, else
// nothing.
[[nodiscard]] std::filesystem::path web_folder(const config::Config& config);

}  // namespace attendsense::app
