#pragma once

#include <filesystem>

#include "attendsense/api/server.hpp"

namespace attendsense::api::testing {

// Makes a certificate for 127.0.0.1 that vouches for itself, and its key, as files in a folder.
[[nodiscard]] TlsPaths make_self_signed(const std::filesystem::path& folder);

}  // namespace attendsense::api::testing
