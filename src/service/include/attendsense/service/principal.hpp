#pragma once

#include <optional>
#include <set>
#include <string>

#include "attendsense/base/result.hpp"
#include "attendsense/core/entities.hpp"

namespace attendsense::service {

// On whose behalf a use case runs. An employee, a station, or the installation itself (command line, demo).
struct Principal {
  core::CompanyId company;
  std::optional<core::EmployeeId> employee;
  std::optional<core::StationId> station;
  core::TokenId session;  // the family of the access token; nil: none
  std::set<core::Permission> permissions;

  // Everything is allowed: for the person who runs the server, never for anything that came over a network.
  [[nodiscard]] static Principal system(core::CompanyId company);

  [[nodiscard]] bool may(core::Permission permission) const { return permissions.contains(permission); }

  // As the audit writes it: "employee:<id>", "station:<id>", "system".
  [[nodiscard]] std::string actor() const;
};

// forbidden "permission_missing", naming the permission.
[[nodiscard]] Result<void> require(const Principal& principal, core::Permission permission);
// The person themselves (who may view their own), or whoever has `permission`.
[[nodiscard]] Result<void> require_self_or(const Principal& principal, core::EmployeeId employee,
                                           core::Permission permission);
// Anybody of the company, whatever their role. forbidden "person_needed" for a station or nobody.
[[nodiscard]] Result<void> require_person(const Principal& principal);
// The calling station's id. forbidden "station_token_needed" for anybody else.
[[nodiscard]] Result<core::StationId> require_station(const Principal& principal);

}  // namespace attendsense::service
