#include "endpoints/company/endpoints.hpp"

namespace attendsense::api::endpoints {

std::span<const Route> company_routes() {
  static constexpr Route kRoutes[] = {
      {"PATCH", "/api/v1/company", rename_company},      {"POST", "/api/v1/sites", create_site},
      {"PATCH", "/api/v1/sites/{site_id}", update_site}, {"POST", "/api/v1/roles", create_role},
      {"PATCH", "/api/v1/roles/{role_id}", update_role},
  };
  return kRoutes;
}

}  // namespace attendsense::api::endpoints
