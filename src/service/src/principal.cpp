#include "attendsense/service/principal.hpp"

namespace attendsense::service {

using core::Permission;

Principal Principal::system(core::CompanyId company) {
  Principal principal;
  principal.company = company;
  principal.permissions = {Permission::view_own,         Permission::view_all,       Permission::manage_employees,
                           Permission::manage_stations,  Permission::manage_company, Permission::manage_schedules,
                           Permission::approve_requests, Permission::close_periods};
  return principal;
}

std::string Principal::actor() const {
  if (employee) return "employee:" + employee->to_string();
  if (station) return "station:" + station->to_string();
  return "system";
}

Result<void> require(const Principal& principal, Permission permission) {
  if (principal.may(permission)) return {};
  const std::string name(core::to_string(permission));
  return fail(Failure::forbidden, "permission_missing", "This needs the permission '" + name + "'",
              "Ask an administrator of your company for a role that has it");
}

Result<void> require_self_or(const Principal& principal, core::EmployeeId employee, Permission permission) {
  if (principal.employee == employee && principal.may(Permission::view_own)) return {};
  return require(principal, permission);
}

Result<void> require_person(const Principal& principal) {
  if (principal.employee || (!principal.station && !principal.permissions.empty())) return {};
  return fail(Failure::forbidden, "person_needed", "Only a person of the company may do this", "Sign in");
}

Result<core::StationId> require_station(const Principal& principal) {
  if (principal.station) return *principal.station;
  return fail(Failure::forbidden, "station_token_needed", "Only a station may do this",
              "Use the token that was shown when the station was created");
}

}  // namespace attendsense::service
