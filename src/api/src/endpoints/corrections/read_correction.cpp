#include "attendsense/service/corrections/read_correction.hpp"

#include "conditional.hpp"
#include "corrections_json.hpp"
#include "endpoints/corrections/endpoints.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> read_correction(Call& call) {
  const auto id = call.id<core::CorrectionId>("correction_id");
  if (!id) return fail(id.error());
  const auto correction = service::read_correction::run(call.ports(), {call.principal, *id}, call.now);
  if (!correction) return fail(correction.error());
  return tagged_json_response(200, to_json(*correction));
}

}  // namespace attendsense::api::endpoints
