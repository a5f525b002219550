#pragma once

#include <optional>
#include <set>
#include <string_view>

#include "attendsense/core/entities.hpp"
#include "json_input.hpp"

namespace attendsense::api {

// A list of permissions by their names; none when it is left out. What is wrong is noted.
[[nodiscard]] inline std::optional<std::set<core::Permission>> read_permissions(ObjectReader& root,
                                                                                std::string_view name) {
  const auto texts = root.optional_texts(name);
  if (!texts) return std::nullopt;
  std::set<core::Permission> permissions;
  for (std::size_t i = 0; i < texts->size(); ++i) {
    const auto permission = core::parse_permission((*texts)[i]);
    if (!permission) root.note(std::string(name) + "[" + std::to_string(i) + "]", "must be a permission");
    if (permission) permissions.insert(*permission);
  }
  return permissions;
}

}  // namespace attendsense::api
