#pragma once

// How a set of permissions is written in a column.

#include <optional>
#include <string>
#include <string_view>

#include "attendsense/core/entities.hpp"

namespace attendsense::store {

// Names with a space between.
[[nodiscard]] std::string join_permissions(const std::set<core::Permission>& permissions);
[[nodiscard]] std::optional<std::set<core::Permission>> parse_permissions(std::string_view text);

}  // namespace attendsense::store
