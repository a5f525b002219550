#include "attendsense/service/erase_employee.hpp"

#include "endpoints/endpoints.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> erase_employee(Call& call) {
  const auto id = call.id<core::EmployeeId>("employee_id");
  if (!id) return fail(id.error());
  const auto done = service::erase_employee::run(call.ports(), {call.principal, *id}, call.now);
  if (!done) return fail(done.error());
  return empty_response();
}

}  // namespace attendsense::api::endpoints
