#include "endpoints/imports/endpoints.hpp"

namespace attendsense::api::endpoints {

std::span<const Route> import_routes() {
  static constexpr Route kRoutes[] = {
      {"POST", "/api/v1/imports/employees", import_employees},
      {"POST", "/api/v1/imports/schedules", import_schedules},
      {"POST", "/api/v1/imports/assignments", import_assignments},
      {"POST", "/api/v1/imports/punches", import_punches},
      {"POST", "/api/v1/imports/attendance", import_attendance},
  };
  return kRoutes;
}

}  // namespace attendsense::api::endpoints
