#pragma once

#include <filesystem>

namespace attendsense {

// The folder of the sources that a test was built from.
[[nodiscard]] std::filesystem::path checkout();

}  // namespace attendsense
