#include "attendsense/service/account/reset_second_factor.hpp"

#include "endpoints/account/endpoints.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> reset_second_factor(Call& call) {
  const auto id = call.id<core::EmployeeId>("employee_id");
  if (!id) return fail(id.error());
  const auto done = service::reset_second_factor::run(call.ports(), {call.principal, *id}, call.now);
  if (!done) return fail(done.error());
  return empty_response();
}

}  // namespace attendsense::api::endpoints
