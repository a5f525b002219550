#include "attendsense/service/periods/reopen_period.hpp"

#include "endpoints/periods/endpoints.hpp"
#include "json_input.hpp"
#include "periods_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> reopen_period(Call& call) {
  const auto id = call.id<core::PeriodId>("period_id");
  if (!id) return fail(id.error());
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  const std::string reason = body->root().text("reason");
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto period = service::reopen_period::run(call.ports(), {call.principal, *id, reason}, call.now);
  if (!period) return fail(period.error());
  return json_response(200, to_json(*period));
}

}  // namespace attendsense::api::endpoints
