#include "endpoints/reviews/endpoints.hpp"

namespace attendsense::api::endpoints {

std::span<const Route> review_routes() {
  static constexpr Route kRoutes[] = {
      {"GET", "/api/v1/sightings", list_sightings},
      {"GET", "/api/v1/sightings/{sighting_id}/crop", read_crop},
      {"POST", "/api/v1/sightings/{sighting_id}/decision", decide_sighting},
  };
  return kRoutes;
}

}  // namespace attendsense::api::endpoints
