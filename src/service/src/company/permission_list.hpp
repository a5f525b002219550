#pragma once

#include <set>
#include <string>

#include "attendsense/core/entities.hpp"

namespace attendsense::service {

// "view_own view_all", as the audit names them.
[[nodiscard]] inline std::string in_words(const std::set<core::Permission>& permissions) {
  std::string words;
  for (const core::Permission permission : permissions) {
    words += (words.empty() ? "" : " ") + std::string(core::to_string(permission));
  }
  return words;
}

}  // namespace attendsense::service
