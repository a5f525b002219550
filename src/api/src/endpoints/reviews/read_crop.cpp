#include "attendsense/service/reviews/read_crop.hpp"

#include "endpoints/reviews/endpoints.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> read_crop(Call& call) {
  const auto id = call.id<core::SightingId>("sighting_id");
  if (!id) return fail(id.error());
  const auto crop = service::read_crop::run(call.ports(), {call.principal, *id}, call.now);
  if (!crop) return fail(crop.error());
  http::Response response;
  response.headers.add("Content-Type", "image/jpeg");
  response.body = as_text(crop->jpeg);
  return response;
}

}  // namespace attendsense::api::endpoints
