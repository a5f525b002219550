#include "names.hpp"

namespace attendsense::store {
namespace {

template <class Value, class Name>
std::optional<Value> find_named(std::initializer_list<Value> values, std::string_view text, Name name) {
  for (const Value value : values) {
    if (name(value) == text) return value;
  }
  return std::nullopt;
}

}  // namespace

std::optional<core::StationState> parse_station_state(std::string_view text) {
  return find_named({core::StationState::active, core::StationState::revoked}, text,
                    [](core::StationState state) { return core::to_string(state); });
}

std::optional<core::PunchSource> parse_punch_source(std::string_view text) {
  return find_named({core::PunchSource::camera, core::PunchSource::manual}, text,
                    [](core::PunchSource source) { return core::to_string(source); });
}

std::string_view name_of(core::TokenKind kind) {
  switch (kind) {
    case core::TokenKind::access:
      return "access";
    case core::TokenKind::refresh:
      return "refresh";
    case core::TokenKind::station:
      return "station";
  }
  return "unknown";
}

std::optional<core::TokenKind> parse_token_kind(std::string_view text) {
  return find_named({core::TokenKind::access, core::TokenKind::refresh, core::TokenKind::station}, text, name_of);
}

std::string join_permissions(const std::set<core::Permission>& permissions) {
  std::string joined;
  for (const core::Permission permission : permissions) {
    if (!joined.empty()) joined += ' ';
    joined += core::to_string(permission);
  }
  return joined;
}

std::optional<std::set<core::Permission>> parse_permissions(std::string_view text) {
  std::set<core::Permission> permissions;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const auto permission = core::parse_permission(text.substr(0, end));
    if (!permission) return std::nullopt;
    permissions.insert(*permission);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return permissions;
}

}  // namespace attendsense::store
