#pragma once

#include <string_view>

namespace attendsense::vision {

// models/manifest.json as it was when the program was built.
[[nodiscard]] std::string_view manifest_text();

}  // namespace attendsense::vision
