#include "attendsense/service/periods/verify_period.hpp"

#include "endpoints/periods/endpoints.hpp"
#include "periods_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> verify_period(Call& call) {
  const auto id = call.id<core::PeriodId>("period_id");
  if (!id) return fail(id.error());
  const auto verified = service::verify_period::run(call.ports(), {call.principal, *id}, call.now);
  if (!verified) return fail(verified.error());
  return json_response(200, to_json(*verified));
}

}  // namespace attendsense::api::endpoints
