#include "endpoints/periods/endpoints.hpp"

namespace attendsense::api::endpoints {

std::span<const Route> period_routes() {
  static constexpr Route kRoutes[] = {
      {"GET", "/api/v1/periods", list_periods},
      {"POST", "/api/v1/periods", close_period},
      {"GET", "/api/v1/periods/{period_id}", read_period},
      {"POST", "/api/v1/periods/{period_id}/reopen", reopen_period},
      {"GET", "/api/v1/periods/{period_id}/verify", verify_period},
      {"GET", "/api/v1/periods/{period_id}/changes", list_period_changes},
      {"GET", "/api/v1/periods/{period_id}/sheets/{employee_id}", read_period_sheet},
  };
  return kRoutes;
}

}  // namespace attendsense::api::endpoints
