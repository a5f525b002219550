#pragma once

// The settings that choose between the embedded engines and servers of their own, and say where those are.

#include <string>
#include <vector>

#include "attendsense/base/config.hpp"
#include "attendsense/base/secret.hpp"

namespace attendsense::app {

[[nodiscard]] std::vector<config::Key> server_keys();
// Of webhooks, and of the alerts that they are told.
[[nodiscard]] std::vector<config::Key> webhook_keys();

// The content of the file that a "..._file" key names, without its line end; empty when the key is. The error names key
// and file.
[[nodiscard]] Result<Secret> secret_of(const config::Config& config, const std::string& key);

}  // namespace attendsense::app
