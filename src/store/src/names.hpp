#pragma once

// How the kinds and states of core are written in a column, where core itself does not say.

#include <optional>
#include <string>
#include <string_view>

#include "attendsense/core/entities.hpp"

namespace attendsense::store {

[[nodiscard]] std::optional<core::StationState> parse_station_state(std::string_view text);
[[nodiscard]] std::optional<core::PunchSource> parse_punch_source(std::string_view text);
[[nodiscard]] std::string_view name_of(core::TokenKind kind);
[[nodiscard]] std::optional<core::TokenKind> parse_token_kind(std::string_view text);

// Names with a space between.
[[nodiscard]] std::string join_permissions(const std::set<core::Permission>& permissions);
[[nodiscard]] std::optional<std::set<core::Permission>> parse_permissions(std::string_view text);

}  // namespace attendsense::store
