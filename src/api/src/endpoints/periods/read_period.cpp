#include "attendsense/service/periods/read_period.hpp"

#include "endpoints/periods/endpoints.hpp"
#include "periods_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> read_period(Call& call) {
  const auto id = call.id<core::PeriodId>("period_id");
  if (!id) return fail(id.error());
  const auto period = service::read_period::run(call.ports(), {call.principal, *id}, call.now);
  if (!period) return fail(period.error());
  return json_response(200, to_json(*period));
}

}  // namespace attendsense::api::endpoints
