#include "endpoints/reports/endpoints.hpp"

namespace attendsense::api::endpoints {

std::span<const Route> reports_routes() {
  static constexpr Route kRoutes[] = {
      {"GET", "/api/v1/reports/{report}", read_report},
      {"POST", "/api/v1/reports/payroll/mapped", map_payroll},
  };
  return kRoutes;
}

}  // namespace attendsense::api::endpoints
