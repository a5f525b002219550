#include "names.hpp"

namespace attendsense::store {
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
