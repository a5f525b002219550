#include "endpoints/corrections/endpoints.hpp"

namespace attendsense::api::endpoints {

std::span<const Route> correction_routes() {
  static constexpr Route kRoutes[] = {
      {"GET", "/api/v1/corrections", list_corrections},
      {"POST", "/api/v1/corrections", request_correction},
      {"POST", "/api/v1/corrections/bulk", correct_many},
      {"GET", "/api/v1/corrections/{correction_id}", read_correction},
      {"POST", "/api/v1/corrections/{correction_id}/decision", decide_correction},
      {"POST", "/api/v1/correction-batches/{batch_id}/decision", decide_batch},
  };
  return kRoutes;
}

}  // namespace attendsense::api::endpoints
